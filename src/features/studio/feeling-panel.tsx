import { useState, type FormEvent } from 'react';
import { EMOTIONS } from '../../protocol/speech';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { areControlsEqual, strengthen, strengthOf, weaken } from '../../studio/controls';
import { BUILTIN_PRESETS } from '../../studio/presets';
import { Button, IconButton } from '../../ui/button';
import { CloseIcon } from '../../ui/icons';
import { Dial } from './dial';
import { useTuning } from './tuning';
import { EMOTION_WORDS, formatShare, WORDS } from './words';

/** Ways of speaking that have a name. */
export function PresetPanel() {
  const commands = useStudioCommands();
  const { controls, changeControls } = useTuning();
  const own = useStudio(({ presets }) => presets);
  return (
    <section className="panel" aria-label={WORDS.preset}>
      <h3 className="panel__title">{WORDS.preset}</h3>
      <div className="presets">
        {BUILTIN_PRESETS.map((preset) => (
          <button
            key={preset.id} type="button" className="preset" aria-pressed={areControlsEqual(preset.controls, controls)}
            onClick={() => changeControls(preset.controls)}
          >
            {preset.name}
          </button>
        ))}
        {own.map(({ id, name, controls: kept }) => (
          <span key={id} className="preset-own">
            <button type="button" className="preset" aria-pressed={areControlsEqual(kept, controls)} onClick={() => changeControls(kept)}>{name}</button>
            <IconButton size="small" label={WORDS.deletePreset(name)} onClick={() => commands.deletePreset(id)}><CloseIcon size={14} /></IconButton>
          </span>
        ))}
      </div>
      <KeepPreset />
    </section>
  );
}

/** The present settings under a name of one's own. */
function KeepPreset() {
  const commands = useStudioCommands();
  const { controls } = useTuning();
  const [name, setName] = useState<string | null>(null);
  if (name === null) return <Button size="small" variant="link" onClick={() => setName('')}>{WORDS.savePreset}</Button>;
  const keep = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') commands.savePreset(name.trim(), controls);
    setName(null);
  };
  return (
    <form className="field inline-form" onSubmit={keep}>
      <input
        // It was asked for, so the next thing is to type.
        ref={(input) => input?.focus()}
        type="text" value={name} maxLength={60} aria-label={WORDS.presetName} placeholder={WORDS.presetName} onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => { if (event.key === 'Escape') { event.stopPropagation(); setName(null); } }}
      />
      <Button type="submit" size="small">{WORDS.keepPreset}</Button>
    </form>
  );
}

/** Eight feelings that mix. */
export function FeelingPanel() {
  const { controls: { emotions }, base, changeControls } = useTuning();
  const strength = strengthOf(emotions);
  return (
    <section className="panel" aria-label={WORDS.feeling}>
      <div className="panel__row">
        <h3 className="panel__title">{WORDS.feeling}</h3>
        <div className="panel__steps">
          <Button size="small" disabled={strength === 0} onClick={() => changeControls({ emotions: weaken(emotions) })}>{WORDS.weaker}</Button>
          <Button size="small" disabled={strength === 0 || strength >= 1} onClick={() => changeControls({ emotions: strengthen(emotions) })}>{WORDS.stronger}</Button>
        </div>
      </div>
      <div className="dials">
        {EMOTIONS.map((emotion) => (
          <Dial
            key={emotion} label={EMOTION_WORDS[emotion]} value={emotions[emotion]} neutral={base.emotions[emotion]} min={0} max={1} step={0.05} format={formatShare}
            onChange={(value) => changeControls({ emotions: { [emotion]: value } })}
          />
        ))}
      </div>
    </section>
  );
}
