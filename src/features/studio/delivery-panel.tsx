import { CONTROL_LIMITS } from '../../studio/limits';
import { Dial } from './dial';
import { useTuning } from './tuning';
import { describePauses, describeRange, describeSpeed, formatDecibels, formatSemitones, formatShare, formatTimes, WORDS } from './words';

type Amount = keyof typeof CONTROL_LIMITS;

const DIALS: readonly { name: Amount; label: string; step: number; format: (value: number) => string; describe?: (value: number) => string }[] = [
  { name: 'speakingRate', label: WORDS.speed, step: 0.05, format: formatTimes, describe: describeSpeed },
  { name: 'pitchSemitones', label: WORDS.pitch, step: 0.5, format: formatSemitones },
  { name: 'pitchRange', label: WORDS.range, step: 0.05, format: formatShare, describe: describeRange },
  { name: 'energyDb', label: WORDS.energy, step: 1, format: formatDecibels },
  { name: 'breathiness', label: WORDS.breathiness, step: 0.05, format: formatShare },
  { name: 'pauseScale', label: WORDS.pauses, step: 0.1, format: formatTimes, describe: describePauses },
];

/** How fast, how high, how lively, how loud. */
export function DeliveryPanel() {
  const { controls, base, changeControls } = useTuning();
  return (
    <section className="panel" aria-label={WORDS.delivery}>
      <h3 className="panel__title">{WORDS.delivery}</h3>
      <div className="dials">
        {DIALS.map(({ name, label, step, format, describe }) => {
          const [min, max] = CONTROL_LIMITS[name];
          return (
            <Dial
              key={name} label={label} value={controls[name]} neutral={base[name]} min={min} max={max} step={step} format={format} describe={describe}
              onChange={(value) => changeControls({ [name]: value })}
            />
          );
        })}
      </div>
    </section>
  );
}
