import { useEffect, useRef } from 'react';
import type { TranscriptDocument } from '../../transcripts/document';
import { PauseIcon, PlayIcon } from '../../ui/icons';
import { formatClock } from './format-time';
import { usePlayerState } from './use-player';
import type { Player } from './player';
import { Waveform } from './waveform';
import { WORDS } from './words';

const SPEEDS = [0.5, 0.75, 1, 1.25, 1.5, 2] as const;

/** The recording itself, under the transcript: play, place, speed, and the waveform. */
export function Transport({ open, player }: { open: TranscriptDocument; player: Player }) {
  const { phase, isPlaying, speed } = usePlayerState(player);
  const isSilent = phase === 'missing' || phase === 'unplayable';
  return (
    <section className="transport" aria-label={WORDS.player}>
      <Waveform open={open} player={player} />
      {isSilent ? <p className="transport__silent soft">{phase === 'missing' ? WORDS.noAudio : WORDS.unplayable}</p> : (
        <div className="transport__controls">
          <button type="button" className="transport__play" aria-label={isPlaying ? WORDS.pausePlaying : WORDS.play} title={isPlaying ? WORDS.pausePlaying : WORDS.play} onClick={() => player.toggle()}>
            {isPlaying ? <PauseIcon size={26} /> : <PlayIcon size={26} />}
          </button>
          <Clock player={player} durationMs={open.durationMs} />
          <select className="transport__speed" aria-label={WORDS.speedLabel} value={speed} onChange={(event) => player.setSpeed(Number(event.target.value))}>
            {SPEEDS.map((value) => <option key={value} value={value}>{value}×</option>)}
          </select>
        </div>
      )}
    </section>
  );
}

/** Written past React, because it changes all the time. */
function Clock({ player, durationMs }: { player: Player; durationMs: number }) {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let handle = 0;
    let shown = '';
    const draw = () => {
      handle = requestAnimationFrame(draw);
      const text = formatClock(player.positionMs);
      if (text === shown || !place.current) return;
      shown = text;
      place.current.textContent = text;
    };
    handle = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(handle);
  }, [player]);
  return <p className="transport__clock"><span ref={place}>0:00</span> / {formatClock(durationMs)}</p>;
}
