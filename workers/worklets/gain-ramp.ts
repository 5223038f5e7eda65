/** A gain that moves to its target in a straight line, so that a change is not heard as a click. */
export class GainRamp {
  readonly #rampLength: number;
  #value = 1;
  #target = 1;
  #step = 0;

  /** `rampLength` in samples, for any change. */
  constructor(rampLength: number) {
    if (!(rampLength >= 1)) throw new RangeError(`Expected rampLength >= 1, got ${rampLength}`);
    this.#rampLength = rampLength;
  }

  get value(): number {
    return this.#value;
  }

  setTarget(target: number): void {
    if (!(target >= 0)) throw new RangeError(`Expected target >= 0, got ${target}`);
    this.#target = target;
    this.#step = (target - this.#value) / this.#rampLength;
  }

  /** Gain of the next sample. */
  next(): number {
    if (this.#step === 0) return this.#value;
    this.#value += this.#step;
    const hasArrived = this.#step > 0 ? this.#value >= this.#target : this.#value <= this.#target;
    if (hasArrived) {
      this.#value = this.#target;
      this.#step = 0;
    }
    return this.#value;
  }
}
