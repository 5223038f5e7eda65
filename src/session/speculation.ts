import type { Conversation } from './conversation';
import { faultMessage } from './faults';
import type { LlmPort } from './ports';
import { humanContent, toMessages } from './prompt';
import type { Timings } from './timings';

/**
 * Work done on a tentative transcript, before it is known that the person has finished. Prefill only fills the
 * model's cache, so a wrong guess costs time on an otherwise idle engine and nothing else.
 */
export class Speculation {
  #controller: AbortController | null = null;

  constructor(
    private readonly llm: LlmPort,
    private readonly timings: Timings,
    private readonly read: () => Conversation,
  ) {}

  start(text: string): void {
    this.drop();
    const controller = new AbortController();
    this.#controller = controller;
    this.timings.count('speculationCount');
    const messages = [...toMessages(this.read()), { role: 'human' as const, content: humanContent(text, '') }];
    this.llm.prefill(messages, controller.signal).catch((error: unknown) => {
      // Whatever is wrong with the engine, the reply itself will find it.
      if (!controller.signal.aborted) this.timings.log('warning', 'prefill-failed', faultMessage(error));
    });
  }

  drop(): void {
    this.#controller?.abort();
    this.#controller = null;
  }
}
