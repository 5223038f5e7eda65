/** Speed is that of the last while, because the machine may be busy at times. */
const WINDOW_MS = 20_000;
/** Less than this tells nothing. */
const LEAST_MS = 1000;

/** How many seconds of audio are heard a second. */
export class SpeedMeter {
  #marks: { atMs: number; heardMs: number }[] = [];

  note(atMs: number, heardMs: number): number | null {
    this.#marks.push({ atMs, heardMs });
    while (this.#marks.length > 2 && atMs - (this.#marks[1]?.atMs ?? atMs) > WINDOW_MS) this.#marks.shift();
    const first = this.#marks[0];
    return first === undefined || atMs - first.atMs < LEAST_MS ? null : (heardMs - first.heardMs) / (atMs - first.atMs);
  }
}
