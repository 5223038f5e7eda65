import { assertNever } from '../../src/lib/assert-never';
import type { VadEvent, VadRequest } from '../../src/protocol/vad';
import { Endpointer } from './endpointer';

/** What the engine asks of a model; `Silero`, or a script in tests. */
export type SpeechModel = { probability(frame: Float32Array): Promise<number>; reset(): void };

export type VadEngineParts = {
  loadModel: (model: Blob, runtime: WebAssembly.Module | null) => Promise<SpeechModel>;
  createUtteranceId: () => string;
  emit: (event: VadEvent) => void;
  clock: {
    /** Milliseconds of `performance.now`: exact, and this thread's own. */
    nowMs: () => number;
    /** Milliseconds of `Date.now`: what frames are stamped with, on whichever thread. */
    dateMs: () => number;
  };
};

/** Serves the requests of workers/vad strictly in the order in which they came; frames before a model are dropped. */
export class VadEngine {
  readonly #parts: VadEngineParts;
  readonly #endpointer: Endpointer;
  #model: SpeechModel | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(parts: VadEngineParts) {
    this.#parts = parts;
    this.#endpointer = new Endpointer(parts.createUtteranceId);
  }

  /** Resolves when this request and all before it have been served; rejects, for this request only, when one cannot be. */
  receive(request: VadRequest): Promise<void> {
    const served = this.#last.then(() => this.#serve(request));
    this.#last = served.catch(() => undefined);
    return served;
  }

  async #serve(request: VadRequest): Promise<void> {
    switch (request.type) {
      case 'load':
        return this.#load(request);
      case 'frame':
        return this.#hear(request);
      case 'configure':
        return this.#endpointer.configure(request.config);
      case 'reply.playing':
        this.#endpointer.isReplyPlaying = request.isReplyPlaying;
        return;
      case 'reset':
        this.#model?.reset();
        return this.#endpointer.reset();
      case 'cancel':
        // Loading is the only job, takes about a second and cannot be interrupted; it ends by itself.
        return;
      default:
        return assertNever(request);
    }
  }

  async #load({ jobId, model, runtime }: Extract<VadRequest, { type: 'load' }>): Promise<void> {
    try {
      this.#model = await this.#parts.loadModel(model, runtime);
      this.#parts.emit({ type: 'done', jobId });
    } catch (reason) {
      const message = reason instanceof Error ? reason.message : String(reason);
      this.#parts.emit({ type: 'failed', jobId, code: 'internal', message });
    }
  }

  async #hear({ pcm, startSample, sentAtMs }: Extract<VadRequest, { type: 'frame' }>): Promise<void> {
    if (this.#model === undefined) return;
    const { clock, emit } = this.#parts;
    const waitMs = clock.dateMs() - sentAtMs;
    const begunAtMs = clock.nowMs();
    const probability = await this.#model.probability(pcm);
    emit({ type: 'vad.frame', startSample, probability, computeMs: clock.nowMs() - begunAtMs, waitMs });
    for (const event of this.#endpointer.process(probability, startSample, pcm.length)) emit(event);
  }
}
