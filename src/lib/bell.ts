/** Tells everybody who waits that something has changed; each is told once. */
export class Bell {
  #waiting = new Set<() => void>();

  /** @param signal stops the waiting; it is resolved then, too */
  next(signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const settle = () => {
        signal?.removeEventListener('abort', settle);
        this.#waiting.delete(settle);
        resolve();
      };
      if (signal?.aborted === true) return resolve();
      this.#waiting.add(settle);
      signal?.addEventListener('abort', settle);
    });
  }

  ring(): void {
    for (const settle of [...this.#waiting]) settle();
  }
}
