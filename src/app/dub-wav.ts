import { encodeWav, floatToInt16 } from '../../workers/dsp/wav';

const RIFF_LENGTH_OFFSET = 4;
const DATA_LENGTH_OFFSET = 40;
const BYTES_PER_SAMPLE = 2;
/** Silence is shared between the parts of a Blob instead of made anew each time. */
const SILENCE_S = 10;

/** One mono 16-bit wav put together from pieces at their times; the pieces are kept as bytes, so that hours fit. */
export class DubWav {
  readonly #parts: BlobPart[] = [];
  readonly #silence: Uint8Array<ArrayBuffer>;
  #sampleCount = 0;

  constructor(readonly sampleRateHz: number) {
    this.#silence = new Uint8Array(SILENCE_S * sampleRateHz * BYTES_PER_SAMPLE);
  }

  /** Where the next piece can begin. */
  get endMs(): number {
    return (this.#sampleCount / this.sampleRateHz) * 1000;
  }

  /** Adds a piece at its time, or after the one before where that is still speaking. */
  add(startMs: number, pcm: Float32Array): void {
    this.#pad(Math.round((startMs / 1000) * this.sampleRateHz) - this.#sampleCount);
    const bytes = new DataView(new ArrayBuffer(pcm.length * BYTES_PER_SAMPLE));
    pcm.forEach((sample, index) => bytes.setInt16(index * BYTES_PER_SAMPLE, floatToInt16(sample), true));
    this.#parts.push(bytes.buffer);
    this.#sampleCount += pcm.length;
  }

  /** The whole, at least as long as the recording it goes with. */
  finish(durationMs: number): Blob {
    this.#pad(Math.round((durationMs / 1000) * this.sampleRateHz) - this.#sampleCount);
    const header = encodeWav(new Float32Array(0), this.sampleRateHz);
    const view = new DataView(header);
    const dataBytes = this.#sampleCount * BYTES_PER_SAMPLE;
    view.setUint32(RIFF_LENGTH_OFFSET, header.byteLength - 8 + dataBytes, true);
    view.setUint32(DATA_LENGTH_OFFSET, dataBytes, true);
    return new Blob([header, ...this.#parts], { type: 'audio/wav' });
  }

  #pad(sampleCount: number): void {
    for (let left = sampleCount * BYTES_PER_SAMPLE; left > 0; left -= this.#silence.length) this.#parts.push(this.#silence.subarray(0, Math.min(left, this.#silence.length)));
    this.#sampleCount += Math.max(0, sampleCount);
  }
}
