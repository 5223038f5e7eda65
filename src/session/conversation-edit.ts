/** Edits of a conversation; each answers a new one and leaves the old as it was. */
import type { TurnId } from '../protocol/job';
import type { AssistantEntry, Conversation, Entry } from './conversation';

export function addEntry(conversation: Conversation, entry: Entry): Conversation {
  return { ...conversation, entries: [...conversation.entries, entry] };
}

function mapEntries(conversation: Conversation, change: (entry: Entry) => Entry): Conversation {
  const entries = conversation.entries.map(change);
  const isSame = entries.every((entry, index) => entry === conversation.entries[index]);
  return isSame ? conversation : { ...conversation, entries };
}

export function patchEntry(conversation: Conversation, id: string, change: (entry: Entry) => Entry): Conversation {
  return mapEntries(conversation, (entry) => (entry.id === id ? change(entry) : entry));
}

export function appendText(conversation: Conversation, id: string, text: string): Conversation {
  return patchEntry(conversation, id, (entry) => (entry.kind === 'assistant' ? { ...entry, text: entry.text + text } : entry));
}

/** Notes how much of an entry has been heard; what was heard stays heard. */
export function setHeard(conversation: Conversation, id: string, length: number): Conversation {
  return patchEntry(conversation, id, (entry) => {
    if (entry.kind !== 'assistant' || length <= entry.heardLength) return entry;
    return { ...entry, heardLength: Math.min(length, entry.text.length) };
  });
}

/** Ends the reply of a turn: what was not heard is struck, and a tool that still ran counts as cancelled. */
export function closeTurn(conversation: Conversation, turnId: TurnId): Conversation {
  const closed = mapEntries(conversation, (entry) => {
    if (entry.turnId !== turnId) return entry;
    if (entry.kind === 'tool' && entry.status === 'running') return { ...entry, status: 'cancelled' };
    if (entry.kind !== 'assistant' || !entry.isOpen) return entry;
    return { ...entry, isOpen: false, isInterrupted: entry.text.slice(entry.heardLength).trim() !== '' };
  });
  const isEmpty = (entry: Entry) => entry.turnId === turnId && entry.kind === 'assistant' && entry.text.trim() === '';
  return closed.entries.some(isEmpty) ? { ...closed, entries: closed.entries.filter((entry) => !isEmpty(entry)) } : closed;
}

export const entriesOfTurn = (conversation: Conversation, turnId: TurnId): Entry[] =>
  conversation.entries.filter((entry) => entry.turnId === turnId);

/** Entries of a turn that have words still to be spoken, in order. */
export function unspokenEntries(conversation: Conversation, turnId: TurnId): AssistantEntry[] {
  return entriesOfTurn(conversation, turnId).filter(
    (entry): entry is AssistantEntry => entry.kind === 'assistant' && entry.text.slice(entry.heardLength).trim() !== '',
  );
}
