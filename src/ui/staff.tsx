import { useEffect, useRef, type PointerEvent } from 'react';
import { StaffPainter } from './staff-painter';
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
/** At rest only the breath moves, and every third frame is enough for it. */
const REST_FRAMES = 3;

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
    let handle = 0, frameIndex = 0, lastMs = performance.now(), ink = '';
    const tick = (nowMs: number) => {
      handle = requestAnimationFrame(tick);
      frameIndex++;
      const { mode: now, readLevel: read, progress: done } = latest.current;
      const rms = read();
      if (painter.isAtRest && rms < 0.002 && now !== 'think' && frameIndex % REST_FRAMES) return;
      if (ink === '' || frameIndex % INK_REFRESH_FRAMES === 0) ink = getComputedStyle(element).color;
      const { width, height } = fitCanvas(element, context);
      // A tab that was hidden comes back with one huge step; a tenth of a second is as much as the eye can use.
      const elapsedS = Math.min(0.1, (nowMs - lastMs) / 1000);
      lastMs = nowMs;
      if (width > 0) painter.paint(context, width, height, elapsedS, { mode: now, rms, progress: done, ink, isStill: lessMotion.matches });
    };
    handle = requestAnimationFrame(tick);
    return () => cancelAnimationFrame(handle);
  }, []);
  return <canvas ref={canvas} className={`staff ${className}`} data-mode={mode} aria-hidden="true" onPointerMove={onPointerMove} />;
}
