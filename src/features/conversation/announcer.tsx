import { useTurn } from '../../stores/app-context';
import { selectConversationId, selectEntries } from '../../stores/turn-store';
import { newAnnouncements, type AnnouncementMemory } from './announcements';
import { useEffect, useRef, useState } from 'react';

/** Speaks final transcripts and finished replies to screen readers, once each; partial text never. */
export function Announcer() {
  const entries = useTurn(selectEntries);
  const conversationId = useTurn(selectConversationId);
  const memory = useRef<AnnouncementMemory>({ conversationId: null, announcedIds: new Set() });
  const [lines, setLines] = useState<readonly string[]>([]);
  useEffect(() => {
    const fresh = newAnnouncements(memory.current, conversationId, entries);
    if (fresh.length > 0) setLines((before) => [...before, ...fresh].slice(-4));
  }, [entries, conversationId]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="Announcements" data-testid="announcer">
      {lines.map((line, index) => <p key={`${index}:${line}`}>{line}</p>)}
    </div>
  );
}
