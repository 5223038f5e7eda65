import { useId } from 'react';
import { DIALECT_LANGUAGE, DIALECTS, PLAIN_SHAPE, type VoiceShape } from '../../protocol/speech';
import { useModel } from '../../stores/app-context';
import { selectVoices } from '../../stores/model-store';
import { DIALECT_WORDS } from '../../studio/markup/describe-tag';
import { OwnVoicesEntry } from './cloning/own-voices-entry';
import { Dial } from './dial';
import { useTuning } from './tuning';
import { VoiceOptions } from './voice-options';
import { describeAge, describeBrightness, formatSemitones, formatShare, formatSigned, WORDS } from './words';

/** Who speaks, and in which dialect. */
export function VoicePanel() {
  const voices = useModel(selectVoices);
  const tuning = useTuning();
  const { voice: { voiceId }, anyDialect, line: { dialect }, changeVoice, changeLine } = tuning;
  const id = useId();
  return (
    <section className="panel" aria-label={WORDS.voice}>
      <div className="field">
        <div className="field__label"><label htmlFor={`${id}-voice`}>{WORDS.voice}</label></div>
        <select id={`${id}-voice`} value={voiceId} onChange={(event) => changeVoice({ voiceId: event.target.value })}>
          <VoiceOptions tuning={tuning} />
        </select>
      </div>
      <div className="panel__actions"><OwnVoicesEntry voiceId={voiceId} onChoose={(own) => changeVoice({ voiceId: own })} /></div>
      <div className="field">
        <div className="field__label"><label htmlFor={`${id}-dialect`}>{WORDS.dialect}</label></div>
        <select id={`${id}-dialect`} value={dialect ?? ''} onChange={(event) => changeLine({ dialect: DIALECTS.find((name) => name === event.target.value) ?? null })}>
          <option value="">{anyDialect}</option>
          {DIALECTS.map((name) => {
            // Before the models are there nobody knows what they speak.
            const isSpoken = voices.length === 0 || voices.some(({ language }) => language === DIALECT_LANGUAGE[name]);
            return <option key={name} value={name} disabled={!isSpoken}>{isSpoken ? DIALECT_WORDS[name] : WORDS.noVoiceFor(DIALECT_WORDS[name])}</option>;
          })}
        </select>
      </div>
    </section>
  );
}

const SHAPE_DIALS: readonly { name: keyof VoiceShape; label: string; min: number; max: number; step: number; format: (value: number) => string; describe?: (value: number) => string }[] = [
  { name: 'age', label: WORDS.age, min: -1, max: 1, step: 0.05, format: formatSigned, describe: describeAge },
  { name: 'pitchSemitones', label: WORDS.shapePitch, min: -12, max: 12, step: 0.5, format: formatSemitones },
  { name: 'brightness', label: WORDS.brightness, min: -1, max: 1, step: 0.05, format: formatSigned, describe: describeBrightness },
  { name: 'roughness', label: WORDS.roughness, min: 0, max: 1, step: 0.05, format: formatShare },
];

/** Another voice out of the one that was chosen. */
export function ShapePanel() {
  const { voice: { shape }, changeVoice } = useTuning();
  return (
    <section className="panel" aria-label={WORDS.shape}>
      <h3 className="panel__title">{WORDS.shape}</h3>
      <ShapeDials shape={shape} onChange={(changed) => changeVoice({ shape: changed })} />
    </section>
  );
}

export function ShapeDials({ shape, onChange }: { shape: VoiceShape; onChange: (shape: VoiceShape) => void }) {
  return (
    <div className="dials">
      {SHAPE_DIALS.map(({ name, ...dial }) => (
        <Dial key={name} {...dial} value={shape[name]} neutral={PLAIN_SHAPE[name]} onChange={(value) => onChange({ ...shape, [name]: value })} />
      ))}
    </div>
  );
}
