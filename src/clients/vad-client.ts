import sileroUrl from '@ricky0123/vad-web/dist/silero_vad_v6.onnx?url';
import { createId } from '../lib/create-id';
import type { EndpointerConfig, VadEvent, VadRequest } from '../protocol/vad';

/**
 * What the voice activity detector tells: its decisions, each frame's probability, and what became of its worker.
 * After `vad.restarted` it has forgotten the utterance it was in; after `vad.failed` nothing more comes.
 */
export type VadUpdate = Exclude<VadEvent, { type: 'done' | 'failed' }> | { type: 'vad.restarted'; message: string } | { type: 'vad.failed'; message: string };

/** A worker that crashes this often, without hearing for a while in between, is not started again. */
const MAX_RESTARTS = 3;
/** About ten seconds of sound: a worker that heard this much was well. */
const HEALTHY_FRAMES = 300;

type VadWorker = Pick<Worker, 'postMessage' | 'terminate'> & {
  onmessage: ((event: MessageEvent<VadEvent>) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
};

/** Starts the worker; kept apart so that tests can hand in a port instead. */
export function createVadWorker(): Worker {
  return new Worker(new URL('../../workers/vad/vad.worker.ts', import.meta.url), { type: 'module', name: 'vad' });
}

/** The Silero model as shipped by @ricky0123/vad-web (MIT), for 16 kHz only (`scripts/silero-16khz.ts`), 1.3 MB, from our own server. */
export async function fetchVadModel(signal?: AbortSignal): Promise<Blob> {
  const response = await fetch(sileroUrl, { signal });
  if (!response.ok) throw new Error(`The voice activity model could not be fetched (HTTP ${response.status}).`);
  return response.blob();
}

/**
 * Typed proxy to workers/vad.
 *
 * A worker that crashes is replaced by one with the same model and settings. Requests are served in order, so frames
 * that come while the model is loaded again wait for it; only those that were in flight are lost.
 */
export class VadClient {
  readonly #create: () => VadWorker;
  readonly #listeners = new Set<(update: VadUpdate) => void>();
  readonly #pending = new Map<string, { resolve: () => void; reject: (reason: Error) => void }>();
  #worker: VadWorker;
  /** Null until one has computed, and again when there is no use in another attempt. */
  #model: Blob | null = null;
  #runtime: WebAssembly.Module | null = null;
  #config: EndpointerConfig | null = null;
  #isReplyPlaying = false;
  #restartCount = 0;
  #heardFrames = 0;

  constructor(create: () => VadWorker = createVadWorker) {
    this.#create = create;
    this.#worker = this.#start();
  }

  /** Resolves when the model computes; rejects with the worker's message. */
  async load(model: Blob, runtime: WebAssembly.Module | null = null): Promise<void> {
    this.#runtime = runtime;
    await this.#load(model);
    this.#model = model;
  }

  /** Takes ownership of `pcm` (512 samples at 16 kHz): its buffer is transferred. `sentAtMs` as in `VadRequest`. */
  pushFrame(pcm: Float32Array, startSample: number, sentAtMs = Date.now()): void {
    this.#post({ type: 'frame', pcm, startSample, sentAtMs }, [pcm.buffer]);
  }

  configure(config: EndpointerConfig): void {
    this.#config = config;
    this.#post({ type: 'configure', config });
  }

  setReplyPlaying(isReplyPlaying: boolean): void {
    this.#isReplyPlaying = isReplyPlaying;
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
    this.#model = null;
    this.#worker.terminate();
    this.#failAll(new DOMException('The voice activity worker was stopped.', 'AbortError'));
    this.#listeners.clear();
  }

  #start(): VadWorker {
    const worker = this.#create();
    worker.onmessage = ({ data }) => this.#receive(data);
    worker.onerror = (event) => this.#replace(worker, event.message || 'The voice activity worker could not start.');
    return worker;
  }

  #load(model: Blob): Promise<void> {
    const jobId = createId('vad-load');
    return new Promise((resolve, reject) => {
      this.#pending.set(jobId, { resolve, reject });
      this.#post({ type: 'load', jobId, model, runtime: this.#runtime });
    });
  }

  #replace(crashed: VadWorker, message: string): void {
    if (crashed !== this.#worker) return;
    crashed.onmessage = null;
    crashed.terminate();
    this.#failAll(new Error(message));
    const model = this.#model;
    if (model === null) return;
    this.#restartCount += 1;
    this.#heardFrames = 0;
    if (this.#restartCount > MAX_RESTARTS) {
      this.#model = null;
      return this.#tell({ type: 'vad.failed', message });
    }
    const worker = (this.#worker = this.#start());
    this.#load(model).catch((reason: unknown) => this.#replace(worker, String(reason)));
    if (this.#config !== null) this.configure(this.#config);
    this.setReplyPlaying(this.#isReplyPlaying);
    this.#tell({ type: 'vad.restarted', message });
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
    if (event.type === 'vad.frame' && (this.#heardFrames += 1) >= HEALTHY_FRAMES) this.#restartCount = 0;
    this.#tell(event);
  }

  #tell(update: VadUpdate): void {
    for (const listener of this.#listeners) listener(update);
  }

  #failAll(reason: Error): void {
    for (const job of this.#pending.values()) job.reject(reason);
    this.#pending.clear();
  }
}
