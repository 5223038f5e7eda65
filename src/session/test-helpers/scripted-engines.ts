/** Doubles of the engines that answer by script; for tests of the session alone. */
import type { ChatMessage } from '../../protocol/llm';
import type { Language } from '../../protocol/tokenizer';
import type { LlmPort, Recognition, RecognitionUpdate, RecognizerPort, ReplyUpdate, SynthesisRequest, VocoderPort } from '../ports';

/** A queue that is read as an async iterable; `throw` ends it with an error, aborting ends it as a worker client would. */
class Channel<Item> implements AsyncIterable<Item> {
  readonly #items: Item[] = [];
  #end: { error: unknown } | null = null;
  #wake: () => void = () => undefined;

  constructor(signal: AbortSignal) {
    signal.addEventListener('abort', () => this.throw(signal.reason));
  }

  push(item: Item): void {
    this.#items.push(item);
    this.#wake();
  }

  close(): void {
    this.throw(null);
  }

  throw(error: unknown): void {
    this.#end ??= { error };
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Item> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) yield item;
      else if (this.#end !== null) {
        if (this.#end.error !== null) throw this.#end.error;
        return;
      } else await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

const NEUTRAL = { pitch: 0, pitchRange: 0, rate: 0, energy: 0, arousal: 0 };

/** Hears what `says` holds at the moment of asking; counts the samples it was given. */
export class ScriptedRecognizer implements RecognizerPort {
  says: { text: string; language?: Language; energy?: number } = { text: '' };
  failure: Error | null = null;
  openCount = 0;
  readonly pushedSamples: number[] = [];

  recognize(signal: AbortSignal): Recognition {
    const updates = new Channel<RecognitionUpdate>(signal);
    const index = this.openCount;
    this.openCount += 1;
    this.pushedSamples[index] = 0;
    const transcript = () => ({ text: this.says.text, language: this.says.language ?? ('en' as const), languageConfidence: 1, words: [] });
    const traits = () => ({ ...NEUTRAL, energy: this.says.energy ?? 0 });
    return {
      updates,
      push: (pcm) => {
        this.pushedSamples[index] = (this.pushedSamples[index] ?? 0) + pcm.length;
        updates.push({ type: 'transcript.partial', transcript: transcript() });
      },
      peek: () => updates.push({ type: 'transcript.tentative', transcript: transcript(), traits: traits() }),
      finish: () => {
        if (this.failure !== null) return updates.throw(this.failure);
        updates.push({ type: 'transcript.final', transcript: transcript(), audioMs: 1000, computeMs: 100 });
        updates.push({ type: 'voice.traits', traits: traits(), events: [], speaker: new Float32Array(2) });
        updates.close();
      },
    };
  }
}

/** Answers each prompt with what `script` says; a thrown error is a failed job, `hold` keeps it from ending. */
export class ScriptedLlm implements LlmPort {
  script: (messages: ChatMessage[]) => (string | { name: string; arguments: string })[] = () => ['Hello there.'];
  hold: Promise<unknown> | null = null;
  readonly prompts: ChatMessage[][] = [];
  abortedCount = 0;

  async prefill(): Promise<void> {
    await Promise.resolve();
  }

  async *reply(messages: ChatMessage[], _sampling: unknown, signal: AbortSignal): AsyncGenerator<ReplyUpdate> {
    this.prompts.push(messages);
    signal.addEventListener('abort', () => (this.abortedCount += 1));
    for (const item of this.script(messages)) {
      await Promise.resolve();
      signal.throwIfAborted();
      yield typeof item === 'string' ? { type: 'reply.delta', text: item } : { type: 'tool.call', call: item };
    }
    if (this.hold !== null) await this.hold;
    signal.throwIfAborted();
    yield { type: 'reply.stats', promptTokens: 10, reusedTokens: 5, newTokens: 4, ttftMs: 20, totalMs: 50 };
  }

  async translate(text: string, to: string): Promise<string> {
    return `${to}:${text}`;
  }
}

export const WORD_MS = 100;
export const SPEECH_RATE_HZ = 16_000;

/** Speaks every word (or Han character) in 100 ms, and says that it took `computeMs` to make a chunk. */
export class ScriptedVocoder implements VocoderPort {
  readonly requests: SynthesisRequest[] = [];
  computeMs = 10;
  failure: Error | null = null;

  async *synthesize(request: SynthesisRequest, signal: AbortSignal) {
    this.requests.push(request);
    await Promise.resolve();
    signal.throwIfAborted();
    if (this.failure !== null) throw this.failure;
    const samples = (WORD_MS / 1000) * SPEECH_RATE_HZ;
    const words = [...request.speech.text.matchAll(/\p{Script=Han}|[\p{L}\p{N}']+/gu)];
    const marks = words.map((word, index) => ({ textStart: word.index, textEnd: word.index + word[0].length, startSample: index * samples, endSample: (index + 1) * samples }));
    yield { pcm: new Float32Array(words.length * samples), sampleRateHz: SPEECH_RATE_HZ, marks, computeMs: this.computeMs };
  }
}
