import { createId } from '../lib/create-id';
import type { GraphLoaded } from '../protocol/graphs';
import type { JobCancel } from '../protocol/job';
import type { VocoderEvent, VocoderRequest } from '../protocol/vocoder';
import { EngineWorker, type EngineFiles, type EnginePort } from './engine-worker';

/** What is to be spoken, and how. */
export type SpeechRequest = Omit<Extract<VocoderRequest, { type: 'synthesize' }>, 'type' | 'jobId'>;
/** Sound as it is made, in order; mono, −1…1. */
export type SpeechChunk = Extract<VocoderEvent, { type: 'synthesis.chunk' }>;
/** What is made by models and what by rules; comes before the sound. */
export type SpeechDescription = Extract<VocoderEvent, { type: 'synthesis.described' }>;

export function createVocoderWorker(): Worker {
  return new Worker(new URL('../../workers/vocoder/vocoder.worker.ts', import.meta.url), { type: 'module', name: 'vocoder' });
}

/** Typed proxy to workers/vocoder. Jobs start at once; aborting `signal` cancels them. */
export class VocoderClient {
  readonly #worker: EngineWorker<Exclude<VocoderRequest, JobCancel>, VocoderEvent>;

  constructor(create: () => EnginePort = createVocoderWorker) {
    this.#worker = new EngineWorker(create);
  }

  load(files: EngineFiles, signal: AbortSignal): AsyncGenerator<GraphLoaded, void> {
    return this.#worker.load(files, signal);
  }

  /** The sound alone, for those who do not tell where it comes from. */
  synthesize(request: SpeechRequest, signal: AbortSignal): AsyncGenerator<SpeechChunk, void> {
    return onlySpeech(this.render(request, signal));
  }

  /** What the sound is made of, then the sound. */
  render(request: SpeechRequest, signal: AbortSignal): AsyncGenerator<SpeechDescription | SpeechChunk, void> {
    return withoutLoading(this.#worker.run({ type: 'synthesize', jobId: createId('synthesize'), ...request }, signal));
  }

  dispose(): void {
    this.#worker.dispose();
  }
}

async function* onlySpeech(events: AsyncGenerator<SpeechDescription | SpeechChunk, void>): AsyncGenerator<SpeechChunk, void> {
  for await (const event of events) if (event.type === 'synthesis.chunk') yield event;
}

async function* withoutLoading(events: AsyncGenerator<SpeechDescription | SpeechChunk | GraphLoaded, void>): AsyncGenerator<SpeechDescription | SpeechChunk, void> {
  for await (const event of events) if (event.type !== 'graph.loaded') yield event;
}
