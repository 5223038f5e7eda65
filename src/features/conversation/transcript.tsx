import { useTurn } from '../../stores/app-context';
import { selectEntries } from '../../stores/turn-store';
import type { Entry } from '../../session/conversation';
import { Button } from '../../ui/button';
import { AssistantLine } from './assistant-line';
import { FaultLine } from './fault-line';
import { HumanLine } from './human-line';
import { PartialLine } from './partial-line';
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

/** Everything that was said, laid out as in a libretto. The announcer speaks for it, so it is no live region itself. */
export function Transcript() {
  const entries = useTurn(selectEntries);
  const { scroller, content, isAtEnd, jumpToEnd } = useStickToEnd();
  return (
    <div className="transcript" ref={scroller} tabIndex={0} role="region" aria-label={WORDS.conversationLabel}>
      <div className="transcript__content" ref={content}>
        <ol className="transcript__lines">
          {entries.map((entry) => <li key={entry.id}><EntryLine entry={entry} /></li>)}
        </ol>
        <PartialLine />
      </div>
      {!isAtEnd && <Button size="small" className="transcript__latest" onClick={jumpToEnd}>{WORDS.latest}</Button>}
    </div>
  );
}
