/** Runs tasks one after the other. A task that fails does not keep the next from running. */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  run<Result>(task: () => Promise<Result>): Promise<Result> {
    const result = this.#tail.then(task, task);
    this.#tail = result.catch(() => undefined);
    return result;
  }
}

/**
 * The one lock of this realm. onnxruntime-web corrupts its memory when two sessions of one realm run, or are
 * created, at the same time on WebGPU; every worker is a realm of its own.
 */
export const ortMutex = new Mutex();
