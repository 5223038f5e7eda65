import { useEffect, useRef, type PointerEvent } from 'react';
import { StaffPainter } from './staff-painter';
import { StaffPace } from './staff-pace';
import type { StaffMode } from './staff-wave';

type StaffProps = {
  mode: StaffMode;
  /** Read once a frame, so that levels never pass through React: linear RMS, 0–1. */
  readLevel: () => number;
  /** How much has been loaded, 0–1; used in the mode `load`. */
  progress?: number;
  className?: string;
  onPointerMove?: (event: PointerEvent) => void;
};

const MAX_PIXEL_RATIO = 2;
/** Between two looks at the computed colour, which forces a style pass. */
const INK_REFRESH_FRAMES = 4;
const QUIET_RMS = 0.002;
/** Asked for this much before it is due, so that the wait for the screen does not add to the interval. */
const FRAME_SLACK_MS = 10;
/** Assumed where the browser does not say. */
const FEW_CORES = 2;

/** Fits the bitmap to the element; returns its size in CSS pixels. */
function fitCanvas(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): { width: number; height: number } {
  const ratio = Math.min(MAX_PIXEL_RATIO, window.devicePixelRatio || 1);
  const { clientWidth: width, clientHeight: height } = canvas;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

/** Five lines that vibrate with the voice that is heard: the page's meter and its face. */
export function Staff({ mode, readLevel, progress = 0, className = '', onPointerMove }: StaffProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const latest = useRef({ mode, readLevel, progress });
  useEffect(() => {
    latest.current = { mode, readLevel, progress };
  });
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const painter = new StaffPainter();
    const lessMotion = window.matchMedia('(prefers-reduced-motion: reduce)');
    const pace = new StaffPace(navigator.hardwareConcurrency || FEW_CORES);
    let timer = 0, handle = 0, frameIndex = 0, lastMs = performance.now(), dueMs = lastMs, ink = '';
    const tick = (nowMs: number) => {
      pace.noteLateness(nowMs - dueMs);
      const { mode: now, readLevel: read, progress: done } = latest.current;
      const rms = read();
      if (frameIndex++ % INK_REFRESH_FRAMES === 0) ink = getComputedStyle(element).color;
      const { width, height } = fitCanvas(element, context);
      // A tab that was hidden comes back with one huge step; a fraction of a second is as much as the eye can use.
      const elapsedS = Math.min(0.15, (nowMs - lastMs) / 1000);
      lastMs = nowMs;
      if (width > 0) painter.paint(context, width, height, elapsedS, { mode: now, rms, progress: done, ink, isStill: lessMotion.matches });
      const intervalMs = pace.nextIntervalMs(now, painter.isAtRest && rms < QUIET_RMS && now !== 'think');
      dueMs = nowMs + intervalMs;
      timer = window.setTimeout(requestFrame, intervalMs - FRAME_SLACK_MS);
    };
    const requestFrame = () => {
      handle = requestAnimationFrame(tick);
    };
    requestFrame();
    return () => {
      cancelAnimationFrame(handle);
      clearTimeout(timer);
    };
  }, []);
  return <canvas ref={canvas} className={`staff ${className}`} data-mode={mode} aria-hidden="true" onPointerMove={onPointerMove} />;
}
