import { useState } from 'react';
import { flushSync } from 'react-dom';
import { useTurn } from '../../stores/app-context';
import { selectEntries } from '../../stores/turn-store';
import type { Entry } from '../../session/conversation';
import { Button } from '../../ui/button';
import { AssistantLine } from './assistant-line';
import { FaultLine } from './fault-line';
import { HumanLine } from './human-line';
import { PartialLine } from './partial-line';
import { advanceFirstShown, firstShownOf, revealEarlier } from './shown-entries';
import { ToolCard } from './tool-card';
import { useStickToEnd } from './use-stick-to-end';
import { WORDS } from './words';

function EntryLine({ entry }: { entry: Entry }) {
  switch (entry.kind) {
    case 'human':
      return <HumanLine entry={entry} />;
    case 'assistant':
      return <AssistantLine entry={entry} />;
    case 'tool':
      return <ToolCard entry={entry} />;
    case 'fault':
      return <FaultLine entry={entry} />;
  }
}

/**
 * What was said, laid out as in a libretto; of a long conversation the end, and what came before on request. The announcer
 * speaks for it, so it is no live region itself.
 */
export function Transcript() {
  const entries = useTurn(selectEntries);
  const { scroller, content, isAtEnd, jumpToEnd } = useStickToEnd();
  const [{ first, entryCount }, setShown] = useState(() => ({ first: firstShownOf(entries.length), entryCount: entries.length }));
  if (entryCount !== entries.length) setShown({ first: advanceFirstShown(first, entries.length, isAtEnd), entryCount: entries.length });
  const showEarlier = () => {
    const earlier = revealEarlier(first);
    // What is read stays where it is, and the keyboard goes to what has come.
    flushSync(() => setShown({ first: earlier, entryCount }));
    const lines = scroller.current?.querySelectorAll<HTMLElement>('.transcript__lines > li');
    lines?.[first - earlier]?.scrollIntoView({ block: 'start' });
    lines?.[0]?.focus({ preventScroll: true });
  };
  return (
    <div className="transcript" ref={scroller} tabIndex={0} role="region" aria-label={WORDS.conversationLabel}>
      <div className="transcript__content" ref={content}>
        {first > 0 && <Button size="small" className="transcript__earlier" onClick={showEarlier}>{WORDS.showEarlier}</Button>}
        <ol className="transcript__lines" start={first + 1}>
          {entries.slice(first).map((entry) => <li key={entry.id} tabIndex={-1}><EntryLine entry={entry} /></li>)}
        </ol>
        <PartialLine />
      </div>
      {!isAtEnd && <Button size="small" className="transcript__latest" onClick={jumpToEnd}>{WORDS.latest}</Button>}
    </div>
  );
}
