/**
 * A stream that is read ahead, so that work can begin before it is known whether its result will be wanted.
 * Every reader gets all of it from the beginning; aborting a reader's signal aborts the work.
 */
export class BufferedStream<Item> {
  readonly #items: Item[] = [];
  #end: { error: unknown } | null = null;
  #wake: (() => void)[] = [];

  constructor(
    start: (signal: AbortSignal) => AsyncIterable<Item>,
    private readonly controller = new AbortController(),
  ) {
    void this.#pump(start(controller.signal));
  }

  abort(): void {
    this.controller.abort();
  }

  async *read(signal?: AbortSignal): AsyncGenerator<Item, void> {
    const abort = () => this.controller.abort(signal?.reason);
    if (signal?.aborted === true) abort();
    signal?.addEventListener('abort', abort, { once: true });
    for (let index = 0; ; ) {
      const item = this.#items[index];
      if (item !== undefined) {
        yield item;
        index += 1;
      } else if (this.#end === null) await new Promise<void>((resolve) => this.#wake.push(resolve));
      else if (this.#end.error === null) return;
      else throw this.#end.error;
    }
  }

  async #pump(source: AsyncIterable<Item>): Promise<void> {
    try {
      for await (const item of source) {
        this.#items.push(item);
        this.#wakeAll();
      }
      this.#end = { error: null };
    } catch (error) {
      // Whoever reads is told; when nobody does, nothing was wanted.
      this.#end = { error: error ?? new Error('The stream failed.') };
    }
    this.#wakeAll();
  }

  #wakeAll(): void {
    const waiting = this.#wake;
    this.#wake = [];
    for (const wake of waiting) wake();
  }
}
