import { createId } from '../lib/create-id';
import type { GraphLoaded } from '../protocol/graphs';
import type { JobCancel, JobEnd } from '../protocol/job';
import type { ChatMessage, LlmEvent, LlmRequest, Sampling } from '../protocol/llm';
import { EngineWorker, type EngineFiles, type EnginePort } from './engine-worker';

/** What a reply consists of. */
export type ReplyEvent = Exclude<LlmEvent, JobEnd | GraphLoaded>;

export function createLlmWorker(): Worker {
  return new Worker(new URL('../../workers/llm/llm.worker.ts', import.meta.url), { type: 'module', name: 'llm' });
}

/** Typed proxy to workers/llm. Every method starts its job at once; aborting `signal` cancels it. */
export class LlmClient {
  readonly #worker: EngineWorker<Exclude<LlmRequest, JobCancel>, LlmEvent>;

  constructor(create: () => EnginePort = createLlmWorker) {
    this.#worker = new EngineWorker(create);
  }

  load(files: EngineFiles, signal: AbortSignal): AsyncGenerator<GraphLoaded, void> {
    return this.#worker.load(files, signal);
  }

  /** Computes a prompt ahead, so that the reply to it starts at once. */
  async prefill(messages: ChatMessage[], signal: AbortSignal): Promise<void> {
    const events = this.#worker.run({ type: 'prefill', jobId: createId('prefill'), messages }, signal);
    while ((await events.next()).done !== true);
  }

  reply(messages: ChatMessage[], sampling: Sampling, signal: AbortSignal): AsyncGenerator<ReplyEvent, void> {
    return onlyReplies(this.#worker.run({ type: 'reply', jobId: createId('reply'), messages, sampling }, signal));
  }

  async translate(text: string, to: 'en' | 'zh', signal: AbortSignal): Promise<string> {
    let translation = '';
    for await (const event of this.#worker.run({ type: 'translate', jobId: createId('translate'), text, to }, signal)) {
      if (event.type === 'reply.delta') translation += event.text;
    }
    return translation.trim();
  }

  dispose(): void {
    this.#worker.dispose();
  }
}

async function* onlyReplies(events: AsyncGenerator<ReplyEvent | GraphLoaded, void>): AsyncGenerator<ReplyEvent, void> {
  for await (const event of events) if (event.type !== 'graph.loaded') yield event;
}
