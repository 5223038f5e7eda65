import { useModel } from '../../stores/app-context';
import { selectPack, selectPackSummary } from '../../stores/model-store';
import { WORDS } from './words';

/** On the welcome page: what the click will load. */
export function PackLine() {
  const summary = useModel(selectPackSummary);
  const phase = useModel((state) => selectPack(state).phase);
  if (!summary) return <>{WORDS.willLoadUnknown}</>;
  return <>{phase === 'absent' ? WORDS.willLoad(summary.totalBytes) : WORDS.isStored(summary.totalBytes)}</>;
}
