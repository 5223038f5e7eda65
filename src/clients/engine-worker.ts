import type { GraphLoaded, LoadRequest } from '../protocol/graphs';
import type { JobEnd, JobEvent, JobRequest } from '../protocol/job';
import { createId } from '../lib/create-id';
import { runJob, type Port } from './run-job';

/** A worker, or in tests a port with a way to stop it. */
export type EnginePort = Port & { terminate?(): void; dispatchEvent?(event: Event): boolean };
/** What an engine is loaded from. */
export type EngineFiles = Omit<LoadRequest, 'type' | 'jobId'>;

/**
 * One engine's worker: started when the first job needs it, dropped when it crashes.
 *
 * A crash (an `error` event) fails the jobs that run with code `internal`. The next job starts a new worker, which
 * knows no model until it is loaded again, so every other job fails there with `model-missing`.
 */
export class EngineWorker<Request extends JobRequest, Answer extends JobEvent> {
  readonly #create: () => EnginePort;
  #port: EnginePort | null = null;

  constructor(create: () => EnginePort) {
    this.#create = create;
  }

  run(request: Request | LoadRequest, signal: AbortSignal, transfer: Transferable[] = []): AsyncGenerator<Exclude<Answer, JobEnd>, void> {
    return runJob<Request | LoadRequest, Answer>(this.#open(), request, signal, transfer);
  }

  /** Sends what belongs to a running job. A job whose worker has crashed has failed already. */
  follow(request: Request, transfer: Transferable[] = []): void {
    this.#port?.postMessage(request, transfer);
  }

  /** Ends when all graphs have proved themselves on this device; yields each as it does. */
  async *load(files: EngineFiles, signal: AbortSignal): AsyncGenerator<GraphLoaded, void> {
    const request: LoadRequest = { type: 'load', jobId: createId('load'), ...files };
    for await (const event of this.run(request, signal)) if (isGraphLoaded(event)) yield event;
  }

  /** Stops the worker and frees its models; jobs that run fail with `internal`. It may be loaded again. */
  dispose(): void {
    const port = this.#port;
    this.#port = null;
    port?.terminate?.();
    // A worker that was stopped answers nobody any more, so its jobs are told in its stead.
    port?.dispatchEvent?.(Object.assign(new Event('error'), { message: 'The engine was stopped.' }));
  }

  #open(): EnginePort {
    if (this.#port !== null) return this.#port;
    const port = this.#create();
    port.addEventListener('error', () => {
      if (this.#port === port) this.#port = null;
      port.terminate?.();
    });
    this.#port = port;
    return port;
  }
}

function isGraphLoaded(event: JobEvent): event is GraphLoaded {
  return event.type === 'graph.loaded';
}
