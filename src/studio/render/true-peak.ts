/** BS.1770-4 Annex 2 asks for at least this rate between the samples. */
const INNER_RATE_HZ = 192_000;
/** Taps on either side of a sample; with this many, a full-scale sine is read within 0.1 dB up to 0.4 of the rate. */
const HALF_TAPS = 12;

/** Impulse responses that read a signal between its samples: a windowed sinc for each fraction of a sample. */
export function createPhases(sampleRateHz: number): readonly Float32Array[] {
  const count = Math.max(4, Math.ceil(INNER_RATE_HZ / sampleRateHz));
  return Array.from({ length: count }, (_, phase) => Float32Array.from({ length: 2 * HALF_TAPS }, (_tap, tap) => {
    const distance = tap - HALF_TAPS + 1 - phase / count;
    const sinc = distance === 0 ? 1 : Math.sin(Math.PI * distance) / (Math.PI * distance);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * distance) / HALF_TAPS));
  }));
}

/**
 * Follows the true peak of one channel: for each sample the highest level between it and the next, late by `delaySamples`.
 *
 * Where nothing near a sample is loud enough to reach `floor` between samples, which is most of speech, it answers 0 and costs nothing.
 */
export class TruePeakFollower {
  static readonly delaySamples = HALF_TAPS;
  readonly #phases: readonly Float32Array[];
  /** The last taps, written twice so that they can be read without a wrap. */
  readonly #recent = new Float32Array(4 * HALF_TAPS);
  #at = 0;
  /** A sample lower than this cannot make a peak that reaches the floor, whatever its neighbours of the same height are. */
  readonly #quiet: number;
  #quietSamples = Infinity;

  constructor(sampleRateHz: number, floor = 0) {
    this.#phases = createPhases(sampleRateHz);
    const largestGain = Math.max(...this.#phases.map((phase) => phase.reduce((sum, tap) => sum + Math.abs(tap), 0)));
    this.#quiet = floor / largestGain;
  }

  step(sample: number): number {
    const length = 2 * HALF_TAPS;
    this.#recent[this.#at] = sample;
    this.#recent[this.#at + length] = sample;
    this.#at = (this.#at + 1) % length;
    this.#quietSamples = Math.abs(sample) < this.#quiet ? this.#quietSamples + 1 : 0;
    if (this.#quietSamples >= length) return 0;
    let peak = 0;
    for (const phase of this.#phases) {
      let sum = 0;
      for (let tap = 0; tap < length; tap++) sum += (phase[tap] ?? 0) * (this.#recent[this.#at + tap] ?? 0);
      peak = Math.max(peak, Math.abs(sum));
    }
    return peak;
  }
}

/** The true peak of whole channels, as a factor of full scale. */
export function measureTruePeak(channels: readonly Float32Array[], sampleRateHz: number): number {
  let peak = 0;
  for (const channel of channels) {
    const follower = new TruePeakFollower(sampleRateHz);
    for (const sample of channel) peak = Math.max(peak, follower.step(sample));
    for (let tail = 0; tail < TruePeakFollower.delaySamples; tail++) peak = Math.max(peak, follower.step(0));
  }
  return peak;
}
