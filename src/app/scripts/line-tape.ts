import { floatToInt16 } from '../../../workers/dsp/wav';
import type { TextMark } from '../../protocol/vocoder';
import type { SoundHead } from '../../storage/line-sounds';

/** A sound is written in pieces of this length, so that the longest line needs no more memory than any other. */
export const PIECE_SAMPLES = 320_000;

/** What of a line is on the disk, and what is not yet; see `LineTape.tailFrom`. */
export type TapeReader = Pick<LineTape, 'sampleRateHz' | 'sampleCount' | 'writtenSamples' | 'words' | 'tailFrom'>;

/** Gathers the sound of a line into pieces of 16-bit samples, and notes when each word is heard. It can be listened to meanwhile. */
export class LineTape {
  sampleCount = 0;
  /** 0 before the first sound. */
  sampleRateHz = 0;
  /** (words, 4) one after the other, as `commitSound` takes them. */
  readonly words: number[] = [];
  #pieceCount = 0;
  #piece = new Int16Array(0);
  #filled = 0;

  /** @param onGrown there is more to be heard than before */
  constructor(
    private readonly writePiece: (index: number, pcm: Int16Array<ArrayBuffer>) => Promise<void>,
    private readonly onGrown: () => void = () => undefined,
  ) {}

  /** Samples that can be read from the disk. */
  get writtenSamples(): number {
    return this.#pieceCount * PIECE_SAMPLES;
  }

  /** What is on the tape alone, from a sample on that is not written; a copy. */
  tailFrom(sample: number): Int16Array<ArrayBuffer> {
    return this.#piece.slice(sample - this.writtenSamples, this.#filled);
  }

  async add(pcm: Float32Array, sampleRateHz: number, marks: readonly TextMark[], textStart: number): Promise<void> {
    if (this.sampleRateHz !== 0 && this.sampleRateHz !== sampleRateHz) throw new RangeError(`Expected ${this.sampleRateHz} Hz for the whole line, got ${sampleRateHz}`);
    this.sampleRateHz = sampleRateHz;
    const startSample = this.sampleCount;
    const toMs = (sample: number) => Math.round(((startSample + sample) * 1000) / sampleRateHz);
    for (const mark of marks) this.words.push(textStart + mark.textStart, textStart + mark.textEnd, toMs(mark.startSample), toMs(mark.endSample));
    for (let at = 0; at < pcm.length; ) {
      if (this.#piece.length === 0) this.#piece = new Int16Array(PIECE_SAMPLES);
      const length = Math.min(pcm.length - at, PIECE_SAMPLES - this.#filled);
      for (let n = 0; n < length; n += 1) this.#piece[this.#filled + n] = floatToInt16(pcm[at + n] ?? 0);
      at += length;
      this.#filled += length;
      this.sampleCount += length;
      if (this.#filled === PIECE_SAMPLES) await this.#flush();
    }
    this.onGrown();
  }

  /** Writes what is left; `words` are all of the line then. */
  async end(): Promise<Omit<SoundHead, 'lineId'>> {
    const pieceCount = this.#pieceCount + (this.#filled > 0 ? 1 : 0);
    // It stays on the tape for whoever listens, until its head says that it is kept.
    if (this.#filled > 0) await this.writePiece(this.#pieceCount, this.#piece.slice(0, this.#filled));
    return { sampleRateHz: Math.max(1, this.sampleRateHz), sampleCount: this.sampleCount, pieceCount };
  }

  /** A piece is on the tape until it is on the disk. */
  async #flush(): Promise<void> {
    await this.writePiece(this.#pieceCount, this.#piece.slice(0, this.#filled));
    this.#pieceCount += 1;
    this.#filled = 0;
  }
}
