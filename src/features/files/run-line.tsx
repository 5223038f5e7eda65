import { useFiles } from '../../stores/app-context';
import { Progress } from '../../ui/progress';
import { WORDS } from './words';

/** How far a translation or its speech is. */
export function RunLine() {
  const progress = useFiles((state) => state.progress);
  if (progress === null) return null;
  const { kind, done, total } = progress;
  const sentence = kind === 'translate' ? WORDS.translating(done, total) : WORDS.dubbing(done, total);
  return (
    <div className="run-line">
      <p>{sentence}</p>
      <Progress label={sentence} fraction={total === 0 ? 0 : done / total} />
    </div>
  );
}
