import { useMemo, useState } from 'react';
import { useScriptCommands, useStudio } from '../../../stores/app-context';
import { areControlsEqual } from '../../../studio/controls';
import { BUILTIN_PRESETS } from '../../../studio/presets';
import type { Project } from '../../../studio/project';
import { IconButton } from '../../../ui/button';
import { TuneIcon } from '../../../ui/icons';
import { voiceInk } from '../../../ui/voice-ink';
import type { Tuning } from '../tuning';
import { VoiceOptions } from '../voice-options';
import { linesOf } from './speaker-ways';
import { useSpeakerTuning } from './use-speaker-tuning';
import { WORDS } from './words';

type CastPanelProps = { project: Project; /** Asks for everything that can be set of somebody; null is the narrator. */ onTune: (name: string | null) => void };

/** Everybody who speaks: the voice of each, and the way they say all of their lines. */
export function CastPanel({ project, onTune }: CastPanelProps) {
  const faces = [null, ...project.script.speakers.map(({ name }) => name)];
  return (
    <section className="panel" aria-label={WORDS.voices}>
      <h3 className="panel__title">{WORDS.voices}</h3>
      <ul className="cast">
        {faces.map((name, index) => <SpeakerCard key={name ?? ''} project={project} name={name} ink={voiceInk(index - 1)} onTune={onTune} />)}
      </ul>
    </section>
  );
}

type SpeakerCardProps = CastPanelProps & { name: string | null; ink: number };

function SpeakerCard({ project, name, ink, onTune }: SpeakerCardProps) {
  const { script } = project;
  const tuning = useSpeakerTuning(project, name);
  const lineCount = useMemo(() => linesOf(script, name).length, [script, name]);
  const label = name ?? WORDS.narrator;
  return (
    <li className="cast__card" data-voice={ink}>
      <div className="cast__head">
        {name === null ? <span className="cast__name">{label}</span> : <NameField key={name} name={name} />}
        <span className="cast__count">{WORDS.spokenLines(lineCount)}</span>
        <IconButton size="small" label={WORDS.howSpeaks(label)} data-speaker={name ?? ''} onClick={() => onTune(name)}><TuneIcon size={20} /></IconButton>
      </div>
      <div className="cast__choices">
        <select aria-label={WORDS.voiceOf(label)} value={tuning.voice.voiceId} onChange={({ target: { value } }) => tuning.changeVoice({ voiceId: value })}>
          <VoiceOptions tuning={tuning} />
        </select>
        <WaySelect label={WORDS.wayOf(label)} tuning={tuning} />
      </div>
    </li>
  );
}

/** Typed whole: a name that is half there would be that of somebody else. */
function NameField({ name }: { name: string }) {
  const commands = useScriptCommands();
  const [typed, setTyped] = useState(name);
  const keep = () => {
    if (typed.trim() === '') setTyped(name);
    else commands.edit({ type: 'speaker.rename', name, newName: typed });
  };
  return (
    <input
      className="cast__name" type="text" value={typed} maxLength={60} aria-label={WORDS.nameOf(name)} onChange={(event) => setTyped(event.target.value)} onBlur={keep}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        setTyped(name);
      }}
    />
  );
}

const OWN = 'own';

/** A way of speaking that has a name, for all lines of somebody; what was set with the dials has none. */
function WaySelect({ label, tuning: { controls, changeControls } }: { label: string; tuning: Tuning }) {
  const own = useStudio(({ presets }) => presets);
  const presets = [...BUILTIN_PRESETS, ...own];
  const chosen = presets.find((preset) => areControlsEqual(preset.controls, controls));
  const choose = (presetId: string) => {
    const preset = presets.find((candidate) => candidate.id === presetId);
    if (preset !== undefined) changeControls(preset.controls);
  };
  return (
    <select aria-label={label} value={chosen?.id ?? OWN} onChange={(event) => choose(event.target.value)}>
      {chosen === undefined && <option value={OWN}>{WORDS.wayOwn}</option>}
      {presets.map((preset) => <option key={preset.id} value={preset.id}>{preset.name}</option>)}
    </select>
  );
}
