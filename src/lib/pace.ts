/**
 * Does something at once when it is asked for, and after that not more often than every `restMs`.
 *
 * Whatever is asked for meanwhile is done together when the rest is over: the last request is never the one that is lost.
 */
export class Pace {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDue = false;

  constructor(
    private readonly act: () => void,
    private readonly restMs: number,
  ) {}

  request(): void {
    this.#isDue = true;
    if (this.#timer === undefined) this.#act();
  }

  /** Does now what would be done when the rest is over. */
  flush(): void {
    if (this.#isDue) this.#act();
  }

  /** What was asked for is not done any more. */
  cancel(): void {
    this.#isDue = false;
  }

  #act(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.flush();
    }, this.restMs);
    this.#isDue = false;
    this.act();
  }
}
