import { useStudio } from '../../stores/app-context';
import { selectPhase } from '../../stores/studio-store';
import { WORDS } from './words';

/** Tells screen readers that a text plays or has ended; what went wrong is an alert of its own. */
export function StudioAnnouncer() {
  const phase = useStudio(selectPhase);
  const hasBeenHeard = useStudio(({ made }) => made !== null);
  const sentence = phase === 'playing' ? WORDS.isPlaying : phase === 'silent' && hasBeenHeard ? WORDS.isSilent : '';
  return <p className="visually-hidden" role="status" aria-label="News of Studio">{sentence}</p>;
}
