import type { PointerEvent as ReactPointerEvent } from 'react';
import type { Script } from '../../../studio/script/script';
import { dropTarget, type DropPlace } from './drop-target';

/** Near an edge of the list this much, the list scrolls on. */
const EDGE_PX = 70;
const SCROLL_PX = 14;

/** A row follows the pointer until it is let go; Escape lets it go where it was. Marks the place past React, as the pointer moves. */
export function dragLine(event: ReactPointerEvent<HTMLElement>, lineId: string, script: () => Script | null, onDrop: (chapterId: string, index: number) => void): void {
  const handle: HTMLElement = event.currentTarget;
  const row = handle.closest<HTMLElement>('[data-line]');
  const scroller = handle.closest<HTMLElement>('.script-lines');
  if (event.button !== 0 || row === null || scroller === null) return;
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const listening = new AbortController();
  const { signal } = listening;
  let y = event.clientY;
  let frame = 0;
  let over: { element: HTMLElement; place: DropPlace } | null = null;
  const mark = (next: typeof over) => {
    if (over?.element !== next?.element) over?.element.removeAttribute('data-drop');
    over = next;
    next?.element.setAttribute('data-drop', 'lineId' in next.place && !next.place.isAfter ? 'before' : 'after');
  };
  const follow = () => {
    frame = requestAnimationFrame(follow);
    const { top, bottom, left, width } = scroller.getBoundingClientRect();
    if (y < top + EDGE_PX) scroller.scrollTop -= SCROLL_PX;
    else if (y > bottom - EDGE_PX) scroller.scrollTop += SCROLL_PX;
    mark(placeUnder(left + width / 2, Math.min(bottom - 2, Math.max(top + 2, y))));
  };
  const end = (isDropped: boolean) => {
    listening.abort();
    cancelAnimationFrame(frame);
    row.removeAttribute('data-dragging');
    const now = script();
    const target = isDropped && over !== null && now !== null ? dropTarget(now, lineId, over.place) : null;
    mark(null);
    if (target !== null) onDrop(target.chapterId, target.index);
  };
  row.setAttribute('data-dragging', 'true');
  handle.addEventListener('pointermove', (move) => { y = move.clientY; }, { signal });
  handle.addEventListener('pointerup', () => end(true), { signal });
  handle.addEventListener('pointercancel', () => end(false), { signal });
  window.addEventListener('keydown', (key) => {
    if (key.key !== 'Escape') return;
    key.stopPropagation();
    end(false);
  }, { signal, capture: true });
  frame = requestAnimationFrame(follow);
}

/** The row or the heading at a height, and which half of it. */
function placeUnder(x: number, y: number): { element: HTMLElement; place: DropPlace } | null {
  const element = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-line], [data-chapter]') ?? null;
  if (element === null) return null;
  const { line, chapter = '' } = element.dataset;
  const { top, height } = element.getBoundingClientRect();
  return { element, place: line === undefined ? { chapterId: chapter } : { lineId: line, isAfter: y > top + height / 2 } };
}
