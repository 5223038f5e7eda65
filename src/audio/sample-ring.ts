/** The last `capacity` samples of a stream, found again by their place in it. */
export class SampleRing {
  readonly #samples: Float32Array;
  #endSample = 0;
  #firstSample = 0;

  constructor(capacity: number) {
    if (!Number.isInteger(capacity) || capacity <= 0) throw new RangeError(`Expected capacity to be a positive integer, got ${capacity}`);
    this.#samples = new Float32Array(capacity);
  }

  /** One past the last sample written. */
  get endSample(): number {
    return this.#endSample;
  }

  /** Copies; `startSample` is where the run before ended, or later: what lies between reads as silence. */
  write(pcm: Float32Array, startSample: number): void {
    if (startSample < this.#endSample) throw new RangeError(`Expected startSample >= ${this.#endSample}, got ${startSample}`);
    if (this.#endSample === 0) this.#firstSample = startSample;
    else this.#clear(this.#endSample, startSample);
    this.#place(pcm, startSample);
    this.#endSample = startSample + pcm.length;
  }

  /** Copies [startSample, endSample), less what is older than the ring or not yet there. */
  read(startSample: number, endSample: number): Float32Array {
    const from = Math.max(startSample, this.#firstSample, this.#endSample - this.#samples.length);
    const to = Math.min(endSample, this.#endSample);
    if (to <= from) return new Float32Array(0);
    const copy = new Float32Array(to - from);
    const at = from % this.#samples.length;
    const head = this.#samples.subarray(at, Math.min(at + copy.length, this.#samples.length));
    copy.set(head);
    copy.set(this.#samples.subarray(0, copy.length - head.length), head.length);
    return copy;
  }

  #place(pcm: Float32Array, startSample: number): void {
    const skipped = Math.max(0, pcm.length - this.#samples.length);
    const kept = pcm.subarray(skipped);
    const at = (startSample + skipped) % this.#samples.length;
    const head = kept.subarray(0, this.#samples.length - at);
    this.#samples.set(head, at);
    this.#samples.set(kept.subarray(head.length), 0);
  }

  #clear(fromSample: number, toSample: number): void {
    const length = Math.min(this.#samples.length, toSample - fromSample);
    if (length > 0) this.#place(new Float32Array(length), toSample - length);
  }
}
