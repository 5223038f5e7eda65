import type { JobErrorCode, TurnId } from '../protocol/job';
import type { Language } from '../protocol/tokenizer';

/** The languages a reply can be spoken in. */
export type SpokenLanguage = 'en' | 'zh';

/** What the person said; `text` is what the recognizer wrote, or what was typed. */
export type HumanEntry = {
  kind: 'human';
  id: string;
  turnId: TurnId;
  /** Milliseconds since the epoch. */
  atMs: number;
  via: 'voice' | 'text';
  text: string;
  language: Language;
  /** Words of the `[voice: …]` hint, e.g. `quiet, slow`; empty when nothing was pronounced. */
  voiceHint: string;
};

/**
 * What the assistant said. `text` is all that was written so far; its first `heardLength` UTF-16 units have
 * left the speaker. Whatever follows is pending while `isOpen`, and was never heard once it is not.
 */
export type AssistantEntry = {
  kind: 'assistant';
  id: string;
  turnId: TurnId;
  atMs: number;
  text: string;
  heardLength: number;
  /** More may be written or heard. */
  isOpen: boolean;
  /** The person spoke over it: what follows `heardLength` is struck. */
  isInterrupted: boolean;
  /** Set when the words are quoted from a source and not the assistant's own. */
  quote: Source | null;
};

export type Source = { title: string; url: string };

/** A tool call as it is shown: arguments and result are one-line JSON, exactly what the model wrote and read. */
export type ToolEntry = {
  kind: 'tool';
  id: string;
  turnId: TurnId;
  atMs: number;
  name: string;
  argumentsJson: string;
  status: 'running' | 'done' | 'failed' | 'cancelled';
  /** Empty while running. */
  resultJson: string;
  source: Source | null;
};

/** The reply to a turn could not be made; the words before it are kept. */
export type FaultEntry = { kind: 'fault'; id: string; turnId: TurnId; atMs: number; code: JobErrorCode };

export type Entry = HumanEntry | AssistantEntry | ToolEntry | FaultEntry;

export type Conversation = { id: string; startedAtMs: number; entries: readonly Entry[] };

export type ConversationSummary = { id: string; startedAtMs: number; title: string; turnCount: number };

/** What was heard of an entry. */
export const heardText = (entry: AssistantEntry): string => entry.text.slice(0, entry.heardLength);
/** What was written and not heard (yet, while the entry is open). */
export const unheardText = (entry: AssistantEntry): string => entry.text.slice(entry.heardLength);

/** A conversation in which nothing was said. */
export function emptyConversation(id: string, startedAtMs: number): Conversation {
  return { id, startedAtMs, entries: [] };
}

/** What a list of conversations shows of one: its first words. */
export function summarize(conversation: Conversation): ConversationSummary {
  const humans = conversation.entries.filter((entry) => entry.kind === 'human');
  return {
    id: conversation.id,
    startedAtMs: conversation.startedAtMs,
    title: humans[0]?.text.slice(0, 80) ?? '',
    turnCount: humans.length,
  };
}
