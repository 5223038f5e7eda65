/** Whether a kept text is meant by what was asked for, without regard to case and marks; the empty wish means all. */
export function isNamed(kept: string, wish: string): boolean {
  const plain = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return plain(kept).includes(plain(wish));
}
