import type { ChatMessage, Sampling } from '../protocol/llm';
import { BufferedStream } from './buffered-stream';
import { ClauseSplitter } from './clause-splitter';
import type { SpokenLanguage } from './conversation';
import type { LlmPort, ReplyUpdate, SynthesisChunk, SynthesisRequest, VocoderPort } from './ports';
import { splitByScript } from './script';

/** `key` is what it is the answer to, as JSON. */
type Guess<Item> = { key: string; stream: BufferedStream<Item> };

export type SpeculationPorts = {
  llm: LlmPort;
  vocoder: VocoderPort;
  /** The request that the first words of a reply would be spoken with; null without a voice. */
  requestFor(text: string, language: SpokenLanguage): SynthesisRequest | null;
};

/**
 * Writes and voices the beginning of a reply while it is not yet known that the person has finished.
 *
 * It stands before the engines and looks like them: when what is asked for is what was guessed, the answer is
 * there already; when it is not, the guess is dropped and the engine is asked. Nothing of a guess is heard, shown
 * or acted on before that, and a tool call in it is only text.
 */
export class Speculation {
  readonly llm: LlmPort;
  readonly vocoder: VocoderPort;
  #reply: Guess<ReplyUpdate> | null = null;
  #speech: Guess<SynthesisChunk> | null = null;

  constructor(private readonly ports: SpeculationPorts) {
    this.llm = {
      prefill: (messages, signal) => ports.llm.prefill(messages, signal),
      translate: (text, to, signal) => ports.llm.translate(text, to, signal),
      reply: (messages, sampling, signal) => this.#takeReply(messages, sampling, signal),
    };
    this.vocoder = { synthesize: (request, signal) => this.#takeSpeech(request, signal) };
  }

  /** Begins the reply that `messages` would get. */
  start(messages: ChatMessage[], sampling: Sampling, language: SpokenLanguage): void {
    this.drop();
    const stream = new BufferedStream((signal) => this.ports.llm.reply(messages, sampling, signal));
    this.#reply = { key: JSON.stringify(messages), stream };
    void this.#voiceFirstClause(stream, language);
  }

  /** Has the model read what any reply will begin with. A failure is left to the reply that meets it. */
  prime(messages: ChatMessage[]): void {
    if (messages.length > 0) this.ports.llm.prefill(messages, new AbortController().signal).catch(() => undefined);
  }

  drop(): void {
    this.#reply?.stream.abort();
    this.#speech?.stream.abort();
    this.#reply = null;
    this.#speech = null;
  }

  #takeReply(messages: ChatMessage[], sampling: Sampling, signal: AbortSignal): AsyncIterable<ReplyUpdate> {
    const guess = this.#reply;
    this.#reply = null;
    if (guess?.key === JSON.stringify(messages)) return guess.stream.read(signal);
    guess?.stream.abort();
    this.#speech?.stream.abort();
    this.#speech = null;
    return this.ports.llm.reply(messages, sampling, signal);
  }

  #takeSpeech(request: SynthesisRequest, signal: AbortSignal): AsyncIterable<SynthesisChunk> {
    const guess = this.#speech;
    this.#speech = null;
    if (guess?.key === JSON.stringify(request)) return guess.stream.read(signal);
    guess?.stream.abort();
    return this.ports.vocoder.synthesize(request, signal);
  }

  async #voiceFirstClause(stream: BufferedStream<ReplyUpdate>, language: SpokenLanguage): Promise<void> {
    const splitter = new ClauseSplitter();
    try {
      for await (const update of stream.read()) {
        if (this.#reply?.stream !== stream) return;
        const [clause] = update.type === 'reply.delta' ? splitter.push(update.text) : [];
        if (clause !== undefined) return this.#voice(clause.text, language);
      }
      const [rest] = splitter.flush();
      if (rest !== undefined && this.#reply?.stream === stream) this.#voice(rest.text, language);
    } catch {
      // A guess that failed is no guess; the engine will be asked again, and then the failure is seen.
      if (this.#reply?.stream === stream) this.#reply = null;
    }
  }

  #voice(clause: string, language: SpokenLanguage): void {
    const [run] = splitByScript(clause, language);
    const request = run === undefined ? null : this.ports.requestFor(clause.slice(run.start, run.end), run.language);
    if (request === null) return;
    const stream = new BufferedStream((signal) => this.ports.vocoder.synthesize(request, signal));
    this.#speech = { key: JSON.stringify(request), stream };
  }
}
