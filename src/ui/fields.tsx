import { useId, type ReactNode } from 'react';

type SliderProps = {
  label: string; value: number; min: number; max: number; step: number; hint?: string;
  /** What the value means, in words with its unit; also what a screen reader says. */
  format: (value: number) => string;
  onChange: (value: number) => void;
};

export function Slider({ label, value, min, max, step, hint, format, onChange }: SliderProps) {
  const id = useId();
  return (
    <div className="field">
      <div className="field__label"><label htmlFor={id}>{label}</label><span className="field__value" aria-hidden="true">{format(value)}</span></div>
      <input id={id} type="range" min={min} max={max} step={step} value={value} aria-valuetext={format(value)} onChange={(event) => onChange(event.target.valueAsNumber)} />
      {hint && <p className="field__hint">{hint}</p>}
    </div>
  );
}

export type Option<Value extends string> = { value: Value; label: string; icon?: ReactNode };

type SelectProps<Value extends string> = { label: string; value: Value; options: readonly Option<Value>[]; hint?: string; onChange: (value: Value) => void };

export function Select<Value extends string>({ label, value, options, hint, onChange }: SelectProps<Value>) {
  const id = useId();
  const choose = (text: string) => {
    const option = options.find((candidate) => candidate.value === text);
    if (option) onChange(option.value);
  };
  return (
    <div className="field">
      <div className="field__label"><label htmlFor={id}>{label}</label></div>
      <select id={id} value={value} onChange={(event) => choose(event.target.value)}>
        {options.map((option) => <option key={option.value} value={option.value}>{option.label}</option>)}
      </select>
      {hint && <p className="field__hint">{hint}</p>}
    </div>
  );
}

type ChoiceProps<Value extends string> = { label: string; value: Value; options: readonly Option<Value>[]; isLabelHidden?: boolean; hint?: string; onChange: (value: Value) => void };

/** A few exclusive options side by side: radio buttons under the paint, so arrow keys and screen readers work. */
export function Choice<Value extends string>({ label, value, options, isLabelHidden = false, hint, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="field">
      <legend className={isLabelHidden ? 'visually-hidden' : 'field__label'}>{label}</legend>
      <div className="choice">
        {options.map((option) => (
          <label key={option.value} className="choice__option">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            <span>{option.icon}{option.label}</span>
          </label>
        ))}
      </div>
      {hint && <p className="field__hint">{hint}</p>}
    </fieldset>
  );
}
