/** Copies runs of samples into fixed frames; allocates one frame per emit, nothing per sample. */
export class FrameAssembler {
  readonly #frameLength: number;
  readonly #emit: (frame: Float32Array, startSample: number) => void;
  #frame: Float32Array;
  #filled = 0;
  #startSample = 0;

  /** `emit` owns the frame it is given, and may transfer it. `startSample` counts from the first sample pushed. */
  constructor(frameLength: number, emit: (frame: Float32Array, startSample: number) => void) {
    if (!Number.isInteger(frameLength) || frameLength <= 0) {
      throw new RangeError(`Expected frameLength to be a positive integer, got ${frameLength}`);
    }
    this.#frameLength = frameLength;
    this.#emit = emit;
    this.#frame = new Float32Array(frameLength);
  }

  /** Takes the first `count` samples of `samples`. */
  push(samples: Float32Array, count = samples.length): void {
    let taken = 0;
    while (taken < count) {
      const part = Math.min(count - taken, this.#frameLength - this.#filled);
      this.#frame.set(samples.subarray(taken, taken + part), this.#filled);
      this.#filled += part;
      taken += part;
      if (this.#filled < this.#frameLength) return;
      const frame = this.#frame;
      const startSample = this.#startSample;
      this.#frame = new Float32Array(this.#frameLength);
      this.#filled = 0;
      this.#startSample += this.#frameLength;
      this.#emit(frame, startSample);
    }
  }
}
