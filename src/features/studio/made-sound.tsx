import { useStudio } from '../../stores/app-context';
import { WORDS } from './words';

/** What was made: how long it is, and what made it. */
export function MadeSound() {
  const made = useStudio((state) => state.made);
  if (made === null) return null;
  const { neural, signal } = made.provenance;
  return (
    <div className="made">
      {(neural.length > 0 || signal.length > 0) && (
        <details className="made__source">
          <summary>{(made.durationMs / 1000).toFixed(1)} s</summary>
          <dl className="facts">
            {neural.length > 0 && <div><dt>{WORDS.neural}</dt><dd>{neural.join(', ')}</dd></div>}
            {signal.length > 0 && <div><dt>{WORDS.signal}</dt><dd>{signal.join(', ')}</dd></div>}
          </dl>
        </details>
      )}
    </div>
  );
}
