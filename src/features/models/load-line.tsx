import { useModel } from '../../stores/app-context';
import { selectPack } from '../../stores/model-store';
import { Progress } from '../../ui/progress';
import { loadSentence, loadShare } from './words';

/** What is being loaded and how far it is; the bar itself is the staff, so this one is for screen readers. */
export function LoadLine() {
  const pack = useModel(selectPack);
  return (
    <>
      {loadSentence(pack)}
      <span className="visually-hidden"><Progress label="Loading the models" fraction={loadShare(pack)} /></span>
    </>
  );
}

export const useLoadShare = (): number => useModel((state) => loadShare(selectPack(state)));
