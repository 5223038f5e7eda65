import { useEffect } from 'react';
import type { PicturedSound, Spectrum } from '../../stores/studio-commands';
import { watchRepaint } from '../../ui/watch-repaint';
import { paintPicture, type Picture } from './paint-picture';

const MAX_COLUMNS = 1200;

/** Draws when the picture changes: the sound, the chosen word, the size or the theme; not while it plays. */
export function usePaintedSound(canvas: { current: HTMLCanvasElement | null }, pictured: PicturedSound, chosen: number, lift: Picture['lift']): void {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    const paint = () => {
      const columnCount = Math.min(MAX_COLUMNS, element.clientWidth);
      if (columnCount > 0) paintPicture(element, { sound: pictured.sound, spectrum: spectrumOf(pictured, columnCount), chosen, lift });
    };
    return watchRepaint(element, paint);
  }, [canvas, pictured, chosen, lift]);
}

const spectra = new WeakMap<PicturedSound, Spectrum | null>();

/** The transform of a whole sound takes a while, and dragging a word does not change it. */
function spectrumOf(pictured: PicturedSound, columnCount: number): Spectrum | null {
  const kept = spectra.get(pictured);
  if (kept?.columnCount === columnCount) return kept;
  const spectrum = pictured.readSpectrogram(columnCount);
  spectra.set(pictured, spectrum);
  return spectrum;
}

/** Moves the line of the playing place without React; hidden while nothing plays. */
export function usePlayingLine(line: { current: HTMLElement | null }, readAtMs: () => number | null, durationMs: number): void {
  useEffect(() => {
    let handle = 0;
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const element = line.current;
      if (element === null) return;
      const atMs = readAtMs();
      element.hidden = atMs === null || durationMs === 0;
      if (atMs !== null) element.style.transform = `translateX(${Math.min(1, atMs / durationMs) * (element.parentElement?.clientWidth ?? 0)}px)`;
    };
    handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [line, readAtMs, durationMs]);
}
