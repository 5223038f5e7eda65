import { useRef } from 'react';
import type { PitchPoint } from '../../protocol/speech';
import type { PicturedSound, StudioWord } from '../../stores/studio-commands';
import { usePaintedSound, usePlayingLine } from './use-sound-picture';
import { useWordHandle } from './use-word-handle';
import { WORDS } from './words';

const INKS = ['sotto', 'you', 'faint', 'soft'] as const;

type SoundPictureProps = {
  pictured: PicturedSound;
  pitchPoints: readonly PitchPoint[];
  /** Of a word that was bent. */
  onBend: (pitchPoints: PitchPoint[]) => void;
  onHear: (word: StudioWord) => void;
  /** Read in an animation frame: where in the sound one is; null in silence. */
  readAtMs: () => number | null;
};

/** What was made, to be looked at, heard from any word, and bent. */
export function SoundPicture({ pictured, pitchPoints, onBend, onHear, readAtMs }: SoundPictureProps) {
  const { pcm, sampleRateHz, words } = pictured.sound;
  const durationMs = (pcm.length * 1000) / sampleRateHz;
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const { chosen, drag, pitchOf, handlers } = useWordHandle({ words, durationMs, pitchPoints, onBend, onHear });
  usePaintedSound(canvas, pictured, chosen, drag);
  usePlayingLine(line, readAtMs, durationMs);
  const word = words[chosen];
  return (
    <div
      className="picture" role="slider" tabIndex={0} aria-label={WORDS.picture} title={WORDS.pictureHint}
      aria-valuemin={1} aria-valuemax={Math.max(1, words.length)} aria-valuenow={Math.max(1, chosen + 1)}
      aria-valuetext={word === undefined ? '' : WORDS.pictureWord(word.text, chosen + 1, words.length, pitchOf(word))}
      {...handlers}
    >
      <canvas ref={canvas} className="picture__canvas" aria-hidden="true" />
      <div ref={line} className="picture__line" hidden aria-hidden="true" />
      <div className="picture__inks" aria-hidden="true">{INKS.map((ink) => <i key={ink} data-ink={ink} />)}</div>
    </div>
  );
}
