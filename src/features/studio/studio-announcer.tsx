import { useStudio } from '../../stores/app-context';
import { faultSentence } from './fault-words';
import { WORDS } from './words';

/** Tells screen readers that a text plays, has ended, or cannot be said. */
export function StudioAnnouncer() {
  const phase = useStudio((state) => state.phase);
  const fault = useStudio((state) => state.fault);
  const hasBeenHeard = useStudio(({ made }) => made !== null);
  const sentence = fault !== null ? faultSentence(fault) : phase === 'playing' ? WORDS.isPlaying : phase === 'silent' && hasBeenHeard ? WORDS.isSilent : '';
  return <p className="visually-hidden" role="status" aria-label="News of Studio">{sentence}</p>;
}
