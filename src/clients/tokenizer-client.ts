import { createId } from '../lib/create-id';
import type { GraphLoaded } from '../protocol/graphs';
import type { JobCancel, JobEnd } from '../protocol/job';
import type { TokenizerEvent, TokenizerRequest, TranscribeOptions } from '../protocol/tokenizer';
import { EngineWorker, type EngineFiles, type EnginePort } from './engine-worker';

/** What is heard of an utterance. */
export type HearingEvent = Exclude<TokenizerEvent, JobEnd | GraphLoaded>;

/** An utterance on its way through the recognizer. `updates` ends after `finish`, or throws. */
export type Hearing = {
  /** Takes ownership of `pcm` (16 kHz mono, −1…1): its buffer is transferred. */
  push(pcm: Float32Array): void;
  /** Asks for a `transcript.tentative` of what has come. */
  peek(): void;
  finish(): void;
  readonly updates: AsyncGenerator<HearingEvent, void>;
};

export function createTokenizerWorker(): Worker {
  return new Worker(new URL('../../workers/tokenizer/tokenizer.worker.ts', import.meta.url), { type: 'module', name: 'tokenizer' });
}

/** Typed proxy to workers/tokenizer. Jobs start at once; aborting `signal` cancels them and drops what they heard. */
export class TokenizerClient {
  readonly #worker: EngineWorker<Exclude<TokenizerRequest, JobCancel>, TokenizerEvent>;

  constructor(create: () => EnginePort = createTokenizerWorker) {
    this.#worker = new EngineWorker(create);
  }

  load(files: EngineFiles, signal: AbortSignal): AsyncGenerator<GraphLoaded, void> {
    return this.#worker.load(files, signal);
  }

  recognize(signal: AbortSignal): Hearing {
    const jobId = createId('recognize');
    const updates = onlyHearing(this.#worker.run({ type: 'recognize', jobId }, signal));
    const follow: EngineWorker<Exclude<TokenizerRequest, JobCancel>, TokenizerEvent>['follow'] = (request, transfer) => {
      if (!signal.aborted) this.#worker.follow(request, transfer);
    };
    return {
      push: (pcm) => follow({ type: 'utterance.push', jobId, pcm }, [pcm.buffer]),
      peek: () => follow({ type: 'utterance.peek', jobId }),
      finish: () => follow({ type: 'utterance.finish', jobId }),
      updates,
    };
  }

  /** Recognises a whole clip; takes ownership of `pcm`. */
  transcribe(pcm: Float32Array, signal: AbortSignal, options: TranscribeOptions = {}): AsyncGenerator<HearingEvent, void> {
    return onlyHearing(this.#worker.run({ type: 'transcribe', jobId: createId('transcribe'), pcm, ...options }, signal, [pcm.buffer]));
  }

  dispose(): void {
    this.#worker.dispose();
  }
}

async function* onlyHearing(events: AsyncGenerator<HearingEvent | GraphLoaded, void>): AsyncGenerator<HearingEvent, void> {
  for await (const event of events) if (event.type !== 'graph.loaded') yield event;
}
