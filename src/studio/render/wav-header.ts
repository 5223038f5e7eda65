const RIFF_BYTES = 44;
const DS64_BYTES = 36;
/** What RIFF can count. */
const MAX_RIFF_BYTES = 0xffffffff;

/**
 * The head of a mono 16-bit WAV file whose samples follow. Beyond 4 GB it is RF64 (EBU Tech 3306), which editors read and
 * simple players may not.
 */
export function wavHeader(sampleCount: number, sampleRateHz: number): Uint8Array<ArrayBuffer> {
  const dataBytes = 2 * sampleCount;
  const isLarge = RIFF_BYTES - 8 + dataBytes > MAX_RIFF_BYTES;
  const bytes = new Uint8Array(RIFF_BYTES + (isLarge ? DS64_BYTES : 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  const text = (value: string) => { for (const letter of value) view.setUint8(at++, letter.charCodeAt(0)); };
  const uint16 = (value: number) => { view.setUint16(at, value, true); at += 2; };
  const uint32 = (value: number) => { view.setUint32(at, value, true); at += 4; };
  const uint64 = (value: number) => { view.setBigUint64(at, BigInt(value), true); at += 8; };
  text(isLarge ? 'RF64' : 'RIFF');
  uint32(isLarge ? MAX_RIFF_BYTES : bytes.length - 8 + dataBytes);
  text('WAVE');
  if (isLarge) {
    text('ds64');
    uint32(DS64_BYTES - 8);
    uint64(bytes.length - 8 + dataBytes);
    uint64(dataBytes);
    uint64(sampleCount);
    uint32(0);
  }
  text('fmt ');
  uint32(16);
  uint16(1);
  uint16(1);
  uint32(sampleRateHz);
  uint32(sampleRateHz * 2);
  uint16(2);
  uint16(16);
  text('data');
  uint32(isLarge ? MAX_RIFF_BYTES : dataBytes);
  return bytes;
}
