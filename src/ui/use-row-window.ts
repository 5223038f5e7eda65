import { useEffect, useRef, useState, useSyncExternalStore, type RefObject } from 'react';
import { RowWindow } from './row-window';

/** Rows are drawn this much before they come into sight, in heights of the list. */
const AHEAD = '100% 0px';
/** A browser that never calls itself idle goes on after this all the same. */
const LONGEST_WAIT_MS = 250;

/** The rows of a list that are drawn; made once. */
export function useRowWindow(items: readonly { id: string }[], landingId: string | null): RowWindow {
  const [rows] = useState(() => new RowWindow(items.findIndex(({ id }) => id === landingId)));
  return rows;
}

/** Draws blocks that come near, and one after another while the page is idle. Returns the drawn ones and the list's ref. */
export function useDrawnBlocks(rows: RowWindow, rowCount: number): { drawn: ReadonlySet<number>; scroller: RefObject<HTMLDivElement | null> } {
  const drawn = useSyncExternalStore(rows.subscribe, rows.getDrawn);
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting && target instanceof HTMLElement) rows.draw(Number(target.dataset.block));
    }, { root: scroller.current, rootMargin: AHEAD });
    for (const ahead of scroller.current?.querySelectorAll('[data-block]') ?? []) observer.observe(ahead);
    return () => observer.disconnect();
  }, [rows, rowCount, drawn]);
  useEffect(() => {
    const next = rows.nextMissing(rowCount);
    return next === null ? undefined : whenIdle(() => rows.draw(next));
  }, [rows, rowCount, drawn]);
  return { drawn, scroller };
}

/** Safari knows no idle callback. */
function whenIdle(act: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(act, 50);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(act, { timeout: LONGEST_WAIT_MS });
  return () => cancelIdleCallback(handle);
}
