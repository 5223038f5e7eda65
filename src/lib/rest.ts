/**
 * Does something once it has not been asked for for a while: what a slider passes while it is dragged is not worth the work.
 *
 * What must not wait that long, like the keeping of what was typed, has `Pace`.
 */
export class Rest {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly act: () => void,
    private readonly restMs: number,
  ) {}

  request(): void {
    this.cancel();
    this.#timer = setTimeout(() => this.flush(), this.restMs);
  }

  /** Does now what would be done after the rest; nothing when nothing would. */
  flush(): void {
    if (this.#timer === undefined) return;
    this.cancel();
    this.act();
  }

  /** What was asked for is not done any more. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
