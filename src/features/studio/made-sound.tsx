import { useCallback, useMemo } from 'react';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { selectLine } from '../../stores/studio-store';
import { Button } from '../../ui/button';
import { MadeFacts } from './made-facts';
import { SoundPicture } from './sound-picture';
import { WORDS } from './words';

/** What was made: how it looks, how long it is, and what made it. */
export function MadeSound() {
  const commands = useStudioCommands();
  const made = useStudio((state) => state.made);
  const { pitchPoints } = useStudio(selectLine);
  const version = made?.version ?? null;
  const pictured = useMemo(() => (version === null ? null : commands.readSound()), [commands, version]);
  const readAtMs = useCallback(() => commands.readPlace()?.atMs ?? null, [commands]);
  if (made === null) return null;
  const { durationMs, provenance } = made;
  return (
    <div className="made">
      {pictured !== null && (
        <SoundPicture
          pictured={pictured} pitchPoints={pitchPoints} readAtMs={readAtMs}
          onBend={(points) => commands.changeLine({ pitchPoints: points })} onHear={({ start }) => void commands.play(start)}
        />
      )}
      <details className="made__source">
        <summary>
          <span>{(durationMs / 1000).toFixed(1)} s</span>
          <span className="made__pitch">{WORDS.pitchLine}</span><span className="made__level">{WORDS.levelLine}</span>
          <span className="made__more">{WORDS.howMade}</span>
        </summary>
        <MadeFacts provenance={provenance} />
      </details>
      {pitchPoints.length > 0 && <Button size="small" variant="link" className="made__reset" onClick={() => commands.changeLine({ pitchPoints: [] })}>{WORDS.resetPitch}</Button>}
    </div>
  );
}
