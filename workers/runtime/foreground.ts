/** Who goes first in a worker: background jobs wait between their steps while any foreground job is open. */
export class Foreground {
  #openCount = 0;
  #wake: (() => void)[] = [];

  async run<Result>(task: () => Promise<Result>): Promise<Result> {
    this.#openCount += 1;
    try {
      return await task();
    } finally {
      this.#openCount -= 1;
      if (this.#openCount === 0) for (const wake of this.#wake.splice(0)) wake();
    }
  }

  /** Resolves when no foreground job is open; throws the reason once `signal` aborts. */
  async idle(signal: AbortSignal): Promise<void> {
    while (this.#openCount > 0) {
      signal.throwIfAborted();
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          signal.removeEventListener('abort', wake);
          resolve();
        };
        this.#wake.push(wake);
        signal.addEventListener('abort', wake);
      });
    }
    signal.throwIfAborted();
  }
}
