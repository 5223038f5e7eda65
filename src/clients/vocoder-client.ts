import { createId } from '../lib/create-id';
import type { GraphLoaded } from '../protocol/graphs';
import type { JobCancel } from '../protocol/job';
import type { VocoderEvent, VocoderRequest } from '../protocol/vocoder';
import type { ClonedVoice } from '../protocol/speech';
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
  #clonedVoices: readonly ClonedVoice[] = [];
  #isLoaded = false;

  constructor(create: () => EnginePort = createVocoderWorker) {
    this.#worker = new EngineWorker(create);
  }

  async *load(files: EngineFiles, signal: AbortSignal): AsyncGenerator<GraphLoaded, void> {
    yield* this.#worker.load(files, signal);
    this.#isLoaded = true;
    // A worker that was started anew has never heard of them.
    if (this.#clonedVoices.length > 0) await this.#define(signal);
  }

  /** Replaces the cloned voices; what is asked for afterwards can be said in them. */
  async defineVoices(voices: readonly ClonedVoice[]): Promise<void> {
    this.#clonedVoices = voices;
    if (this.#isLoaded) await this.#define(new AbortController().signal);
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
    this.#isLoaded = false;
    this.#worker.dispose();
  }

  async #define(signal: AbortSignal): Promise<void> {
    const events = this.#worker.run({ type: 'voices.define', jobId: createId('voices'), voices: this.#clonedVoices }, signal);
    while ((await events.next()).done !== true);
  }
}

async function* onlySpeech(events: AsyncGenerator<SpeechDescription | SpeechChunk, void>): AsyncGenerator<SpeechChunk, void> {
  for await (const event of events) if (event.type === 'synthesis.chunk') yield event;
}

async function* withoutLoading(events: AsyncGenerator<SpeechDescription | SpeechChunk | GraphLoaded, void>): AsyncGenerator<SpeechDescription | SpeechChunk, void> {
  for await (const event of events) if (event.type !== 'graph.loaded') yield event;
}
