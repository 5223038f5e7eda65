/** Root mean square and peak over windows of a fixed number of samples, for a meter on the screen. */
export class LevelMeter {
  readonly #windowLength: number;
  readonly #emit: (rms: number, peak: number) => void;
  #sum = 0;
  #peak = 0;
  #count = 0;

  constructor(windowLength: number, emit: (rms: number, peak: number) => void) {
    if (!(windowLength >= 1)) throw new RangeError(`Expected windowLength >= 1, got ${windowLength}`);
    this.#windowLength = windowLength;
    this.#emit = emit;
  }

  /** A window ends with the run of samples that fills it, so that it needs no remainder. */
  push(samples: Float32Array, count = samples.length): void {
    for (let n = 0; n < count; n += 1) {
      const sample = samples[n] ?? 0;
      this.#sum += sample * sample;
      this.#peak = Math.max(this.#peak, Math.abs(sample));
    }
    this.#count += count;
    if (this.#count < this.#windowLength) return;
    const rms = Math.sqrt(this.#sum / this.#count);
    const peak = this.#peak;
    this.#sum = 0;
    this.#peak = 0;
    this.#count = 0;
    this.#emit(rms, peak);
  }
}
