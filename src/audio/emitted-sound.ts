import { rms } from '../../workers/dsp/level';
import type { PlaybackMark } from './types';

/** How far a position may lie off the line through the ones before it: a longer gap has opened a new stretch. */
const DRIFT_S = 0.004;
const KEEP_STRETCHES = 64;
const KEEP_GAINS = 32;

type Stretch = { turnId: string; sampleRateHz: number; fromS: number; toS: number; fromSample: number };
type ReadSamples = (turnId: string, from: number, to: number) => Float32Array;

/** Knows how loud what left the speaker was at any moment of the recent past; what an echo is compared with. */
export class EmittedSound {
  readonly #readSamples: ReadSamples;
  readonly #stretches: Stretch[] = [];
  readonly #gains: { fromS: number; gain: number }[] = [];

  constructor(readSamples: ReadSamples) {
    this.#readSamples = readSamples;
  }

  /** Any report of where a turn stands while it plays. */
  placeAt({ turnId, playedSamples, contextTimeS }: PlaybackMark, sampleRateHz: number): void {
    const last = this.#stretches.at(-1);
    if (last !== undefined && last.turnId === turnId && last.toS === Infinity) {
      const expectedS = last.fromS + (playedSamples - last.fromSample) / sampleRateHz;
      if (Math.abs(contextTimeS - expectedS) <= DRIFT_S) return;
    }
    this.stopAt(contextTimeS);
    this.#stretches.push({ turnId, sampleRateHz, fromS: contextTimeS, toS: Infinity, fromSample: playedSamples });
    if (this.#stretches.length > KEEP_STRETCHES) this.#stretches.shift();
  }

  stopAt(contextTimeS: number): void {
    const last = this.#stretches.at(-1);
    if (last !== undefined && last.toS === Infinity) last.toS = contextTimeS;
  }

  setGainAt(contextTimeS: number, gain: number): void {
    this.#gains.push({ fromS: contextTimeS, gain });
    if (this.#gains.length > KEEP_GAINS) this.#gains.shift();
  }

  /** Linear RMS of [fromS, toS) on the context's clock; 0 where nothing played. */
  rmsBetween(fromS: number, toS: number): number {
    const stretch = this.#stretches.findLast((candidate) => candidate.fromS < toS && candidate.toS > fromS);
    if (stretch === undefined) return 0;
    const sampleAt = (timeS: number) => Math.round(stretch.fromSample + (timeS - stretch.fromS) * stretch.sampleRateHz);
    const gain = this.#gains.findLast((candidate) => candidate.fromS < toS)?.gain ?? 1;
    return gain * rms(this.#readSamples(stretch.turnId, sampleAt(Math.max(fromS, stretch.fromS)), sampleAt(Math.min(toS, stretch.toS))));
  }
}
