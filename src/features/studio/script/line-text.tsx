import { useMemo, type KeyboardEvent, type MouseEvent, type ReactNode } from 'react';
import type { ParsedMarkup } from '../../../studio/markup/parse-markup';
import type { Line } from '../../../studio/script/script';
import { offsetAtPoint } from '../../../ui/text-ranges';
import { useParsedMarkup } from '../markup-field';
import type { LineHandlers } from './line-handlers';
import { markStretches } from './mark-stretches';
import { WORDS } from './words';

type LineTextProps = { line: Line; number: number; tabIndex: number; handlers: LineHandlers };

/** The words of a line as they were typed: a click or Enter writes in them. Only tags and mistakes have an element of their own. */
export function LineText({ line, number, tabIndex, handlers }: LineTextProps) {
  const { id, source } = line;
  const parsed = useParsedMarkup(source);
  const onClick = (event: MouseEvent<HTMLElement>) => {
    // A selection is for copying.
    if (!(document.getSelection()?.isCollapsed ?? true)) return;
    handlers.edit({ lineId: id, caret: offsetAtPoint(event.currentTarget, event.clientX, event.clientY) ?? -1 });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = readingKey(event, id, handlers);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <p
      className="script-line__text" role="button" aria-label={`${WORDS.lineText(number)}: ${source === '' ? WORDS.emptyLine : source}`} tabIndex={tabIndex}
      onFocus={() => handlers.activate(id)} onClick={onClick} onKeyDown={onKeyDown}
    >
      {source === '' ? <span className="script-line__empty">{WORDS.emptyLine}</span> : <Marked source={source} parsed={parsed} />}
    </p>
  );
}

function Marked({ source, parsed }: { source: string; parsed: ParsedMarkup }): ReactNode {
  const pieces = useMemo(() => markStretches(source.length, parsed.ranges, parsed.problems), [source, parsed]);
  return pieces.map(({ start, end, kind, message }) => {
    const text = source.slice(start, end);
    return kind === 'words' ? text : <span key={start} className={`script-line__${kind}`} title={message}>{text}</span>;
  });
}

/** What a key does on a line that is read; null leaves it to the page. */
function readingKey(event: KeyboardEvent, lineId: string, handlers: LineHandlers): (() => void) | null {
  const { key, altKey } = event;
  if (event.ctrlKey || event.metaKey || event.shiftKey) return null;
  const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
  if (step !== null) return () => (altKey ? handlers.move(lineId, step) : handlers.step(lineId, step, false));
  if (altKey) return null;
  if (key === 'Enter') return () => handlers.edit({ lineId, caret: -1 });
  if (key === 'Delete') return () => handlers.remove(lineId);
  return null;
}
