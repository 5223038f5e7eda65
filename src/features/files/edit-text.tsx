import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Segment } from '../../transcripts/document';
import { segmentLine } from './segment-line';
import type { EditPlace, SegmentHandlers } from './segment-handlers';
import { textOffset, textRange } from '../../ui/text-ranges';
import { LANGUAGES, WORDS } from './words';

/** What was written is kept when the person pauses this long. */
const COMMIT_DELAY_MS = 800;

type EditTextProps = { segment: Segment; place: EditPlace; handlers: SegmentHandlers };

const textOf = (segment: Segment, field: EditPlace['field']) => (field === 'text' ? segmentLine(segment).text : (segment.translation?.text ?? ''));

/** A segment's text, or its translation, being written. The browser owns what is in the element while it is open. */
export function EditText({ segment, place, handlers }: EditTextProps) {
  const element = useRef<HTMLParagraphElement>(null);
  const isText = place.field === 'text';
  const written = textOf(segment, place.field);
  const shown = useRef(written);
  const timer = useRef(0);
  useEffect(() => {
    const field = element.current;
    if (!field) return;
    field.textContent = shown.current;
    field.focus();
    putCaret(field, place.caret < 0 ? shown.current.length : place.caret);
    return () => clearTimeout(timer.current);
  }, [place]);
  useEffect(() => {
    const field = element.current;
    // What came back is what was sent, or an undo: only that is shown in place of what stands there.
    if (!field || written === shown.current) return;
    shown.current = written;
    if (isSameText(field.textContent, written)) return;
    field.textContent = written;
    putCaret(field, written.length);
  }, [written]);
  const commit = () => {
    clearTimeout(timer.current);
    const text = element.current?.textContent ?? '';
    if (text !== shown.current) handlers.commit(place, text);
  };
  const settle = () => {
    clearTimeout(timer.current);
    shown.current = element.current?.textContent ?? '';
  };
  const onInput = () => {
    clearTimeout(timer.current);
    timer.current = window.setTimeout(commit, COMMIT_DELAY_MS);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    const act = editKey(event, element.current, { isText, place, commit, settle, handlers });
    if (act === null) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <p
      ref={element} className={isText ? 'segment__text' : 'segment__translation'} role="textbox" aria-multiline="false" aria-label={isText ? WORDS.editing : WORDS.editingTranslation}
      contentEditable="plaintext-only" suppressContentEditableWarning tabIndex={0} data-editing="true"
      lang={isText ? LANGUAGES[segment.language].tag : undefined} onInput={onInput} onKeyDown={onKeyDown} onBlur={() => { commit(); handlers.leave(place.segmentId); }}
    />
  );
}

type EditContext = { isText: boolean; place: EditPlace; commit: () => void; /** Takes what stands there as kept, because somebody else keeps it. */ settle: () => void; handlers: SegmentHandlers };

/** What a key does in a field that is being written; null leaves it to the browser. */
function editKey(event: KeyboardEvent, field: HTMLElement | null, { isText, place, commit, settle, handlers }: EditContext): (() => void) | null {
  const text = field?.textContent ?? '';
  const caret = field === null ? 0 : caretOf(field);
  const isCommand = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (key === 'escape' || (key === 'enter' && !isText)) return () => field?.blur();
  if (key === 'enter') {
    return () => {
      settle();
      handlers.split(place.segmentId, text, caret);
    };
  }
  if (key === 'backspace' && isText && caret === 0 && (document.getSelection()?.isCollapsed ?? false)) {
    return () => {
      settle();
      handlers.mergeBack(place.segmentId, text);
    };
  }
  if (isCommand && key === 'z') {
    return () => {
      commit();
      if (event.shiftKey) handlers.redo();
      else handlers.undo();
    };
  }
  return null;
}

const isSameText = (a: string | null, b: string) => (a ?? '').replace(/\s+/gu, ' ').trim() === b;

function caretOf(field: HTMLElement): number {
  const selection = document.getSelection();
  return selection?.anchorNode && field.contains(selection.anchorNode) ? textOffset(field, selection.anchorNode, selection.anchorOffset) : 0;
}

function putCaret(field: HTMLElement, offset: number): void {
  const range = textRange(field, offset, offset);
  const selection = document.getSelection();
  if (range === null || selection === null) return;
  selection.removeAllRanges();
  selection.addRange(range);
}
