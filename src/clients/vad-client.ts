import sileroUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import { createId } from '../lib/create-id';
import type { EndpointerConfig, VadEvent, VadRequest } from '../protocol/vad';

/** What the voice activity detector tells: its decisions, and each frame's probability. */
export type VadUpdate = Exclude<VadEvent, { type: 'done' | 'failed' }>;

type VadWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<VadEvent>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};

/** Starts the worker; kept apart so that tests can hand in a port instead. */
export function createVadWorker(): Worker {
  return new Worker(new URL('../../workers/vad/vad.worker.ts', import.meta.url), { type: 'module', name: 'vad' });
}

/** The Silero model as shipped by @ricky0123/vad-web (MIT), 2.3 MB, from our own server. */
export async function fetchVadModel(signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(sileroUrl, { signal });
  if (!response.ok) throw new Error(`The voice activity model could not be fetched (HTTP ${response.status}).`);
  return response.blob();
}

/** Typed proxy to workers/vad. */
export class VadClient {
  readonly #worker: VadWorker;
  readonly #listeners = new Set<(update: VadUpdate) => void>();
  readonly #pending = new Map<string, { resolve: () => void; reject: (reason: Error) => void }>();

  constructor(worker: VadWorker = createVadWorker()) {
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => this.#failAll(new Error(event.message || 'The voice activity worker could not start.'));
  }

  /** Resolves when the model computes; rejects with the worker's message. */
  load(model: Blob): Promise<void> {
    const jobId = createId('vad-load');
    return new Promise((resolve, reject) => {
      this.#pending.set(jobId, { resolve, reject });
      this.#post({ type: 'load', jobId, model });
    });
  }

  /** Takes ownership of `pcm` (512 samples at 16 kHz): its buffer is transferred. */
  pushFrame(pcm: Float32Array, startSample: number): void {
    this.#post({ type: 'frame', pcm, startSample }, [pcm.buffer]);
  }

  configure(config: EndpointerConfig): void {
    this.#post({ type: 'configure', config });
  }

  setReplyPlaying(isReplyPlaying: boolean): void {
    this.#post({ type: 'reply.playing', isReplyPlaying });
  }

  /** Forgets an utterance in progress, and what the model remembers. */
  reset(): void {
    this.#post({ type: 'reset' });
  }

  subscribe(listener: (update: VadUpdate) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#worker.terminate();
    this.#failAll(new DOMException('The voice activity worker was stopped.', 'AbortError'));
    this.#listeners.clear();
  }

  #post(request: VadRequest, transfer: Transferable[] = []): void {
    this.#worker.postMessage(request, transfer);
  }

  #receive(event: VadEvent): void {
    if (event.type === 'done' || event.type === 'failed') {
      const job = this.#pending.get(event.jobId);
      this.#pending.delete(event.jobId);
      if (event.type === 'done') job?.resolve();
      else job?.reject(new Error(event.message));
      return;
    }
    for (const listener of this.#listeners) listener(event);
  }

  #failAll(reason: Error): void {
    for (const job of this.#pending.values()) job.reject(reason);
    this.#pending.clear();
  }
}
