import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { Segment } from '../../transcripts/document';
import { isDoubtful } from '../../transcripts/low-confidence';
import { segmentLine } from './segment-line';
import type { SegmentHandlers } from './segment-handlers';
import { offsetAtPoint } from '../../ui/text-ranges';
import { wordAtOffset } from './word-offsets';
import { LANGUAGES } from './words';

type ReadTextProps = { segment: Segment; /** Words heard with less confidence are marked. */ doubtBelow: number; tabIndex: number; handlers: SegmentHandlers };

/** The words of a segment: a click plays from the word, a double click or Enter edits. Only doubtful words have an element of their own. */
export function ReadText({ segment, doubtBelow, tabIndex, handlers }: ReadTextProps) {
  const { id, words } = segment;
  const { text, offsets } = segmentLine(segment);
  const offsetOf = (event: MouseEvent<HTMLElement>) => offsetAtPoint(event.currentTarget, event.clientX, event.clientY);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    handlers.activate(id);
    // The second click of two edits, and a selection is for copying.
    if (event.detail > 1 || !(document.getSelection()?.isCollapsed ?? true)) return;
    const offset = offsetOf(event);
    const word = offset === null ? undefined : words[wordAtOffset(offsets, offset)];
    handlers.playFrom(word?.startMs ?? segment.startMs);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    handlers.edit({ segmentId: id, field: 'text', caret: 0 });
  };
  return (
    <p
      className="segment__text" lang={LANGUAGES[segment.language].tag} tabIndex={tabIndex} onFocus={() => handlers.activate(id)} onClick={onClick} onKeyDown={onKeyDown}
      onDoubleClick={(event) => handlers.edit({ segmentId: id, field: 'text', caret: offsetOf(event) ?? -1 })}
    >
      {markDoubtful(segment, text, offsets, doubtBelow)}
    </p>
  );
}

function markDoubtful({ words }: Segment, text: string, offsets: readonly number[], doubtBelow: number): ReactNode[] {
  const nodes: ReactNode[] = [];
  let from = 0;
  words.forEach((word, index) => {
    if (!isDoubtful(word, doubtBelow)) return;
    const [start = 0, end = 0] = [offsets[2 * index], offsets[2 * index + 1]];
    if (start > from) nodes.push(text.slice(from, start));
    nodes.push(<span key={index} className="doubt">{text.slice(start, end)}</span>);
    from = end;
  });
  nodes.push(text.slice(from));
  return nodes;
}
