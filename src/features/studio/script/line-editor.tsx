import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import type { Line } from '../../../studio/script/script';
import { MarkupField, useParsedMarkup } from '../markup-field';
import { ProblemList } from '../problem-list';
import { useRestingText } from '../use-resting-text';
import type { EditPlace, LineHandlers } from './line-handlers';
import { WORDS } from './words';

type LineEditorProps = { line: Line; number: number; place: EditPlace; handlers: LineHandlers };

/** The words of a line being written, with its tags lit and completed as in Text. */
export function LineEditor({ line: { id, source }, number, place, handlers }: LineEditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const parsed = useParsedMarkup(useRestingText(source));
  const problemsId = useId();
  useEffect(() => {
    const element = field.current;
    if (element === null) return;
    const caret = place.caret < 0 ? element.value.length : place.caret;
    element.focus({ preventScroll: true });
    element.setSelectionRange(caret, caret);
    element.scrollIntoView({ block: 'nearest' });
  }, [place]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const act = event.nativeEvent.isComposing ? null : writingKey(event, id, handlers);
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <div className="script-line__writing">
      <MarkupField
        ref={field} source={source} parsed={parsed} label={WORDS.lineText(number)} problemsId={problemsId}
        onChange={(typed) => handlers.type(id, typed)} onKeyDown={onKeyDown} onBlur={() => handlers.leave(id)}
      />
      <ProblemList id={problemsId} source={source} problems={parsed.problems} onShow={(start, end) => { field.current?.focus(); field.current?.setSelectionRange(start, end); }} />
    </div>
  );
}

/** What a key does in a line that is being written; null leaves it to the browser. */
function writingKey(event: KeyboardEvent<HTMLTextAreaElement>, lineId: string, handlers: LineHandlers): (() => void) | null {
  const { selectionStart, selectionEnd, value } = event.currentTarget;
  const isCaret = selectionStart === selectionEnd;
  const key = event.key.toLowerCase();
  if (event.ctrlKey || event.metaKey) {
    if (key === 'z') return event.shiftKey ? handlers.redo : handlers.undo;
    return key === 'y' ? handlers.redo : null;
  }
  const step = key === 'arrowdown' ? 1 : key === 'arrowup' ? -1 : null;
  if (step !== null && event.altKey) return () => handlers.move(lineId, step);
  if (event.altKey || event.shiftKey) return null;
  if (key === 'escape') return () => event.currentTarget.blur();
  if (key === 'enter') return () => handlers.breakLine(lineId, selectionStart);
  if (key === 'backspace' && isCaret && selectionStart === 0) return () => handlers.joinBack(lineId);
  if (step !== null && isCaret && selectionStart === (step > 0 ? value.length : 0)) return () => handlers.step(lineId, step, true);
  return null;
}
