import { useStudio, useStudioCommands } from '../../stores/app-context';
import { selectLine } from '../../stores/studio-store';
import { Button } from '../../ui/button';
import { SoundPicture } from './sound-picture';
import { WORDS } from './words';

/** What was made: how it looks, how long it is, and what made it. */
export function MadeSound() {
  const commands = useStudioCommands();
  const made = useStudio((state) => state.made);
  const hasDrawing = useStudio((state) => selectLine(state).pitchPoints.length > 0);
  if (made === null) return null;
  const { version, durationMs, provenance: { neural, signal } } = made;
  return (
    <div className="made">
      <SoundPicture version={version} durationMs={durationMs} />
      <details className="made__source">
        <summary>
          <span>{(durationMs / 1000).toFixed(1)} s</span>
          <span className="made__pitch">{WORDS.pitchLine}</span><span className="made__level">{WORDS.levelLine}</span>
          <span className="made__more">{WORDS.howMade}</span>
        </summary>
        <dl className="made__facts">
          {neural.length > 0 && <div><dt>{WORDS.neural}</dt><dd>{neural.join(', ')}</dd></div>}
          {signal.length > 0 && <div><dt>{WORDS.signal}</dt><dd>{signal.join(', ')}</dd></div>}
        </dl>
      </details>
      {hasDrawing && <Button size="small" variant="link" className="made__reset" onClick={() => commands.changeLine({ pitchPoints: [] })}>{WORDS.resetPitch}</Button>}
    </div>
  );
}
