import { useEffect, useRef } from 'react';
import { useScriptCommands, useScriptStore } from '../../../stores/app-context';
import { selectPlayingLineId } from '../../../stores/script-store';
import type { RowWindow } from '../../../ui/row-window';
import { light, textRange } from '../../../ui/text-ranges';
import { lineElement, lineTextElement } from './line-elements';
import { findPlace } from './outline';

/** Somebody who has scrolled is reading elsewhere: the page stays where they are for this long. */
const READING_MS = 4000;

/** Lights the line and the word that are heard and keeps them in sight, drawing past React. */
export function usePlayingLine(rows: RowWindow, unfold: (chapterId: string) => void): void {
  const commands = useScriptCommands();
  const store = useScriptStore();
  const latest = useRef(unfold);
  useEffect(() => {
    latest.current = unfold;
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
      if (performance.now() > readUntilMs) next?.scrollIntoView({ block: 'nearest' });
    };
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const state = store.getState();
      const lineId = selectPlayingLineId(state);
      const place = lineId === null ? null : commands.readPlace();
      const word = place?.lineId === lineId ? (place?.word ?? null) : null;
      const key = `${lineId ?? ''} ${word?.start ?? -1} ${word?.end ?? -1}`;
      if (key === shown && (row === null || row.isConnected)) return;
      const next = lineId === null ? null : lineElement(lineId);
      if (lineId !== null && next === null) {
        // A row that is folded away or not drawn yet is there by the next frame.
        const target = state.open === null ? null : findPlace(state.open.script, lineId);
        if (target === null) return;
        latest.current(target.chapter.id);
        return rows.drawRow(target.row);
      }
      shown = key;
      follow(next);
      const text = lineId === null ? null : lineTextElement(lineId);
      const range = text === null || word === null ? null : textRange(text, word.start, word.end);
      light('studio-heard', range === null ? [] : [range]);
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
      light('studio-heard', []);
    };
  }, [commands, rows, store]);
}
