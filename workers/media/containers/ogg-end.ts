import { readAscii, readUint } from './byte-window';

/** A page is at most 65,307 bytes (RFC 3533, section 6): the last whole one and a cut one after it begin in here. */
const TAIL_BYTES = 2 * 65_307;
const HEAD_BYTES = 27;
const END_OF_STREAM = 0x04;

/** How an Ogg file ends; `endSamples` is the place that its last page states, null when it states none. */
export type OggEnd = { isCut: boolean; endSamples: number | null; serial: number | null };

/** A whole Ogg file ends with a page that is marked as the last one of its stream. */
export async function findOggEnd(file: Blob): Promise<OggEnd> {
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - TAIL_BYTES)).arrayBuffer());
  for (let at = tail.length - HEAD_BYTES; at >= 0; at -= 1) {
    if (readAscii(tail, at) !== 'OggS' || tail[at + 4] !== 0) continue;
    const isWhole = at + pageBytes(tail, at) <= tail.length;
    const isLast = ((tail[at + 5] ?? 0) & END_OF_STREAM) !== 0;
    if (isWhole) return { isCut: !isLast, endSamples: readGranule(tail, at + 6), serial: readUint(tail, at + 14, 4) };
    return { isCut: true, endSamples: null, serial: null };
  }
  return { isCut: true, endSamples: null, serial: null };
}

/** The number of the stream that the file begins with. */
export async function readOggSerial(file: Blob): Promise<number> {
  return readUint(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()), 14, 4);
}

function pageBytes(bytes: Uint8Array, at: number): number {
  const count = bytes[at + 26] ?? 0;
  const lacing = bytes.subarray(at + HEAD_BYTES, at + HEAD_BYTES + count);
  if (lacing.length < count) return Infinity;
  return HEAD_BYTES + count + lacing.reduce((sum, length) => sum + length, 0);
}

/** Little-endian; all ones means that no packet ends on the page. */
function readGranule(bytes: Uint8Array, at: number): number | null {
  const low = new DataView(bytes.buffer, bytes.byteOffset + at, 8).getBigInt64(0, true);
  return low < 0n || low > BigInt(Number.MAX_SAFE_INTEGER) ? null : Number(low);
}
