import { useRef, type PointerEvent } from 'react';

const RMS_PER_PIXEL = 0.004;
const MAX_RMS = 0.2;
const DECAY_S = 0.35;

/** Lets a hand that passes over the staff set it swinging, as over strings; silent, like everything before the click. */
export function usePluck() {
  const swing = useRef({ rms: 0, atMs: 0 });
  const readLevel = () => {
    const nowMs = performance.now();
    swing.current.rms *= Math.exp(-(nowMs - swing.current.atMs) / 1000 / DECAY_S);
    swing.current.atMs = nowMs;
    return swing.current.rms;
  };
  const onPointerMove = (event: PointerEvent) => {
    const moved = Math.hypot(event.movementX, event.movementY);
    swing.current.rms = Math.min(MAX_RMS, readLevel() + moved * RMS_PER_PIXEL);
  };
  return { readLevel, onPointerMove };
}
