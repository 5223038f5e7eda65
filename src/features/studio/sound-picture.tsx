import { useRef } from 'react';
import { useStudioCommands } from '../../stores/app-context';
import { usePaintedSound, usePlayingLine } from './use-sound-picture';
import { useWordHandle } from './use-word-handle';
import { WORDS } from './words';

const INKS = ['sotto', 'you', 'faint', 'soft'] as const;

/** What was made, to be looked at, heard from any word, and bent. */
export function SoundPicture({ version, durationMs }: { version: number; durationMs: number }) {
  const commands = useStudioCommands();
  const canvas = useRef<HTMLCanvasElement>(null);
  const line = useRef<HTMLDivElement>(null);
  const words = commands.readSound()?.words ?? [];
  const { chosen, drag, pitchOf, handlers } = useWordHandle(words, durationMs);
  usePaintedSound(canvas, commands, version, chosen, drag);
  usePlayingLine(line, commands, durationMs);
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
