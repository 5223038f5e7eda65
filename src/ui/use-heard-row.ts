import { useEffect, useRef } from 'react';
import type { RowElements } from './find-places';
import { light, textRange } from './text-ranges';

/** Somebody who has scrolled is reading elsewhere: the page stays where they are for this long. */
const READING_MS = 4000;

/** What is heard now. `key` is another when anything of it is; characters are UTF-16 units of the row's text. */
export type HeardPlace = { key: string; rowId: string | null; word(): { start: number; end: number } | null };

type HeardRow = {
  /** Asked in every frame. */
  read(): HeardPlace;
  /** Whether the row is brought into sight. */
  isFollowed(): boolean;
  /** Has a row drawn that is not. */
  draw(rowId: string): void;
};

/** Marks the row of a long list that is heard, lights its word under the name `highlight` and keeps it in sight, drawing past React. */
export function useHeardRow(highlight: string, elements: RowElements, heard: HeardRow): void {
  const latest = useRef(heard);
  useEffect(() => {
    latest.current = heard;
  });
  useEffect(() => {
    let handle = 0;
    let shown = '';
    let row: HTMLElement | null = null;
    let readUntilMs = 0;
    const follow = (next: HTMLElement | null) => {
      if (next === row) return;
      row?.removeAttribute('data-playing');
      next?.setAttribute('data-playing', 'true');
      row = next;
      if (latest.current.isFollowed() && performance.now() > readUntilMs) next?.scrollIntoView({ block: 'nearest' });
    };
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const { key, rowId, word } = latest.current.read();
      if (key === shown && (row === null || row.isConnected)) return;
      const next = rowId === null ? null : elements.row(rowId);
      // A row that is folded away or not drawn yet is there by the next frame.
      if (rowId !== null && next === null) return latest.current.draw(rowId);
      shown = key;
      follow(next);
      const text = rowId === null ? null : elements.text(rowId);
      const stretch = text === null ? null : word();
      const range = text === null || stretch === null ? null : textRange(text, stretch.start, stretch.end);
      light(highlight, range === null ? [] : [range]);
    };
    const onScroll = () => {
      readUntilMs = performance.now() + READING_MS;
    };
    const listening = new AbortController();
    window.addEventListener('wheel', onScroll, { signal: listening.signal, passive: true });
    window.addEventListener('touchmove', onScroll, { signal: listening.signal, passive: true });
    handle = requestAnimationFrame(draw);
    return () => {
      listening.abort();
      cancelAnimationFrame(handle);
      row?.removeAttribute('data-playing');
      light(highlight, []);
    };
  }, [highlight, elements]);
}
