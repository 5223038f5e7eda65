import { useEffect, useRef, useState } from 'react';
import { useTurn } from '../../stores/app-context';
import { selectConversationId, selectEntries } from '../../stores/turn-store';
import { newAnnouncements, type AnnouncementMemory } from './announcements';

/** So many lines are kept: enough for a slow speech, and none is drawn twice, which would be read twice. */
const KEPT_LINES = 4;

/** Speaks final transcripts and finished replies to screen readers, once each; partial text never. */
export function Announcer() {
  const entries = useTurn(selectEntries);
  const conversationId = useTurn(selectConversationId);
  const memory = useRef<AnnouncementMemory>({ conversationId: null, announcedIds: new Set() });
  const count = useRef(0);
  const [lines, setLines] = useState<readonly { id: number; text: string }[]>([]);
  useEffect(() => {
    const fresh = newAnnouncements(memory.current, conversationId, entries);
    if (fresh.length === 0) return;
    const numbered = fresh.map((text) => ({ id: count.current++, text }));
    setLines((before) => [...before, ...numbered].slice(-KEPT_LINES));
  }, [entries, conversationId]);
  return (
    <div className="visually-hidden" role="log" aria-live="polite" aria-label="Announcements" data-testid="announcer">
      {lines.map((line) => <p key={line.id}>{line.text}</p>)}
    </div>
  );
}
