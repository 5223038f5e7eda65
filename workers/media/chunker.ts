import { MEDIA_CHUNK_SAMPLES, MEDIA_RATE_HZ } from '../../src/protocol/media';
import { findPeaks } from '../dsp/peaks';
import { Resampler } from '../dsp/resample';

/** Mono samples as a decoder gave them. */
export type MonoBlock = { samples: Float32Array; rateHz: number; startS: number };
/** 16 kHz mono on the grid of `MEDIA_CHUNK_SAMPLES`. */
export type Chunk = { startMs: number; pcm: Float32Array<ArrayBuffer>; peaks: Int8Array<ArrayBuffer>; isLast: boolean };

/** Timestamps are rounded by containers; what is nearer than this to where it should be is there. */
const GAP_TOLERANCE_S = 0.05;
/** A gap longer than this is a lie about time, not silence. */
const LONGEST_GAP_S = 600;
/**
 * Sound before a chunk that goes through the resampler only to fill its filter. A whole number of input samples at
 * every usual rate, so that a run that begins here computes the samples that a run from the start computes.
 */
const PRE_ROLL_SAMPLES = 10_240;

/**
 * Decoded blocks of any rate → chunks of 16 kHz, whatever their length; holds one chunk at most.
 *
 * Time is counted in samples. Gaps between timestamps become silence, so that a place in the text is the same place
 * in the player; timestamps that run backwards are not believed.
 */
export class Chunker {
  /** Where the decoder should begin. */
  readonly fromS: number;
  readonly #chunk = new Float32Array(MEDIA_CHUNK_SAMPLES);
  #filled = 0;
  #chunkStart: number;
  #skip: number;
  #nextInputS: number;
  #resampler: Resampler | null = null;
  #inputCount = 0;
  #outputCount = 0;
  #scratch = new Float32Array(0);

  constructor(fromMs: number) {
    const fromSample = Math.max(0, Math.round((fromMs / 1000) * MEDIA_RATE_HZ));
    this.#chunkStart = fromSample - (fromSample % MEDIA_CHUNK_SAMPLES);
    this.#skip = Math.min(PRE_ROLL_SAMPLES, this.#chunkStart);
    this.fromS = (this.#chunkStart - this.#skip) / MEDIA_RATE_HZ;
    this.#nextInputS = this.fromS;
  }

  /** How much of the recording has come, from its start. */
  get heardMs(): number {
    return Math.round(Math.max(this.#nextInputS, 0) * 1000);
  }

  *push({ samples, rateHz, startS }: MonoBlock): Generator<Chunk> {
    const lead = startS - this.#nextInputS;
    const isAtStart = this.#resampler === null;
    if (lead > (isAtStart ? 0.5 / rateHz : GAP_TOLERANCE_S) && lead <= LONGEST_GAP_S) yield* this.#fillGap(Math.round(lead * rateHz), rateHz);
    const early = isAtStart && lead < 0 ? Math.min(samples.length, Math.round(-lead * rateHz)) : 0;
    if (early < samples.length) yield* this.#resample(samples.subarray(early), rateHz);
  }

  /** The rest, as the last chunk. */
  *finish(): Generator<Chunk> {
    yield* this.#drain();
    yield { ...this.#cut(), isLast: true };
  }

  *#fillGap(count: number, rateHz: number): Generator<Chunk> {
    const silence = new Float32Array(Math.min(count, rateHz));
    for (let left = count; left > 0; left -= silence.length) yield* this.#resample(silence.subarray(0, Math.min(left, silence.length)), rateHz);
  }

  *#resample(samples: Float32Array, rateHz: number): Generator<Chunk> {
    if (this.#resampler?.fromHz !== rateHz) {
      yield* this.#drain();
      this.#resampler = new Resampler(rateHz, MEDIA_RATE_HZ);
      this.#inputCount = 0;
      this.#outputCount = 0;
    }
    this.#inputCount += samples.length;
    this.#nextInputS += samples.length / rateHz;
    yield* this.#run(this.#resampler, samples);
  }

  /** Gives out what the filter still holds. */
  *#drain(): Generator<Chunk> {
    if (this.#resampler !== null) yield* this.#run(this.#resampler, new Float32Array(this.#resampler.delaySamples + 1));
    this.#resampler = null;
  }

  *#run(resampler: Resampler, samples: Float32Array): Generator<Chunk> {
    const limit = Math.ceil((this.#inputCount * MEDIA_RATE_HZ) / resampler.fromHz);
    const room = resampler.maxOutputCount(samples.length);
    if (this.#scratch.length < room) this.#scratch = new Float32Array(room);
    const written = Math.min(resampler.process(samples, this.#scratch), limit - this.#outputCount);
    this.#outputCount += written;
    yield* this.#append(this.#scratch.subarray(0, written));
  }

  *#append(samples: Float32Array): Generator<Chunk> {
    const skipped = Math.min(this.#skip, samples.length);
    this.#skip -= skipped;
    for (let at = skipped; at < samples.length; ) {
      const taken = samples.subarray(at, at + MEDIA_CHUNK_SAMPLES - this.#filled);
      this.#chunk.set(taken, this.#filled);
      this.#filled += taken.length;
      at += taken.length;
      if (this.#filled === MEDIA_CHUNK_SAMPLES) yield { ...this.#cut(), isLast: false };
    }
  }

  #cut(): Omit<Chunk, 'isLast'> {
    const pcm = this.#chunk.slice(0, this.#filled);
    const startMs = (this.#chunkStart / MEDIA_RATE_HZ) * 1000;
    this.#chunkStart += this.#filled;
    this.#filled = 0;
    return { startMs, pcm, peaks: findPeaks(pcm) };
  }
}
