/**
 * The text of a file whose encoding nobody names: UTF-8 or UTF-16 where a byte order mark or the bytes themselves say so,
 * else GB 18030 (most Chinese subtitles that are not UTF-8) or Windows-1252.
 */
export function decodeText(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return tryDecode(bytes, 'utf-8') ?? (looksChinese(bytes) ? tryDecode(bytes, 'gb18030') : null) ?? new TextDecoder('windows-1252').decode(bytes);
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // Bytes that the encoding does not have: it is another one.
    return null;
  }
}

/** Chinese in GB 18030 comes in runs of high bytes; an accented letter in Windows-1252 mostly stands alone. */
function looksChinese(bytes: Uint8Array): boolean {
  let high = 0;
  let alone = 0;
  bytes.forEach((byte, index) => {
    if (byte < 0x80) return;
    high++;
    if ((bytes[index - 1] ?? 0) < 0x80 && (bytes[index + 1] ?? 0) < 0x80) alone++;
  });
  return alone < high / 4;
}
