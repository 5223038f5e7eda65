import { readAscii } from './byte-window';

/** Bytes of the frame whose head stands at `at`; null when no head stands there. */
export type FrameLength = (bytes: Uint8Array, at: number) => number | null;

/** Holds several of the longest frames (an ADTS frame is at most 8,191 bytes). */
const TAIL_BYTES = 65_536;
/** So many frames in a row are no accident. */
const LEAST_CHAIN = 4;
const ID3V1_BYTES = 128;

const MPEG1_KBPS = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const MPEG2_KBPS = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES_HZ: Record<number, readonly number[]> = { 3: [44_100, 48_000, 32_000], 2: [22_050, 24_000, 16_000], 0: [11_025, 12_000, 8000] };

/** Layer III of MPEG-1, 2 and 2.5 (ISO/IEC 11172-3, section 2.4.2.3). */
export const mp3FrameLength: FrameLength = (bytes, at) => {
  const [sync = 0, kind = 0, rates = 0] = bytes.subarray(at, at + 3);
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0 || (kind & 0x06) !== 0x02) return null;
  const version = (kind >> 3) & 3;
  const kbps = (version === 3 ? MPEG1_KBPS : MPEG2_KBPS)[rates >> 4] ?? 0;
  const rateHz = RATES_HZ[version]?.[(rates >> 2) & 3] ?? 0;
  return kbps === 0 || rateHz === 0 ? null : Math.floor(((version === 3 ? 144_000 : 72_000) * kbps) / rateHz) + ((rates >> 1) & 1);
};

/** AAC frames with a head each (ISO/IEC 13818-7, section 6.2). */
export const adtsFrameLength: FrameLength = (bytes, at) => {
  const [sync = 0, kind = 0, , high = 0, middle = 0, low = 0] = bytes.subarray(at, at + 6);
  if (sync !== 0xff || (kind & 0xf6) !== 0xf0) return null;
  const length = ((high & 3) << 11) | (middle << 3) | (low >> 5);
  return length < 7 ? null : length;
};

/**
 * Whether a file of frames, one after the other, ends in the middle of one.
 *
 * A cut between two frames cannot be told from an end. Tags after the last frame are no frame.
 */
export async function endsMidFrame(file: Blob, frameLength: FrameLength): Promise<boolean> {
  const tail = new Uint8Array(await file.slice(Math.max(0, file.size - TAIL_BYTES)).arrayBuffer());
  const hasTag = readAscii(tail, tail.length - ID3V1_BYTES, 3) === 'TAG';
  const bytes = hasTag ? tail.subarray(0, -ID3V1_BYTES) : tail;
  for (let start = 0; start < bytes.length; start += 1) {
    const { count, end } = followFrames(bytes, start, frameLength);
    if (count < LEAST_CHAIN) continue;
    // Of a head that was cut through, its first byte is what is sure.
    return end < bytes.length && (frameLength(bytes, end) !== null || (bytes.length - end < 6 && bytes[end] === 0xff));
  }
  return false;
}

function followFrames(bytes: Uint8Array, start: number, frameLength: FrameLength): { count: number; end: number } {
  let end = start;
  let count = 0;
  for (let length = frameLength(bytes, end); length !== null && end + length <= bytes.length; length = frameLength(bytes, end)) {
    end += length;
    count += 1;
  }
  return { count, end };
}

/** Whether the first frame of an MP3 says how many follow (Xing, Info): without it a length is a guess from the bytes. */
export async function hasMp3Length(file: Blob): Promise<boolean> {
  const head = new Uint8Array(await file.slice(0, 10).arrayBuffer());
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  const tagBytes = readAscii(head, 0, 3) === 'ID3' ? 10 + ((a << 21) | (b << 14) | (c << 7) | d) : 0;
  const text = new TextDecoder('latin1').decode(await file.slice(tagBytes, tagBytes + 4096).arrayBuffer());
  return /Xing|Info/.test(text);
}
