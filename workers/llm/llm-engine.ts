import { createRandom } from '../../src/lib/random';
import type { ChatMessage, Sampling } from '../../src/protocol/llm';
import type { Runnable } from '../runtime/graph';
import { CallGrammar } from './call-grammar';
import { KvCache } from './kv-cache';
import { buildPrompt, buildTranslationPrompt } from './prompt';
import type { ReplyOutcome } from './reply-parser';
import { ReplyWriter, type Tell } from './reply-writer';
import { penalizeRepetition, probabilityOf, sampleToken } from './sampling';
import type { TextCodec } from './text-codec';
import type { ToolSchema } from './tool-schema';

const GREEDY: Sampling = { temperature: 0, topP: 1, repetitionPenalty: 1, maxTokens: 160, seed: 0 };

/** A reply begins with a tool call only if the model is this sure of it; measured by `python -m training.llm.evaluate threshold`. */
const CALL_THRESHOLD = 0.5;

/** How a reply is written: what is drawn, whether it may call a tool, and what a call may hold. */
type Style = { sampling: Sampling; mayCall: boolean; grammar: CallGrammar | null };
type Decoding = { logits: Float32Array; writtenIds: number[]; firstTokenAtMs: number };

/**
 * Writes replies and translations with one graph. The conversation and the translations have a KV cache each,
 * so that translating a phrase in the middle of a conversation costs the conversation nothing.
 */
export class LlmEngine {
  readonly #codec: TextCodec;
  readonly #tools: readonly ToolSchema[];
  readonly #conversation: KvCache;
  readonly #translations: KvCache;

  /** `tools` are what a call is held to; without any it is written freely. */
  constructor(graph: Runnable, codec: TextCodec, tools: readonly ToolSchema[] = []) {
    this.#codec = codec;
    this.#tools = tools;
    this.#conversation = new KvCache(graph);
    this.#translations = new KvCache(graph);
  }

  /** Computes the prompt ahead of the `reply` that will want it. */
  async prefill(messages: readonly ChatMessage[], signal: AbortSignal): Promise<void> {
    await this.#conversation.advanceTo(buildPrompt(messages, this.#codec), signal);
  }

  async reply(messages: readonly ChatMessage[], sampling: Sampling, signal: AbortSignal, tell: Tell): Promise<void> {
    const grammar = this.#tools.length > 0 ? new CallGrammar(this.#tools, messages, this.#codec) : null;
    await this.#write(this.#conversation, buildPrompt(messages, this.#codec), { sampling, mayCall: true, grammar }, signal, tell);
  }

  async translate(text: string, to: 'en' | 'zh', signal: AbortSignal, tell: Tell): Promise<void> {
    await this.#write(this.#translations, buildTranslationPrompt(text, to, this.#codec), { sampling: GREEDY, mayCall: false, grammar: null }, signal, tell);
  }

  dispose(): void {
    this.#conversation.dispose();
    this.#translations.dispose();
  }

  async #write(cache: KvCache, prompt: number[], style: Style, signal: AbortSignal, tell: Tell): Promise<void> {
    const startedAtMs = performance.now();
    const { logits, reusedTokens } = await cache.advanceTo(prompt, signal);
    const decoding: Decoding = { logits, writtenIds: [], firstTokenAtMs: 0 };
    let outcome = await this.#decode(cache, decoding, style, signal, tell);
    if (outcome.kind === 'malformed') {
      // A call that cannot be read helps nobody: the model answers again from before it, in words.
      const spokenIds = decoding.writtenIds.slice(0, decoding.writtenIds.indexOf(this.#codec.special.openCall));
      decoding.logits = (await cache.advanceTo([...prompt, ...spokenIds], signal)).logits;
      decoding.writtenIds = spokenIds;
      outcome = await this.#decode(cache, decoding, { ...style, mayCall: false }, signal, tell);
    }
    if (outcome.kind === 'call') tell({ type: 'tool.call', call: outcome.call });
    tell({
      type: 'reply.stats',
      promptTokens: prompt.length,
      reusedTokens,
      newTokens: decoding.writtenIds.length,
      ttftMs: (decoding.firstTokenAtMs || performance.now()) - startedAtMs,
      totalMs: performance.now() - startedAtMs,
    });
  }

  /** Writes token after token until the turn ends, a loop shows or room runs out; continues after `decoding.writtenIds`. */
  async #decode(cache: KvCache, decoding: Decoding, style: Style, signal: AbortSignal, tell: Tell): Promise<ReplyOutcome> {
    const { endTurn, openCall, closeCall } = this.#codec.special;
    const writer = new ReplyWriter(this.#codec, tell);
    const { sampling } = style;
    const random = createRandom(sampling.seed + decoding.writtenIds.length);
    while (decoding.writtenIds.length < sampling.maxTokens) {
      signal.throwIfAborted();
      const id = this.#choose(decoding, style, writer.isInCall, random);
      decoding.firstTokenAtMs ||= performance.now();
      if (id === endTurn) return writer.finish(false);
      decoding.writtenIds.push(id);
      if (id === openCall) writer.openCall();
      else if (id === closeCall) return writer.closeCall();
      else if (writer.write(id).isLooping) break;
      decoding.logits = await cache.append([id]);
    }
    return writer.finish(true);
  }

  #choose({ logits, writtenIds }: Decoding, { sampling, mayCall, grammar }: Style, isInCall: boolean, random: () => number): number {
    const { endTurn, openCall, closeCall, unused } = this.#codec.special;
    for (const id of unused) logits[id] = -Infinity;
    if (isInCall || !mayCall) logits[openCall] = -Infinity;
    if (!isInCall) logits[closeCall] = -Infinity;
    // An empty reply is none; and names and JSON must be exact, so nothing is drawn by chance inside a call.
    if (writtenIds.length === 0) logits[endTurn] = -Infinity;
    if (isInCall) return grammar ? grammar.choose(logits) : sampleToken(logits, GREEDY, random);
    if (mayCall && writtenIds.length === 0) {
      // What a tool does is not drawn by chance, and a statement taken for a request costs more than a question back.
      if (probabilityOf(logits, openCall) >= CALL_THRESHOLD) return openCall;
      logits[openCall] = -Infinity;
    }
    penalizeRepetition(logits, writtenIds, sampling.repetitionPenalty);
    return sampleToken(logits, sampling, random);
  }
}
