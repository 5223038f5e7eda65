import type { ClockPort } from './ports';

const SAMPLES_PER_MS = 16;

/** Tells when samples of the capture clock were spoken, on the page's clock. */
export class CaptureClock {
  #last: { startSample: number; contextTimeS: number } | null = null;

  constructor(private readonly clock: ClockPort) {}

  note(startSample: number, contextTimeS: number): void {
    this.#last = { startSample, contextTimeS };
  }

  toPageMs(sample: number): number {
    if (this.#last === null) return this.clock.nowMs();
    const { startSample, contextTimeS } = this.#last;
    return this.clock.contextToPageMs(contextTimeS) + (sample - startSample) / SAMPLES_PER_MS;
  }
}
