import { useId } from 'react';
import { STYLES, type Style } from '../../protocol/speech';
import { readMelody } from '../../stores/studio-melody';
import { DEFAULT_BEATS_PER_MINUTE } from '../../studio/script/script';
import { Dial } from './dial';
import { useTuning } from './tuning';
import { STYLE_WORDS, WORDS } from './words';

const ON_BEATS: readonly Style[] = ['rap', 'hum', 'sing'];
const WITH_MELODY: readonly Style[] = ['hum', 'sing'];
const beats = (value: number) => `${value} bpm`;

/** One style at a time; those on a grid of beats have a tempo, those that are sung a melody. */
export function StylePanel() {
  const { controls: { style }, hasBeats, changeControls } = useTuning();
  const name = useId();
  return (
    <section className="panel" aria-label={WORDS.style}>
      <h3 className="panel__title" id={name}>{WORDS.style}</h3>
      <div className="presets" role="radiogroup" aria-labelledby={name}>
        {STYLES.map((value) => (
          <label key={value} className="formats__option">
            <input type="radio" name={name} checked={value === style} onChange={() => changeControls({ style: value })} />
            <span>{STYLE_WORDS[value]}</span>
          </label>
        ))}
      </div>
      {hasBeats && ON_BEATS.includes(style) && <BeatFields hasMelody={WITH_MELODY.includes(style)} />}
    </section>
  );
}

function BeatFields({ hasMelody }: { hasMelody: boolean }) {
  const { line: { beatsPerMinute, melodySource }, hasMetronome, changeLine, setMetronome } = useTuning();
  const id = useId();
  const { wrong } = readMelody(melodySource);
  return (
    <>
      <Dial label={WORDS.tempo} value={beatsPerMinute} neutral={DEFAULT_BEATS_PER_MINUTE} min={60} max={160} step={1} format={beats} onChange={(value) => changeLine({ beatsPerMinute: value })} />
      <label className="tick"><input type="checkbox" checked={hasMetronome} onChange={(event) => setMetronome(event.target.checked)} />{WORDS.metronome}</label>
      {hasMelody && (
        <div className="field">
          <div className="field__label"><label htmlFor={id}>{WORDS.melody}</label></div>
          <input id={id} type="text" value={melodySource} spellCheck={false} placeholder="C4 D4 E4 C4:2" aria-invalid={wrong.length > 0} aria-describedby={`${id}-hint`} onChange={(event) => changeLine({ melodySource: event.target.value })} />
          <p className="field__hint" id={`${id}-hint`}>{wrong.length > 0 ? WORDS.noNotes(wrong.join(' ')) : WORDS.melodyHint}</p>
        </div>
      )}
    </>
  );
}
