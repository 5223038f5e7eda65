import type { ChatMessage } from '../../src/protocol/llm';
import type { TextCodec } from './text-codec';

/** Tokens of history that a prompt keeps; the rest of the context is for the reply. */
export const MAX_PROMPT_TOKENS = 900;
/** History is dropped in steps this large, so that the cut moves seldom and the KV cache stays a prefix. */
const DROP_STEP_TOKENS = 300;

/**
 * The ids of a conversation, ending where the assistant begins to speak.
 *
 * `<|BOT|>{role}\n{content}<|EOT|>` for each message (template: src/packs/README.md). When it is longer than
 * `maxTokens`, the oldest turns are dropped whole: a turn is a human message and all that answered it.
 */
export function buildPrompt(messages: readonly ChatMessage[], codec: TextCodec, maxTokens = MAX_PROMPT_TOKENS): number[] {
  const opening = [codec.special.beginTurn, ...codec.encode('assistant\n')];
  const { fixed, turns } = splitTurns(messages);
  const head = fixed.flatMap((message) => encodeMessage(message, codec));
  const encoded = turns.map((turn) => turn.map((message) => encodeMessage(message, codec)));
  const budget = Math.max(1, maxTokens - head.length - opening.length);
  const kept = dropOldest(encoded, budget);
  return [...head, ...kept.flatMap((turn, i) => (i === kept.length - 1 ? shortenTurn(turn, budget, codec) : turn.flat())), ...opening];
}

/** The prompt of a translation; never part of a conversation. */
export function buildTranslationPrompt(text: string, to: 'en' | 'zh', codec: TextCodec): number[] {
  return buildPrompt([{ role: 'system', content: `translate to ${to}` }, { role: 'human', content: text }], codec);
}

function encodeMessage(message: ChatMessage, codec: TextCodec): number[] {
  const { beginTurn, endTurn, openCall, closeCall } = codec.special;
  const text = codec.encode(`${message.role}\n${message.content}`);
  if (message.role !== 'assistant' || message.toolCall === undefined) return [beginTurn, ...text, endTurn];
  const { name, arguments: json } = message.toolCall;
  return [beginTurn, ...text, openCall, ...codec.encode(`function\n${name}\n${json}`), closeCall, endTurn];
}

/** System messages at the start always stay; every human message begins a turn. */
function splitTurns(messages: readonly ChatMessage[]): { fixed: ChatMessage[]; turns: ChatMessage[][] } {
  const firstOther = messages.findIndex(({ role }) => role !== 'system');
  const start = firstOther < 0 ? messages.length : firstOther;
  const turns: ChatMessage[][] = [];
  for (const message of messages.slice(start)) {
    const open = turns.at(-1);
    if (message.role === 'human' || open === undefined) turns.push([message]);
    else open.push(message);
  }
  return { fixed: messages.slice(0, start), turns };
}

const lengthOf = (turn: readonly number[][]): number => turn.reduce((sum, message) => sum + message.length, 0);

function dropOldest(turns: readonly number[][][], budget: number): number[][][] {
  const total = turns.reduce((sum, turn) => sum + lengthOf(turn), 0);
  if (total <= budget) return [...turns];
  const toDrop = Math.ceil((total - budget) / DROP_STEP_TOKENS) * DROP_STEP_TOKENS;
  let dropped = 0;
  let first = 0;
  while (dropped < toDrop && first < turns.length - 1) {
    dropped += lengthOf(turns[first] ?? []);
    first += 1;
  }
  return turns.slice(first);
}

/** A last turn that alone is too long keeps the end of its longest message: what was said last counts most. */
function shortenTurn(turn: readonly number[][], budget: number, codec: TextCodec): number[] {
  const excess = lengthOf(turn) - budget;
  if (excess <= 0) return turn.flat();
  const longest = turn.reduce((best, message, i) => (message.length > (turn[best]?.length ?? 0) ? i : best), 0);
  // The role and its line break stand at the start of a message and must survive.
  const headLength = 1 + Math.max(codec.encode('human\n').length, codec.encode('assistant\n').length, codec.encode('input\n').length);
  return turn.flatMap((message, i) => (i === longest ? [...message.slice(0, headLength), ...message.slice(Math.min(message.length - 1, headLength + excess))] : message));
}
