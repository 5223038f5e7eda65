import type { ReactNode } from 'react';
import { formatWait } from '../../../lib/format-duration';
import { useScript, useScriptCommands } from '../../../stores/app-context';
import { selectProgress, type RenderProgress } from '../../../stores/script-store';
import { Button } from '../../../ui/button';
import { PauseIcon, PlayIcon } from '../../../ui/icons';
import { Progress } from '../../../ui/progress';
import { WORDS } from './words';

/** How much of the script is made, how long the rest takes, and the way to begin, pause and go on. */
export function RenderStatus({ loadLine }: { loadLine: ReactNode }) {
  const progress = useScript(selectProgress);
  const { readyCount, lineCount } = progress;
  if (lineCount === 0) return <div className="render-status" />;
  return (
    <div className="render-status" data-phase={progress.phase}>
      <p className="render-status__text">{progress.phase === 'starting' ? <>{WORDS.starting}. {loadLine}</> : statusText(progress)}</p>
      <RenderButton progress={progress} />
      {readyCount < lineCount && <Progress label={WORDS.progress} fraction={readyCount / lineCount} />}
    </div>
  );
}

function statusText({ phase, readyCount, lineCount, failedCount, remainingMs }: RenderProgress): string {
  if (readyCount === lineCount) return `${WORDS.allReady(lineCount)}.`;
  const parts = [WORDS.readyOf(readyCount, lineCount)];
  if (failedCount > 0) parts.push(WORDS.failedCount(failedCount));
  if (phase === 'rendering' && remainingMs !== null) parts.push(WORDS.left(formatWait(remainingMs)));
  if (phase === 'yielding') parts.push(WORDS.yielding);
  if (phase === 'paused') parts.push(WORDS.paused);
  return parts.join(' · ');
}

function RenderButton({ progress: { phase, readyCount, lineCount, failedCount } }: { progress: RenderProgress }) {
  const commands = useScriptCommands();
  if (phase === 'paused') return <Button size="small" onClick={() => commands.resume()}><PlayIcon size={16} />{WORDS.goOn}</Button>;
  if (phase !== 'idle') return <Button size="small" onClick={() => commands.pause()}><PauseIcon size={16} />{WORDS.pause}</Button>;
  if (readyCount + failedCount >= lineCount) return null;
  return <Button size="small" onClick={() => void commands.renderAll()}>{WORDS.makeAll}</Button>;
}
