import type { ChatMessage } from '../protocol/llm';
import { heardText, type Conversation, type Entry } from './conversation';
import { SERVICE_FAULTS } from './tools/tool';

/**
 * About how many tokens of the past the model gets to see. When a conversation grows beyond it, half is dropped
 * at once and not a turn at a time, because every change at the front costs the whole key–value cache.
 */
const MAX_HISTORY_TOKENS = 480;

/**
 * What the model is shown of a conversation: what was said and heard.
 *
 * Of a reply that is over, that is the part that left the speaker; of the one that is being spoken, all that is
 * written, because it is about to be heard. Quotations are left out: the model has read them in the tool's result.
 */
export function toMessages(conversation: Conversation): ChatMessage[] {
  return recentTurns(conversation.entries).flatMap(toTurnMessages);
}

function toTurnMessages(entries: Entry[]): ChatMessage[] {
  const messages: ChatMessage[] = [];
  entries.forEach((entry, index) => {
    if (entry.kind === 'human') messages.push({ role: 'human', content: humanContent(entry.text, entry.voiceHint) });
    if (entry.kind === 'assistant' && entry.quote === null) {
      const content = (entry.isOpen ? entry.text : heardText(entry)).trim();
      const next = entries[index + 1];
      const isPreface = next?.kind === 'tool' && next.resultJson !== '';
      if (content !== '' && !isPreface) messages.push({ role: 'assistant', content });
    }
    if (entry.kind === 'tool' && entry.resultJson !== '') messages.push(...toolMessages(entry, entries[index - 1]));
  });
  return messages;
}

function toolMessages(entry: Extract<Entry, { kind: 'tool' }>, before: Entry | undefined): ChatMessage[] {
  const isPreface = before?.kind === 'assistant' && before.quote === null;
  const content = isPreface ? (before.isOpen ? before.text : heardText(before)).trim() : '';
  return [
    { role: 'assistant', content, toolCall: { name: entry.name, arguments: entry.argumentsJson } },
    { role: 'input', content: UNLEARNT_FAULTS.has(entry.resultJson) ? '{"error":"offline"}' : entry.resultJson },
  ];
}

/**
 * What a person reads about a service, and the model has never seen: it answers them with fragments. Of all it has learnt to
 * say, that it cannot get there now is nearest; the card beside it says why. Until the tool corpus of the llm has these words.
 */
const UNLEARNT_FAULTS: ReadonlySet<string> = new Set(SERVICE_FAULTS.map((error) => JSON.stringify({ error })));

/** A human message as the model was trained on it: how it sounded, when that says something, and what was said. */
export function humanContent(text: string, voiceHint: string): string {
  return voiceHint === '' ? text : `[voice: ${voiceHint}]\n${text}`;
}

/** Groups entries by turn and drops the oldest turns; see `MAX_HISTORY_TOKENS`. */
function recentTurns(entries: readonly Entry[]): Entry[][] {
  const turns: Entry[][] = [];
  for (const entry of entries) {
    const last = turns.at(-1);
    if (last?.[0]?.turnId === entry.turnId) last.push(entry);
    else turns.push([entry]);
  }
  let first = 0;
  let tokens = 0;
  turns.forEach((turn, index) => {
    tokens += countTokens(turn);
    while (tokens > MAX_HISTORY_TOKENS && first < index) {
      let kept = tokens;
      while (kept > MAX_HISTORY_TOKENS / 2 && first < index) {
        kept -= countTokens(turns[first] ?? []);
        first += 1;
      }
      tokens = kept;
    }
  });
  return turns.slice(first);
}

/** A rough count: a Han character or three and a half letters are a token. */
function countTokens(turn: Entry[]): number {
  return toTurnMessages(turn).reduce((sum, message) => {
    const call = message.role === 'assistant' && message.toolCall ? message.toolCall.name + message.toolCall.arguments : '';
    const text = message.content + call;
    const han = text.match(/\p{Script=Han}/gu)?.length ?? 0;
    return sum + 5 + han + (text.length - han) / 3.5;
  }, 0);
}
