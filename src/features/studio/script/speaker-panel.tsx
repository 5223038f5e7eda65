import { useMemo } from 'react';
import { useScriptCommands } from '../../../stores/app-context';
import type { Project } from '../../../studio/project';
import { NO_CHANGES } from '../../../studio/script/script';
import { Button } from '../../../ui/button';
import { PlayIcon } from '../../../ui/icons';
import { ControlsPanel } from '../controls-panel';
import { TuningProvider } from '../tuning';
import { AsidePanel } from './aside-panel';
import { linesOf, otherLinesOf } from './speaker-ways';
import { useSpeakerTuning } from './use-speaker-tuning';
import { WORDS } from './words';

type SpeakerPanelProps = { project: Project; /** Null is the narrator. */ name: string | null; /** Beside the script; on a phone a sheet has its own way out. */ isAside: boolean; onClose: () => void };

/** How somebody says all of their lines; what a line says otherwise stays. */
export function SpeakerPanel({ project, name, isAside, onClose }: SpeakerPanelProps) {
  const commands = useScriptCommands();
  const tuning = useSpeakerTuning(project, name);
  const { script } = project;
  const [first] = useMemo(() => linesOf(script, name), [script, name]);
  const others = useMemo(() => otherLinesOf(script, name), [script, name]);
  const label = name ?? WORDS.narrator;
  const sayAlike = () => commands.edit({ type: 'line.set', lineIds: others.map(({ id }) => id), changes: { controls: NO_CHANGES, dialect: null, voice: null } });
  return (
    <AsidePanel title={label} request={null} isAside={isAside} onClose={onClose}>
      <p className="line-panel__hint">{WORDS.speakerHint(label)}</p>
      <div className="panel__actions line-panel__actions">
        <Button size="small" disabled={first === undefined} onClick={() => first !== undefined && void commands.play(first.id)}><PlayIcon size={18} />{WORDS.hearSpeaker}</Button>
        {others.length > 0 && <Button size="small" onClick={sayAlike}>{WORDS.sayAlike(others.length)}</Button>}
      </div>
      <TuningProvider value={tuning}><ControlsPanel /></TuningProvider>
    </AsidePanel>
  );
}
