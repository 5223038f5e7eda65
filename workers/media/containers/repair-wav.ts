import { MediaError } from '../media-error';

/** A wav file to be read, and how long it says it is when it says more than it holds. */
export type RepairedWav = { file: Blob; claimedMs: number | null };

/** Chunks before the sound (names, pictures, cue points) that are looked through. */
const MAX_CHUNKS = 200;
/** Lengths that recorders write before they know: nothing, or as much as fits. */
const UNKNOWN_LENGTHS = [0, 0x7fffffff - 36, 0x7fffffff, 0xffffffff - 36, 0xffffffff];
const PLAIN_TAGS = [1, 3];
const KNOWN_TAGS = [1, 3, 6, 7];
const EXTENSIBLE_TAG = 0xfffe;
const RATES_HZ = { min: 1000, max: 768_000 };
const MAX_CHANNELS = 32;

type Format = { tag: number; channelCount: number; rateHz: number; bitsPerSample: number };

/**
 * A RIFF WAVE file whose lengths can be trusted; anything else as it is.
 *
 * A recorder that died leaves lengths of zero or of more than there is. Its sound then goes behind a new header, as a
 * Blob that refers to the same bytes, up to the last byte that is there.
 */
export async function repairWav(file: Blob): Promise<RepairedWav> {
  const head = await readView(file, 0, 12);
  if (head.byteLength < 12 || readAscii(head, 0) !== 'RIFF' || readAscii(head, 8) !== 'WAVE') return { file, claimedMs: null };
  let format: Format | null = null;
  let offset = 12;
  for (let count = 0; count < MAX_CHUNKS && offset + 8 <= file.size; count += 1) {
    const chunk = await readView(file, offset, 8 + 40);
    const name = readAscii(chunk, 0);
    const size = chunk.getUint32(4, true);
    if (name === 'fmt ') format = readFormat(chunk);
    if (name === 'data') return withTrueLengths(file, head.getUint32(4, true), requireFormat(format), offset + 8, size);
    offset += 8 + size + (size % 2);
  }
  throw new MediaError(file.size <= 44 ? 'empty' : 'broken', 'The wav file has no sound in it.');
}

function withTrueLengths(file: Blob, riffSize: number, format: Format, dataOffset: number, declared: number): RepairedWav {
  const available = file.size - dataOffset;
  if (available === 0) throw new MediaError('empty', 'The wav file has no sound in it.');
  const isUnknown = UNKNOWN_LENGTHS.includes(declared);
  const isHonest = declared <= available && !isUnknown && riffSize + 8 >= dataOffset + declared;
  if (isHonest) return { file, claimedMs: null };
  const byteLength = isUnknown ? available : Math.min(declared, available);
  const bytesPerSecond = format.rateHz * frameBytes(format);
  const repaired = new Blob([writeHeader(format, byteLength), file.slice(dataOffset, dataOffset + byteLength)]);
  return { file: repaired, claimedMs: isUnknown ? null : (declared / bytesPerSecond) * 1000 };
}

function requireFormat(format: Format | null): Format {
  if (format === null) throw new MediaError('bad-header', 'The wav file does not say how its sound is coded.');
  const { tag, channelCount, rateHz, bitsPerSample } = format;
  if (!KNOWN_TAGS.includes(tag)) throw new MediaError('unknown-codec', `The sound of the wav file is coded as ${tag}.`);
  if (channelCount === 0 || channelCount > MAX_CHANNELS) throw new MediaError('bad-header', `The wav file claims ${channelCount} channels.`);
  if (rateHz < RATES_HZ.min || rateHz > RATES_HZ.max) throw new MediaError('bad-header', `The wav file claims ${rateHz} samples a second.`);
  if (PLAIN_TAGS.includes(tag) && ![8, 16, 24, 32, 64].includes(bitsPerSample)) throw new MediaError('bad-header', `The wav file claims ${bitsPerSample} bits a sample.`);
  return format;
}

function readFormat(chunk: DataView): Format | null {
  if (chunk.byteLength < 8 + 16) return null;
  const size = chunk.getUint32(4, true);
  const tag = chunk.getUint16(8, true);
  const isExtensible = tag === EXTENSIBLE_TAG && size >= 40 && chunk.byteLength >= 8 + 40;
  return {
    tag: isExtensible ? chunk.getUint16(8 + 24, true) : tag,
    channelCount: chunk.getUint16(10, true),
    rateHz: chunk.getUint32(12, true),
    bitsPerSample: chunk.getUint16(22, true),
  };
}

function frameBytes({ tag, channelCount, bitsPerSample }: Format): number {
  return channelCount * (PLAIN_TAGS.includes(tag) ? bitsPerSample / 8 : 1);
}

/** 44 bytes. Sound beyond 4 GB is cut there: RIFF cannot say more. */
function writeHeader(format: Format, byteLength: number): ArrayBuffer {
  const buffer = new ArrayBuffer(44);
  const view = new DataView(buffer);
  const dataLength = Math.min(byteLength, 0xffffffff - 36);
  const text = (offset: number, value: string): void => Array.from(value).forEach((letter, n) => view.setUint8(offset + n, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + dataLength, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, format.tag, true);
  view.setUint16(22, format.channelCount, true);
  view.setUint32(24, format.rateHz, true);
  view.setUint32(28, format.rateHz * frameBytes(format), true);
  view.setUint16(32, frameBytes(format), true);
  view.setUint16(34, format.bitsPerSample, true);
  text(36, 'data');
  view.setUint32(40, dataLength, true);
  return buffer;
}

async function readView(file: Blob, offset: number, length: number): Promise<DataView> {
  return new DataView(await file.slice(offset, offset + length).arrayBuffer());
}

function readAscii(view: DataView, offset: number): string {
  return view.byteLength < offset + 4 ? '' : String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, 4));
}
