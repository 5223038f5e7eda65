import { useId, type KeyboardEvent } from 'react';

type DialProps = {
  label: string; value: number; neutral: number; min: number; max: number; step: number;
  /** The value with its unit. */
  format: (value: number) => string;
  /** What the value does, in words, where the unit alone does not say it. */
  describe?: (value: number) => string;
  onChange: (value: number) => void;
};

const TO_NEUTRAL = ['Delete', 'Backspace'];

/** A slider that knows its resting place: a double click or Delete puts it back there. */
export function Dial({ label, value, neutral, min, max, step, format, describe, onChange }: DialProps) {
  const id = useId();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!TO_NEUTRAL.includes(event.key)) return;
    event.preventDefault();
    onChange(neutral);
  };
  const words = describe?.(value) ?? '';
  return (
    <div className="dial" data-neutral={value === neutral}>
      <div className="dial__head"><label htmlFor={id}>{label}</label><span className="dial__value" aria-hidden="true">{format(value)}</span></div>
      <input
        id={id} type="range" className="dial__range" min={min} max={max} step={step} value={value} aria-valuetext={words === '' ? format(value) : `${format(value)}, ${words}`}
        onChange={(event) => onChange(event.target.valueAsNumber)} onDoubleClick={() => onChange(neutral)} onKeyDown={onKeyDown}
      />
    </div>
  );
}
