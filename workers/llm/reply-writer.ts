import type { LlmEvent } from '../../src/protocol/llm';
import { RepetitionGuard } from './repetition-guard';
import { ReplyParser, type ReplyOutcome } from './reply-parser';
import type { TextCodec } from './text-codec';

/** What a reply tells while it is written; the worker adds the job. */
export type ReplyNews = Omit<Extract<LlmEvent, { type: 'reply.delta' }>, 'jobId'> | Omit<Extract<LlmEvent, { type: 'tool.call' }>, 'jobId'> | Omit<Extract<LlmEvent, { type: 'reply.stats' }>, 'jobId'>;
export type Tell = (news: ReplyNews) => void;

const REPLACEMENT = '\uFFFD';

/** Takes the tokens of one reply, tells its words as soon as they are certain, and says at the end what it was. */
export class ReplyWriter {
  readonly #tell: Tell;
  readonly #parser = new ReplyParser();
  readonly #reader: PieceReader;
  readonly #createGuard: () => RepetitionGuard;
  #guard: RepetitionGuard;

  constructor(codec: TextCodec, tell: Tell) {
    this.#tell = tell;
    this.#reader = new PieceReader(codec);
    this.#createGuard = () => new RepetitionGuard((ids) => codec.decode(ids));
    this.#guard = this.#createGuard();
  }

  get isInCall(): boolean {
    return this.#parser.isInCall;
  }

  /** Takes a token of text; `isLooping` means that it and those it repeats were dropped and nothing more should come. */
  write(id: number): { isLooping: boolean } {
    const { released, isLooping } = this.#guard.push(id);
    this.#read(released);
    return { isLooping };
  }

  openCall(): void {
    this.#settle();
    this.#say(this.#parser.openCall());
    this.#guard = this.#createGuard();
  }

  closeCall(): ReplyOutcome {
    this.#settle();
    this.#parser.closeCall();
    return this.#parser.finish().outcome;
  }

  /** `wasCut` means that the model did not end the reply itself. */
  finish(wasCut: boolean): ReplyOutcome {
    this.#settle();
    const { text, outcome } = this.#parser.finish(wasCut);
    this.#say(text);
    return outcome;
  }

  #settle(): void {
    this.#read(this.#guard.finish());
    this.#say(this.#parser.pushText(this.#reader.finish()));
  }

  #read(ids: readonly number[]): void {
    for (const id of ids) this.#say(this.#parser.pushText(this.#reader.push(id)));
  }

  #say(text: string): void {
    if (text !== '') this.#tell({ type: 'reply.delta', text });
  }
}

/** Turns ids into text piece by piece; bytes of an unfinished character wait for the rest. */
class PieceReader {
  readonly #codec: TextCodec;
  #ids: number[] = [];
  #givenLength = 0;

  constructor(codec: TextCodec) {
    this.#codec = codec;
  }

  push(id: number): string {
    this.#ids.push(id);
    const text = this.#codec.decode(this.#ids);
    if (text.endsWith(REPLACEMENT)) return '';
    const piece = text.slice(this.#givenLength);
    this.#givenLength = text.length;
    return piece;
  }

  /** The rest, with a replacement character for bytes that never became one; then starts anew. */
  finish(): string {
    const piece = this.#codec.decode(this.#ids).slice(this.#givenLength);
    this.#ids = [];
    this.#givenLength = 0;
    return piece;
  }
}
