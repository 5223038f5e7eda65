import { insertText } from './insert-text';
import { WORDS } from './words';

/** `before` and `after` go around what is selected; without `after` the tag stands by itself. */
const TAGS: readonly { label: string; before: string; after: string }[] = [
  { label: 'Pause', before: '[pause 0.5s]', after: '' },
  { label: 'Laugh', before: '[laugh]', after: '' },
  { label: 'Sigh', before: '[sigh]', after: '' },
  { label: 'Breath', before: '[breath]', after: '' },
  { label: 'Happy', before: '(happy)', after: '(/happy)' },
  { label: 'Sad', before: '(sad)', after: '(/sad)' },
  { label: 'Angry', before: '(angry)', after: '(/angry)' },
  { label: 'Whisper', before: '(whisper)', after: '(/whisper)' },
  { label: 'Slow', before: '(slow)', after: '(/slow)' },
];

/** Puts a tag at the caret, or around the words that are selected. */
export function TagBar({ field }: { field: { current: HTMLTextAreaElement | null } }) {
  const insert = ({ before, after }: (typeof TAGS)[number]) => {
    const element = field.current;
    if (element === null) return;
    const { selectionStart: start, selectionEnd: end, value } = element;
    const selected = value.slice(start, end);
    const isAround = selected !== '' && after !== '';
    insertText(element, isAround ? start : end, end, isAround ? `${before}${selected}${after}` : before);
    if (isAround) element.setSelectionRange(start + before.length, end + before.length);
  };
  return (
    <div className="tag-bar" role="toolbar" aria-label={WORDS.insertTag}>
      {TAGS.map((tag) => (
        // The pointer must not take the selection away before the tag is put around it.
        <button key={tag.label} type="button" className="preset" title={`${tag.before}${tag.after === '' ? '' : '…'}${tag.after}`} onPointerDown={(event) => event.preventDefault()} onClick={() => insert(tag)}>{tag.label}</button>
      ))}
    </div>
  );
}
