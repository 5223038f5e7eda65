import type { Provenance } from '../../protocol/speech';
import { WORDS } from './words';

/** Which part of a sound came from a model, and which from rules and signal processing. */
export function MadeFacts({ provenance: { neural, signal } }: { provenance: Provenance }) {
  return (
    <dl className="made__facts">
      {neural.length > 0 && <div><dt>{WORDS.neural}</dt><dd>{neural.join(', ')}</dd></div>}
      {signal.length > 0 && <div><dt>{WORDS.signal}</dt><dd>{signal.join(', ')}</dd></div>}
    </dl>
  );
}
