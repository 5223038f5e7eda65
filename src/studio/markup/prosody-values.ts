import type { SpeechControls } from '../../protocol/speech';
import { clampControls } from '../controls';

const RATES: Readonly<Record<string, number>> = { 'x-slow': 0.5, slow: 0.75, medium: 1, default: 1, fast: 1.3, 'x-fast': 1.7 };
const PITCHES: Readonly<Record<string, number>> = { 'x-low': -6, low: -3, medium: 0, default: 0, high: 3, 'x-high': 6 };
const RANGES: Readonly<Record<string, number>> = { 'x-low': 0, low: 0.5, medium: 1, default: 1, high: 1.5, 'x-high': 2 };
const VOLUMES: Readonly<Record<string, number>> = { silent: -12, 'x-soft': -9, soft: -4, medium: 0, default: 0, loud: 4, 'x-loud': 9 };

type Read = (typed: string) => number | null;

function label(table: Readonly<Record<string, number>>, typed: string): number | null {
  return Object.hasOwn(table, typed) ? (table[typed] ?? null) : null;
}

function amount(typed: string, unit: string): number | null {
  const match = new RegExp(`^([+-]?\\d{1,4}(?:\\.\\d{1,6})?)\\s*${unit}$`).exec(typed);
  return match === null ? null : Number(match[1]);
}

/** A share of what surrounds it: 120%, +20%, 1.2. */
const readShare: Read = (typed) => {
  const percent = amount(typed, '%');
  if (percent !== null) return /^[+-]/.test(typed) ? 1 + percent / 100 : percent / 100;
  return amount(typed, '');
};

const readSemitones: Read = (typed) => {
  const semitones = amount(typed, 'st');
  if (semitones !== null) return semitones;
  const share = amount(typed, '%') === null ? null : readShare(typed);
  return share === null || share <= 0 ? null : 12 * Math.log2(share);
};

/** Semitones or Hz more than what surrounds it, or a pitch in Hz. */
export type PitchValue = { unit: 'semitones' | 'more-hz' | 'hz'; value: number };

/** A pitch as it is typed, lower case: low, +2st, +10%, -5hz, 180hz. */
export function readPitch(typed: string): PitchValue | null {
  const semitones = label(PITCHES, typed) ?? readSemitones(typed);
  if (semitones !== null) return { unit: 'semitones', value: semitones };
  const hz = amount(typed, 'hz');
  if (hz === null) return null;
  if (/^[+-]/.test(typed)) return { unit: 'more-hz', value: hz };
  return hz > 0 ? { unit: 'hz', value: hz } : null;
}

type Setting = { read: Read; apply: (controls: SpeechControls, value: number) => SpeechControls; example: string };

/** Attributes of `prosody`; each acts on what surrounds the element. */
const SETTINGS: Readonly<Record<string, Setting>> = {
  rate: { read: (typed) => label(RATES, typed) ?? readShare(typed), apply: (controls, share) => ({ ...controls, speakingRate: controls.speakingRate * share }), example: 'slow, fast, 120% or 1.2' },
  pitch: { read: (typed) => label(PITCHES, typed) ?? readSemitones(typed), apply: (controls, semitones) => ({ ...controls, pitchSemitones: controls.pitchSemitones + semitones }), example: 'low, high, +2st or +10%' },
  range: { read: (typed) => label(RANGES, typed) ?? readShare(typed), apply: (controls, share) => ({ ...controls, pitchRange: controls.pitchRange * share }), example: 'low, high or 150%' },
  volume: { read: (typed) => label(VOLUMES, typed) ?? amount(typed, 'db'), apply: (controls, db) => ({ ...controls, energyDb: controls.energyDb + db }), example: 'soft, loud or +6dB' },
};

/** Controls inside a `prosody` element; what cannot be read is reported and left as it was. */
export function applyProsody(controls: SpeechControls, attributes: ReadonlyMap<string, string>, report: (message: string) => void): SpeechControls {
  let changed = controls;
  for (const [name, typed] of attributes) {
    // Drawn over the text, and not a control of it.
    if (name === 'contour') continue;
    const setting = Object.hasOwn(SETTINGS, name) ? SETTINGS[name] : undefined;
    const value = setting?.read(typed.trim().toLowerCase()) ?? null;
    if (setting === undefined) report(`<prosody> has no “${name}” here, so it is left out. There are rate, pitch, range, volume and contour.`);
    else if (value === null) report(`“${typed}” is no ${name}, so it is left as it was. Write ${setting.example}.`);
    else changed = setting.apply(changed, value);
  }
  return clampControls(changed);
}
