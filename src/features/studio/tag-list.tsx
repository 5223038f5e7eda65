import { useId, useState, type KeyboardEvent as ReactKeyboardEvent } from 'react';
import { completions, type Completion } from '../../studio/markup/completions';
import { textRange } from '../../ui/text-ranges';
import { insertText } from './insert-text';
import { WORDS } from './words';

/** More are not looked through; another letter makes them fewer. */
const SHOWN = 8;
/** About as wide as the list becomes; it stays within the text. */
const LIST_PX = 300;

type Offer = { options: readonly Completion[]; left: number; top: number };
type TagListState = {
  listId: string; activeId: string | undefined; offer: Offer | null; active: number;
  /** Looks whether something can be completed where the caret is. */
  look(): void;
  close(): void;
  /** Whether the key was for the list. */
  onKeyDown(event: ReactKeyboardEvent): boolean;
  choose(index: number): void;
};

/** Tags that can be completed at the caret, as they are typed. */
export function useTagList(field: { current: HTMLTextAreaElement | null }, paint: { current: HTMLElement | null }): TagListState {
  const listId = useId();
  const [offer, setOffer] = useState<Offer | null>(null);
  const [active, setActive] = useState(0);
  const close = () => setOffer(null);
  const look = () => requestAnimationFrame(() => {
    setActive(0);
    setOffer(offerAt(field.current, paint.current));
  });
  const choose = (index: number) => {
    const option = offer?.options[index];
    if (offer === null || option === undefined || field.current === null) return;
    // Letters may have come since the list was made: what stands before the cursor goes with the tag.
    insertText(field.current, option.from, Math.max(option.to, field.current.selectionStart), option.insert);
    field.current.setSelectionRange(option.caret, option.caret);
    close();
  };
  const onKeyDown = (event: ReactKeyboardEvent): boolean => {
    if (offer === null || event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
    const count = offer.options.length;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setActive((active + (event.key === 'ArrowDown' ? 1 : count - 1)) % count);
    else if (event.key === 'Enter' || event.key === 'Tab') choose(active);
    else if (event.key === 'Escape') close();
    else return false;
    event.stopPropagation();
    return true;
  };
  return { listId, activeId: offer === null ? undefined : `${listId}-${active}`, offer, active, look, close, onKeyDown, choose };
}

function offerAt(field: HTMLTextAreaElement | null, paint: HTMLElement | null): Offer | null {
  if (field === null || paint === null || field.selectionStart !== field.selectionEnd) return null;
  const options = completions(field.value, field.selectionStart).slice(0, SHOWN);
  const [first] = options;
  if (first === undefined) return null;
  const place = textRange(paint, first.from, field.selectionStart)?.getBoundingClientRect();
  const frame = paint.getBoundingClientRect();
  return place === undefined ? null : { options, left: Math.max(0, Math.min(place.left - frame.left, frame.width - LIST_PX)), top: place.bottom - frame.top };
}

/** The list at the caret. The focus stays in the text; the arrow keys move through the list. */
export function TagList({ listId, offer, active, choose }: TagListState) {
  return (
    <ul id={listId} className="tags" role="listbox" aria-label={WORDS.tags} hidden={offer === null} style={offer === null ? undefined : { left: offer.left, top: offer.top }}>
      {offer?.options.map((option, index) => (
        // The pointer must not take the focus from the text before the choice is made.
        <li key={option.label} id={`${listId}-${index}`} role="option" aria-selected={index === active} className="tags__option" onPointerDown={(event) => { event.preventDefault(); choose(index); }}>
          <code>{option.label}</code><span>{option.detail}</span>
        </li>
      ))}
    </ul>
  );
}
