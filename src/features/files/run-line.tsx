import { useFileCommands, useFiles } from '../../stores/app-context';
import { Button } from '../../ui/button';
import { Progress } from '../../ui/progress';
import { WORDS } from './words';

/** How far a translation or its speech is, and a way to be done with it. */
export function RunLine() {
  const commands = useFileCommands();
  const progress = useFiles((state) => state.progress);
  if (progress === null) return null;
  const { kind, done, total } = progress;
  const sentence = kind === 'translate' ? WORDS.translating(done, total) : WORDS.dubbing(done, total);
  return (
    <div className="run-line">
      <div className="run-line__head">
        <p>{sentence}</p>
        <Button size="small" onClick={() => commands.stopRun()}>{WORDS.stopRun[kind]}</Button>
      </div>
      <Progress label={sentence} fraction={total === 0 ? 0 : done / total} />
    </div>
  );
}
