import type { JobErrorCode } from '../protocol/job';

export type RecoveryParts = {
  /** Starts the engines anew; whether they are ready. */
  restart(code: JobErrorCode): Promise<boolean>;
  onRecovered(): void;
  /** The restart itself broke. */
  onBroken(error: unknown): void;
};

/** Starts the engines anew after a fault: once for all the jobs that fail together, as they do when a device is lost. */
export class Recovery {
  #running: Promise<boolean> | null = null;

  constructor(private readonly parts: RecoveryParts) {}

  /** Whether the engines are ready again; never rejects. */
  recover(code: JobErrorCode): Promise<boolean> {
    this.#running ??= this.#restart(code).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #restart(code: JobErrorCode): Promise<boolean> {
    try {
      const isReady = await this.parts.restart(code);
      if (isReady) this.parts.onRecovered();
      return isReady;
    } catch (error) {
      this.parts.onBroken(error);
      return false;
    }
  }
}
