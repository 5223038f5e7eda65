import type { ReactNode } from 'react';
import { formatWait } from '../../../lib/format-duration';
import { useModel, useScript, useScriptCommands } from '../../../stores/app-context';
import { selectIsReady } from '../../../stores/model-store';
import { selectProgress, type RenderProgress } from '../../../stores/script-store';
import { Button } from '../../../ui/button';
import { PauseIcon, PlayIcon } from '../../../ui/icons';
import { Progress } from '../../../ui/progress';
import { WORDS } from './words';

type RenderStatusProps = {
  hasLines: boolean;
  /** What of the models is being loaded, in words. */
  loadLine: ReactNode;
  /** What the first click will load. */
  packLine: ReactNode;
};

/** How much of the script is made, how long the rest takes, and the way to begin, pause and go on. */
export function RenderStatus({ hasLines, loadLine, packLine }: RenderStatusProps) {
  const progress = useScript(selectProgress);
  const isReady = useModel(selectIsReady);
  const { phase, readyCount, lineCount } = progress;
  if (!hasLines) return <div className="render-status" />;
  // Until the voices are there nobody knows what of it is made.
  const isUnknown = lineCount === 0;
  const text = isUnknown ? (!isReady && packLine) : statusText(progress);
  return (
    <div className="render-status" data-phase={phase}>
      <p className="render-status__text">{phase === 'starting' ? <>{WORDS.starting}. {loadLine}</> : text}</p>
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
  if (lineCount > 0 && readyCount + failedCount >= lineCount) return null;
  return <Button size="small" onClick={() => void commands.renderAll()}>{WORDS.makeAll}</Button>;
}
