import type { StaffMode } from './staff-wave';

/** Breath is slow, and what stands still need only notice a new size or colour. */
const REST_INTERVAL_MS = 80;
const STILL_INTERVAL_MS = 400;
const SLOWEST_INTERVAL_MS = 120;
/** Cores up to which the models need every bit of them while the staff moves. */
const FEW_CORES = 4;

const STILL_MODES: readonly StaffMode[] = ['mute', 'fail'];

/**
 * How long the staff waits between frames.
 *
 * Where the page is drawn without a GPU, a frame costs as much as the models that listen, and those come first: when frames
 * keep arriving later than they were asked for, fewer are asked for.
 */
export class StaffPace {
  #activeMs: number;
  #latenessMs = 0;

  constructor(coreCount: number) {
    this.#activeMs = coreCount > FEW_CORES ? 16 : 33;
  }

  /** Tells how late a frame came after the time that was asked for. */
  noteLateness(latenessMs: number): void {
    this.#latenessMs += (Math.max(0, latenessMs) - this.#latenessMs) * 0.1;
    if (this.#latenessMs < 24) return;
    this.#activeMs = Math.min(SLOWEST_INTERVAL_MS, this.#activeMs * 1.6);
    this.#latenessMs = 0;
  }

  /** Milliseconds until the next frame. */
  nextIntervalMs(mode: StaffMode, isAtRest: boolean): number {
    // While the models load there is nobody's voice to follow, and a frame is drawn with what they could load by.
    if (mode === 'load') return Math.max(REST_INTERVAL_MS, this.#activeMs);
    if (!isAtRest) return this.#activeMs;
    return STILL_MODES.includes(mode) ? STILL_INTERVAL_MS : Math.max(REST_INTERVAL_MS, this.#activeMs);
  }
}
