import { useId, useMemo, useState } from 'react';
import { PLAIN_SHAPE, type VoiceChoice, type VoiceShape } from '../../../protocol/speech';
import { useScriptCommands, useStudio } from '../../../stores/app-context';
import { areControlsEqual } from '../../../studio/controls';
import { BUILTIN_PRESETS } from '../../../studio/presets';
import type { Project } from '../../../studio/project';
import { voiceInk } from '../../../ui/voice-ink';
import { ShapeDials } from '../voice-panel';
import { VoiceOptions } from '../voice-options';
import { linesOf, wayOf } from './speaker-ways';
import { WORDS } from './words';

/** Everybody who speaks: the voice of each, and the way they say all of their lines. */
export function CastPanel({ project }: { project: Project }) {
  const commands = useScriptCommands();
  const { script, voice } = project;
  return (
    <section className="panel" aria-label={WORDS.voices}>
      <h3 className="panel__title">{WORDS.voices}</h3>
      <ul className="cast">
        <SpeakerCard project={project} name={null} ink={0} voice={voice} anyVoice={WORDS.anyVoice} onVoice={(changed) => commands.changeVoice(changed ?? { voiceId: '', shape: PLAIN_SHAPE })} />
        {script.speakers.map((speaker, index) => (
          <SpeakerCard
            key={speaker.name} project={project} name={speaker.name} ink={voiceInk(index)} voice={speaker.voice} anyVoice={WORDS.asNarrator}
            onVoice={(changed) => commands.edit({ type: 'speaker.voice', name: speaker.name, voice: changed })}
          />
        ))}
      </ul>
    </section>
  );
}

type SpeakerCardProps = {
  project: Project;
  /** Null is the narrator. */
  name: string | null;
  ink: number;
  voice: VoiceChoice | null;
  anyVoice: string;
  onVoice: (voice: VoiceChoice | null) => void;
};

function SpeakerCard({ project: { script }, name, ink, voice, anyVoice, onVoice }: SpeakerCardProps) {
  const id = useId();
  const lines = useMemo(() => linesOf(script, name), [script, name]);
  const label = name ?? WORDS.narrator;
  const changeShape = (shape: VoiceShape) => onVoice({ voiceId: voice?.voiceId ?? '', shape });
  return (
    <li className="cast__card" data-voice={ink}>
      <div className="cast__head">
        {name === null ? <span className="cast__name">{label}</span> : <NameField key={name} name={name} />}
        <span className="cast__count">{WORDS.spokenLines(lines.length)}</span>
      </div>
      <div className="cast__choices">
        <label className="visually-hidden" htmlFor={`${id}-voice`}>{WORDS.voiceOf(label)}</label>
        <select id={`${id}-voice`} value={voice?.voiceId ?? ''} onChange={({ target: { value } }) => onVoice(value === '' ? null : { voiceId: value, shape: voice?.shape ?? PLAIN_SHAPE })}>
          <VoiceOptions anyVoice={anyVoice} />
        </select>
        <WaySelect label={WORDS.wayOf(label)} lines={lines} />
      </div>
      <details className="cast__shape">
        <summary aria-label={WORDS.shapeLabel(label)}>{WORDS.shapeOf}</summary>
        <ShapeDials shape={voice?.shape ?? PLAIN_SHAPE} onChange={changeShape} />
      </details>
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

const MIXED = 'mixed';

/** One way of speaking for all lines of somebody; each line can differ afterwards. */
function WaySelect({ label, lines }: { label: string; lines: ReturnType<typeof linesOf> }) {
  const commands = useScriptCommands();
  const own = useStudio(({ presets }) => presets);
  const way = useMemo(() => wayOf(lines), [lines]);
  const presets = [...BUILTIN_PRESETS, ...own];
  const chosen = way === null ? undefined : presets.find(({ controls }) => areControlsEqual(controls, way));
  const choose = (presetId: string) => {
    const preset = presets.find((candidate) => candidate.id === presetId);
    if (preset !== undefined) commands.edit({ type: 'line.set', lineIds: lines.map((line) => line.id), changes: { controls: preset.controls } });
  };
  return (
    <select aria-label={label} value={chosen?.id ?? MIXED} disabled={lines.length === 0} onChange={(event) => choose(event.target.value)}>
      {chosen === undefined && <option value={MIXED}>{WORDS.wayMixed}</option>}
      {presets.map((preset) => <option key={preset.id} value={preset.id}>{preset.name}</option>)}
    </select>
  );
}
