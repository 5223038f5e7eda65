import { useScriptCommands } from '../../../stores/app-context';
import type { Project } from '../../../studio/project';
import { LINE_PAUSE_MS } from '../../../studio/script/script';
import { Button } from '../../../ui/button';
import { PlayIcon, ReplayIcon } from '../../../ui/icons';
import { ControlsPanel } from '../controls-panel';
import { Dial } from '../dial';
import { TuningProvider } from '../tuning';
import { AsidePanel } from './aside-panel';
import { LinePicture } from './line-picture';
import type { LinePlace } from './outline';
import { useLineTuning } from './use-line-tuning';
import { WORDS } from './words';

/** A pause longer than this is typed as a tag. */
const MOST_PAUSE_S = 5;
const seconds = (value: number) => `${value.toFixed(1)} s`;

type LinePanelProps = { project: Project; place: LinePlace; /** Changes when it is asked for, which takes the focus here. */ request: number; /** Beside the script; on a phone a sheet has its own way out. */ isAside: boolean; onClose: () => void };

/** How one line is said: voice, feeling, speed, style, and the pause after it. */
export function LinePanel({ project, place: { line, row }, request, isAside, onClose }: LinePanelProps) {
  const commands = useScriptCommands();
  const tuning = useLineTuning(project, line);
  const { id, source, pauseAfterMs } = line;
  const most = Math.max(MOST_PAUSE_S, pauseAfterMs / 1000);
  return (
    <AsidePanel title={WORDS.lineTitle(row + 1)} request={request} isAside={isAside} onClose={onClose}>
      <p className="line-panel__text">{source}</p>
      <div className="panel__actions line-panel__actions">
        <Button size="small" onClick={() => void commands.play(id)}><PlayIcon size={18} />{WORDS.hearLine}</Button>
        <Button size="small" onClick={() => void commands.renderLine(id)}><ReplayIcon size={18} />{WORDS.renderAgain}</Button>
      </div>
      <LinePicture key={`${id} ${source}`} line={line} />
      <TuningProvider value={tuning}>
        <section className="panel">
          <Dial
            label={WORDS.pauseAfter} value={pauseAfterMs / 1000} neutral={LINE_PAUSE_MS / 1000} min={0} max={most} step={0.1} format={seconds}
            onChange={(value) => commands.edit({ type: 'line.set', lineIds: [id], changes: { pauseAfterMs: Math.round(value * 1000) } })}
          />
        </section>
        <ControlsPanel />
      </TuningProvider>
    </AsidePanel>
  );
}
