import type { Entry } from '../../session/conversation';
import { WORDS } from './words';

/** What has been announced; changed in place by `newAnnouncements`. */
export type AnnouncementMemory = { conversationId: string | null; announcedIds: Set<string> };

function announcementOf(entry: Entry): string | null {
  if (entry.kind === 'human') return WORDS.youSaid(entry.text);
  if (entry.kind === 'assistant') return entry.isOpen || entry.text === '' ? null : WORDS.sottoSaid(entry.text);
  return entry.kind === 'fault' ? WORDS.faultSentence : null;
}

/**
 * The sentences that are due, each once. A conversation that is opened is old news: only what is said in it
 * from then on is announced.
 */
export function newAnnouncements(memory: AnnouncementMemory, conversationId: string, entries: readonly Entry[]): string[] {
  const isOpened = memory.conversationId !== conversationId;
  memory.conversationId = conversationId;
  const due: string[] = [];
  for (const entry of entries) {
    const sentence = announcementOf(entry);
    if (sentence === null || memory.announcedIds.has(entry.id)) continue;
    memory.announcedIds.add(entry.id);
    if (!isOpened) due.push(sentence);
  }
  return due;
}
