import { useEffect } from 'react';
import type { StudioCommands } from '../../stores/studio-commands';
import { watchRepaint } from '../../ui/watch-repaint';
import { paintPicture, type Picture } from './paint-picture';

const MAX_COLUMNS = 1200;

/** Draws when the picture changes: the sound, the chosen word, the size or the theme; not while it plays. */
export function usePaintedSound(canvas: { current: HTMLCanvasElement | null }, commands: StudioCommands, version: number, chosen: number, lift: Picture['lift']): void {
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let spectrum: Picture['spectrum'] = null;
    const paint = () => {
      const sound = commands.readSound();
      const columnCount = Math.min(MAX_COLUMNS, element.clientWidth);
      if (sound === null || columnCount === 0) return;
      if (spectrum?.columnCount !== columnCount) spectrum = spectrumOf(commands, version, columnCount);
      paintPicture(element, { sound, spectrum, chosen, lift });
    };
    return watchRepaint(element, paint);
  }, [canvas, commands, version, chosen, lift]);
}

let kept: { version: number; spectrum: Picture['spectrum'] } | null = null;

/** The transform of a whole sound takes a while, and dragging a word does not change it. */
function spectrumOf(commands: StudioCommands, version: number, columnCount: number): Picture['spectrum'] {
  if (kept?.version === version && kept.spectrum?.columnCount === columnCount) return kept.spectrum;
  kept = { version, spectrum: commands.readSpectrogram(columnCount) };
  return kept.spectrum;
}

/** Moves the line of the playing place without React; hidden while nothing plays. */
export function usePlayingLine(line: { current: HTMLElement | null }, commands: StudioCommands, durationMs: number): void {
  useEffect(() => {
    let handle = 0;
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const element = line.current;
      if (element === null) return;
      const atMs = commands.readPlace()?.atMs ?? null;
      element.hidden = atMs === null || durationMs === 0;
      if (atMs !== null) element.style.transform = `translateX(${Math.min(1, atMs / durationMs) * (element.parentElement?.clientWidth ?? 0)}px)`;
    };
    handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [line, commands, durationMs]);
}
