/** A name that no other job, turn or note on this device has. */
export function createId(prefix: string): string {
  return `${prefix}-${crypto.randomUUID()}`;
}
