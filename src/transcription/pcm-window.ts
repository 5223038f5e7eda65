/** The stretch of a recording that is still needed, at 16 kHz; what is dropped is freed chunk by chunk. */
export class PcmWindow {
  #chunks: { start: number; pcm: Float32Array }[] = [];

  get endSample(): number {
    const last = this.#chunks.at(-1);
    return last === undefined ? 0 : last.start + last.pcm.length;
  }

  append(start: number, pcm: Float32Array): void {
    this.#chunks.push({ start, pcm });
  }

  /** A copy of [start, end); samples that are not there any more, or not yet, are left out. */
  read(start: number, end: number): Float32Array<ArrayBuffer> {
    const from = Math.max(start, this.#chunks[0]?.start ?? start);
    const to = Math.max(from, Math.min(end, this.endSample));
    const copy = new Float32Array(to - from);
    for (const chunk of this.#chunks) {
      const first = Math.max(from, chunk.start);
      const last = Math.min(to, chunk.start + chunk.pcm.length);
      if (first < last) copy.set(chunk.pcm.subarray(first - chunk.start, last - chunk.start), first - from);
    }
    return copy;
  }

  dropBefore(sample: number): void {
    this.#chunks = this.#chunks.filter(({ start, pcm }) => start + pcm.length > sample);
  }
}
