import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { Peaks } from '../../transcripts/commands';
import type { TranscriptDocument } from '../../transcripts/document';
import { IconButton } from '../../ui/button';
import { ZoomInIcon, ZoomOutIcon } from '../../ui/icons';
import { VOICE_COUNT } from '../../ui/voice-ink';
import { watchRepaint } from '../../ui/watch-repaint';
import { formatClock } from './format-time';
import { paintWave } from './paint-wave';
import type { Player } from './player';
import { usePeaks } from './use-peaks';
import { moveView, zoomView, type WaveView } from './wave-columns';
import { WORDS } from './words';

const STEP_MS = 5000;
const PAGE_MS = 30_000;
const ZOOM = 2;

type WaveformProps = { open: TranscriptDocument; player: Player };

/** The whole recording at a glance: speech in the ink of who speaks, silence, and the playing place. Drawn when it changes, not while it plays. */
export function Waveform({ open, player }: WaveformProps) {
  const { durationMs } = open;
  const peaks = usePeaks(open);
  const [zoomed, setZoomed] = useState<WaveView | null>(null);
  const view = zoomed ?? { fromMs: 0, toMs: Math.max(1, durationMs) };
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  usePaintedWave(canvas, open, peaks, view);
  usePlayhead(frame, player, view, durationMs, setZoomed);
  const zoom = (factor: number, aroundMs = player.positionMs) => {
    const next = zoomView(view, factor, Math.max(view.fromMs, Math.min(view.toMs, aroundMs)), durationMs);
    setZoomed(next.toMs - next.fromMs >= durationMs ? null : next);
  };
  const seekTo = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    player.seek(view.fromMs + ((event.clientX - left) / width) * (view.toMs - view.fromMs));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ms = seekKey(event.key, player.positionMs, durationMs);
    if (ms === null) return;
    event.preventDefault();
    event.stopPropagation();
    player.seek(ms);
  };
  return (
    <div className="wave">
      <div
        ref={frame} className="wave__frame" role="slider" tabIndex={0} aria-label={WORDS.waveform} aria-valuemin={0} aria-valuemax={Math.round(durationMs / 1000)} aria-valuenow={0}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); seekTo(event); }}
        onPointerMove={(event) => { if (event.buttons === 1) seekTo(event); }}
        onWheel={(event) => {
          if (event.ctrlKey) zoom(event.deltaY < 0 ? ZOOM : 1 / ZOOM);
          else if (zoomed && event.deltaX !== 0) setZoomed(moveView(zoomed, (event.deltaX / event.currentTarget.clientWidth) * (zoomed.toMs - zoomed.fromMs), durationMs));
        }}
      >
        <canvas ref={canvas} className="wave__canvas" aria-hidden="true" />
        <div className="wave__head" aria-hidden="true" />
        <div className="wave__inks" aria-hidden="true">{Array.from({ length: VOICE_COUNT + 1 }, (_, voice) => <i key={voice} data-voice={voice} />)}</div>
      </div>
      <div className="wave__zoom">
        <IconButton size="small" label={WORDS.zoomOut} disabled={zoomed === null} onClick={() => zoom(1 / ZOOM)}><ZoomOutIcon size={18} /></IconButton>
        <IconButton size="small" label={WORDS.zoomIn} onClick={() => zoom(ZOOM)}><ZoomInIcon size={18} /></IconButton>
      </div>
    </div>
  );
}

/** Draws when the picture changes: its data, its size or the theme. */
function usePaintedWave(canvas: { current: HTMLCanvasElement | null }, open: TranscriptDocument, peaks: Peaks | null, { fromMs, toMs }: WaveView): void {
  useEffect(() => {
    const element = canvas.current;
    if (!element) return;
    return watchRepaint(element, () => paintWave(element, { open, peaks, view: { fromMs, toMs } }));
  }, [canvas, open, peaks, fromMs, toMs]);
}

function seekKey(key: string, ms: number, durationMs: number): number | null {
  if (key === 'ArrowLeft' || key === 'ArrowDown') return ms - STEP_MS;
  if (key === 'ArrowRight' || key === 'ArrowUp') return ms + STEP_MS;
  if (key === 'PageDown') return ms - PAGE_MS;
  if (key === 'PageUp') return ms + PAGE_MS;
  if (key === 'Home') return 0;
  return key === 'End' ? durationMs : null;
}

/** Moves the line of the playing place, and the view along with it, without React. */
function usePlayhead(frame: { current: HTMLDivElement | null }, player: Player, view: WaveView, durationMs: number, setView: (view: WaveView | null) => void): void {
  const latest = useRef({ view, durationMs });
  useEffect(() => {
    latest.current = { view, durationMs };
  });
  useEffect(() => {
    let handle = 0;
    let shownSecond = -1;
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const element = frame.current;
      const head = element?.querySelector<HTMLElement>('.wave__head');
      if (!element || !head) return;
      const { view: now, durationMs: length } = latest.current;
      const ms = player.positionMs;
      const share = (ms - now.fromMs) / (now.toMs - now.fromMs);
      head.style.transform = `translateX(${share * element.clientWidth}px)`;
      head.hidden = share < 0 || share > 1;
      if (share > 1 && now.toMs < length && player.getState().isPlaying) setView(moveView(now, ms - now.fromMs - (now.toMs - now.fromMs) / 10, length));
      const second = Math.floor(ms / 1000);
      if (second === shownSecond) return;
      shownSecond = second;
      element.setAttribute('aria-valuenow', String(second));
      element.setAttribute('aria-valuetext', `${formatClock(ms)} / ${formatClock(length)}`);
    };
    handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [frame, player, setView]);
}
