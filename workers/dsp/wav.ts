/** A RIFF WAVE header as found, after its lengths were checked against the bytes that are there. */
export type WavHeader = {
  formatTag: number;
  channelCount: number;
  sampleRateHz: number;
  bitsPerSample: number;
  dataOffset: number;
  dataByteLength: number;
  seconds: number;
};

/** `not-wav`: some other format; `broken`: it says it is one and contradicts itself, in the words of `reason`. */
export type WavProbe = { kind: 'wav'; header: WavHeader } | { kind: 'not-wav' } | { kind: 'broken'; reason: string };

const HEADER_BYTES = 44;
const PCM_TAG = 1;
const FLOAT_TAG = 3;
const EXTENSIBLE_TAG = 0xfffe;
/** What recorders that write to a pipe put in place of a length they cannot know. */
const UNKNOWN_LENGTH = 0xffffffff;

/** Mono 16-bit PCM; values beyond ±1 are clipped. */
export function encodeWav(pcm: Float32Array, sampleRateHz: number): ArrayBuffer {
  const dataBytes = pcm.length * 2;
  const buffer = new ArrayBuffer(HEADER_BYTES + dataBytes);
  const view = new DataView(buffer);
  writeAscii(view, 0, 'RIFF');
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  writeAscii(view, 8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM_TAG, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  writeAscii(view, 36, 'data');
  view.setUint32(40, dataBytes, true);
  pcm.forEach((sample, n) => view.setInt16(HEADER_BYTES + n * 2, floatToInt16(sample), true));
  return buffer;
}

/** Each sample to 16 bits. Written out: `Int16Array.from` with a function takes half a microsecond a sample. */
export function floatsToInt16(pcm: Float32Array): Int16Array<ArrayBuffer> {
  const converted = new Int16Array(pcm.length);
  pcm.forEach((sample, index) => (converted[index] = floatToInt16(sample)));
  return converted;
}

/** The inverse of `floatsToInt16`: −1…1. Written out like that one, so that hours of sound can be read in seconds. */
export function int16ToFloats(pcm: Int16Array): Float32Array<ArrayBuffer> {
  const converted = new Float32Array(pcm.length);
  pcm.forEach((sample, index) => (converted[index] = sample / (sample < 0 ? 0x8000 : 0x7fff)));
  return converted;
}

/** −1…1 to 16 bits, rounded and clipped; not a number becomes 0. */
export function floatToInt16(sample: number): number {
  const clipped = Math.max(-1, Math.min(1, Number.isNaN(sample) ? 0 : sample));
  return Math.round(clipped < 0 ? clipped * 0x8000 : clipped * 0x7fff);
}

/** Reads no further than the bytes go, whatever the header claims. */
export function probeWav(bytes: ArrayBuffer): WavProbe {
  const view = new DataView(bytes);
  if (bytes.byteLength < 12 || readAscii(view, 0, 4) !== 'RIFF' || readAscii(view, 8, 4) !== 'WAVE') return { kind: 'not-wav' };
  let format: FormatChunk | undefined;
  for (let offset = 12; offset + 8 <= bytes.byteLength; ) {
    const name = readAscii(view, offset, 4);
    const declared = view.getUint32(offset + 4, true);
    const available = bytes.byteLength - offset - 8;
    if (name === 'fmt ') {
      if (declared < 16 || declared > available) return broken(`its format chunk claims ${declared} bytes`);
      format = readFormat(view, offset + 8, declared);
    }
    if (name === 'data') return probeData(format, offset + 8, declared, available);
    offset += 8 + declared + (declared % 2);
  }
  return broken('it has no sound in it');
}

type FormatChunk = Omit<WavHeader, 'dataOffset' | 'dataByteLength' | 'seconds'> & { blockAlign: number; byteRate: number };

function readFormat(view: DataView, offset: number, byteLength: number): FormatChunk {
  const tag = view.getUint16(offset, true);
  return {
    formatTag: tag === EXTENSIBLE_TAG && byteLength >= 26 ? view.getUint16(offset + 24, true) : tag,
    channelCount: view.getUint16(offset + 2, true),
    sampleRateHz: view.getUint32(offset + 4, true),
    byteRate: view.getUint32(offset + 8, true),
    blockAlign: view.getUint16(offset + 12, true),
    bitsPerSample: view.getUint16(offset + 14, true),
  };
}

function probeData(format: FormatChunk | undefined, dataOffset: number, declared: number, available: number): WavProbe {
  if (format === undefined) return broken('it does not say how its sound is coded');
  const { blockAlign, byteRate, ...shape } = format;
  const isPlain = shape.formatTag === PCM_TAG || shape.formatTag === FLOAT_TAG;
  if (shape.channelCount === 0 || shape.channelCount > 32) return broken(`it claims ${shape.channelCount} channels`);
  if (shape.sampleRateHz < 1000 || shape.sampleRateHz > 768_000) return broken(`it claims ${shape.sampleRateHz} samples a second`);
  if (isPlain && blockAlign !== Math.ceil(shape.bitsPerSample / 8) * shape.channelCount) {
    return broken(`its ${shape.bitsPerSample}-bit samples do not fit ${blockAlign} bytes a frame`);
  }
  if (declared !== UNKNOWN_LENGTH && declared > available) {
    return broken(`it claims ${declared} bytes of sound and has ${available}`);
  }
  const dataByteLength = Math.min(declared, available);
  const bytesPerSecond = isPlain ? blockAlign * shape.sampleRateHz : byteRate;
  if (bytesPerSecond === 0) return broken('it claims no bytes a second');
  return { kind: 'wav', header: { ...shape, dataOffset, dataByteLength, seconds: dataByteLength / bytesPerSecond } };
}

function broken(reason: string): WavProbe {
  return { kind: 'broken', reason };
}

function writeAscii(view: DataView, offset: number, text: string): void {
  for (let k = 0; k < text.length; k += 1) view.setUint8(offset + k, text.charCodeAt(k));
}

function readAscii(view: DataView, offset: number, length: number): string {
  return String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + offset, length));
}
