import { EMOTIONS } from '../../protocol/speech';
import { useStudio, useStudioCommands } from '../../stores/app-context';
import { selectControls } from '../../stores/studio-store';
import { areControlsEqual, strengthen, strengthOf, weaken } from '../../studio/controls';
import { BUILTIN_PRESETS } from '../../studio/presets';
import { Button } from '../../ui/button';
import { Dial } from './dial';
import { EMOTION_WORDS, formatShare, WORDS } from './words';

/** Ways of speaking that have a name. */
export function PresetPanel() {
  const commands = useStudioCommands();
  const controls = useStudio(selectControls);
  return (
    <section className="panel" aria-label={WORDS.preset}>
      <h3 className="panel__title">{WORDS.preset}</h3>
      <div className="presets">
        {BUILTIN_PRESETS.map((preset) => (
          <button
            key={preset.id} type="button" className="preset" aria-pressed={areControlsEqual(preset.controls, controls)}
            onClick={() => commands.changeControls(preset.controls)}
          >
            {preset.name}
          </button>
        ))}
      </div>
    </section>
  );
}

/** Eight feelings that mix. */
export function FeelingPanel() {
  const commands = useStudioCommands();
  const { emotions } = useStudio(selectControls);
  const strength = strengthOf(emotions);
  return (
    <section className="panel" aria-label={WORDS.feeling}>
      <div className="panel__row">
        <h3 className="panel__title">{WORDS.feeling}</h3>
        <div className="panel__steps">
          <Button size="small" disabled={strength === 0} onClick={() => commands.changeControls({ emotions: weaken(emotions) })}>{WORDS.weaker}</Button>
          <Button size="small" disabled={strength === 0 || strength >= 1} onClick={() => commands.changeControls({ emotions: strengthen(emotions) })}>{WORDS.stronger}</Button>
        </div>
      </div>
      <div className="dials">
        {EMOTIONS.map((emotion) => (
          <Dial
            key={emotion} label={EMOTION_WORDS[emotion]} value={emotions[emotion]} neutral={0} min={0} max={1} step={0.05} format={formatShare}
            onChange={(value) => commands.changeControls({ emotions: { [emotion]: value } })}
          />
        ))}
      </div>
    </section>
  );
}
