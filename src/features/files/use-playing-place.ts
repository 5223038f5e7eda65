import { useEffect, useRef } from 'react';
import type { TranscriptDocument } from '../../transcripts/document';
import type { Player } from './player';
import type { RowWindow } from '../../ui/row-window';
import { segmentLine } from './segment-line';
import { light, textRange } from '../../ui/text-ranges';
import { segmentAt, wordAt } from './word-offsets';

/** Somebody who has scrolled is reading elsewhere: the page stays where they are for this long. */
const READING_MS = 4000;

export const segmentElementId = (segmentId: string): string => `segment-${segmentId}`;
/** The element that holds the words of a segment, while they are not being edited. */
export const segmentTextElement = (segmentId: string): HTMLElement | null => document.getElementById(segmentElementId(segmentId))?.querySelector('.segment__text') ?? null;

/** Lights the word that is heard and keeps it in sight, drawing past React. */
export function usePlayingPlace(player: Player, open: TranscriptDocument, rows: RowWindow): void {
  const latest = useRef(open);
  useEffect(() => {
    latest.current = open;
  });
  useEffect(() => {
    let handle = 0;
    let shown = '';
    let row: HTMLElement | null = null;
    let readUntilMs = 0;
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const { segments } = latest.current;
      const ms = player.positionMs;
      const index = segmentAt(segments, ms);
      const segment = segments[index];
      const wordIndex = segment === undefined || ms > segment.endMs ? -1 : wordAt(segment, ms);
      const place = `${segment?.id ?? ''} ${wordIndex} ${segment?.words.length ?? 0}`;
      if (place === shown) return;
      const next = segment === undefined ? null : document.getElementById(segmentElementId(segment.id));
      // A row that is not drawn yet is, by the next frame.
      if (segment !== undefined && next === null) return rows.drawRow(index);
      shown = place;
      if (next !== row) {
        row?.removeAttribute('data-playing');
        next?.setAttribute('data-playing', 'true');
        row = next;
        if (player.getState().isPlaying && performance.now() > readUntilMs) next?.scrollIntoView({ block: 'nearest' });
      }
      const text = segment === undefined ? null : segmentTextElement(segment.id);
      const { offsets } = segment === undefined ? { offsets: [] } : segmentLine(segment);
      const range = text === null || wordIndex < 0 ? null : textRange(text, offsets[2 * wordIndex] ?? 0, offsets[2 * wordIndex + 1] ?? 0);
      light('playing', range === null ? [] : [range]);
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
      light('playing', []);
    };
  }, [player, rows]);
}
