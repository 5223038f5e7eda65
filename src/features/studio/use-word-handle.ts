import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import type { PitchPoint } from '../../protocol/speech';
import type { StudioWord } from '../../stores/studio-commands';
import { pitchAt, setWordPitch } from '../../studio/pitch-contour';

/** A pointer that moved less than this has clicked. */
const CLICK_PX = 5;
const PX_PER_SEMITONE = 6;
const MOST_SEMITONES = 12;
const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };
const LIFTS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

type Drag = { word: StudioWord; startY: number; semitones: number; hasMoved: boolean };

type WordHandle = { words: readonly StudioWord[]; durationMs: number; pitchPoints: readonly PitchPoint[]; onBend: (pitchPoints: PitchPoint[]) => void; onHear: (word: StudioWord) => void };

/** Choosing a word of the picture, hearing from it, and bending its pitch, with pointer and keys. */
export function useWordHandle({ words, durationMs, pitchPoints, onBend, onHear }: WordHandle) {
  const [chosen, setChosen] = useState(-1);
  const [drag, setDrag] = useState<Drag | null>(null);
  const pitchOf = ({ textStart }: StudioWord) => Math.round(pitchAt(pitchPoints, textStart) * 10) / 10;
  const bend = (word: StudioWord, semitones: number) => onBend(setWordPitch(pitchPoints, word.textStart, word.textEnd, clamp(semitones)));
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const index = Math.max(0, words.findLastIndex(({ startMs }) => startMs <= ((event.clientX - left) / width) * durationMs));
    const word = words[index];
    if (word === undefined || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setChosen(index);
    setDrag({ word, startY: event.clientY, semitones: 0, hasMoved: false });
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (drag === null) return;
    const movedPx = drag.startY - event.clientY;
    const hasMoved = drag.hasMoved || Math.abs(movedPx) >= CLICK_PX;
    const pitch = pitchOf(drag.word);
    setDrag({ ...drag, hasMoved, semitones: hasMoved ? clamp(pitch + Math.round(movedPx / PX_PER_SEMITONE)) - pitch : 0 });
  };
  const onPointerUp = () => {
    if (drag === null) return;
    setDrag(null);
    if (drag.hasMoved) bend(drag.word, pitchOf(drag.word) + drag.semitones);
    // A change is there to be heard.
    onHear(drag.word);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const word = words[chosen];
    const step = STEPS[event.key];
    const lift = LIFTS[event.key];
    if (step !== undefined) setChosen(Math.max(0, Math.min(words.length - 1, chosen + step)));
    else if (lift !== undefined && word !== undefined) bend(word, pitchOf(word) + lift);
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && word !== undefined) onHear(word);
    else if ((event.key === 'Delete' || event.key === 'Backspace') && word !== undefined) bend(word, 0);
    else return;
    event.preventDefault();
  };
  return { chosen, drag, pitchOf, handlers: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setDrag(null), onKeyDown } };
}

const clamp = (semitones: number) => Math.max(-MOST_SEMITONES, Math.min(MOST_SEMITONES, semitones));
