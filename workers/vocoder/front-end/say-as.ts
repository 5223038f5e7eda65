import { readDate, readTime, type ClockTime } from '../../../src/lib/written-dates';
import { DATE_FORMATS, TIME_FORMATS, type SayAs, type SayAsKind, type TimeFormat } from '../../../src/protocol/speech';
import type { Piece } from './piece';

/** How something is to be read, and in which of its formats; `format` is '' where none was asked for. */
export function splitSayAs(sayAs: SayAs): { kind: SayAsKind; format: string } {
  for (const format of DATE_FORMATS) if (sayAs === `date-${format}`) return { kind: 'date', format };
  for (const format of TIME_FORMATS) if (sayAs === `time-${format}`) return { kind: 'time', format };
  return isPlain(sayAs) ? { kind: sayAs, format: '' } : { kind: 'telephone', format: sayAs.slice('telephone-'.length) };
}

const isPlain = (sayAs: SayAs): sayAs is SayAsKind => !sayAs.includes('-');

/** The hour as a clock of that format shows it, and which half of the day it is; '' where that is not said. */
export function onClock(text: string, { hour }: ClockTime, format: TimeFormat): { hour: number; half: 'am' | 'pm' | '' } {
  if (format === 'hms24') return { hour, half: '' };
  // "2:30" of a clock with twelve hours may be either half of the day.
  const isTold = hour > 12 || hour === 0 || /[ap]\.?m\.?$/i.test(text.trim());
  return { hour: hour % 12 === 0 ? 12 : hour % 12, half: isTold ? (hour < 12 ? 'am' : 'pm') : '' };
}

/** How many digits are said in one breath, by the country that a number is of. */
const GROUPS: Readonly<Record<string, readonly (readonly number[])[]>> = {
  1: [[3, 3, 4]], 44: [[5, 6], [4, 6]], 81: [[3, 4, 4], [2, 4, 4]], 86: [[3, 4, 4]], 852: [[4, 4]],
};

/** The groups of a telephone number; those that were typed stand, and one run of digits is cut as in its country. */
export function telephoneGroups(text: string, country: string): string[] {
  const typed = text.match(/\d+/g) ?? [];
  const [digits = ''] = typed;
  if (typed.length !== 1) return typed;
  for (const sizes of Object.hasOwn(GROUPS, country) ? (GROUPS[country] ?? []) : []) {
    const length = sizes.reduce((sum, size) => sum + size, 0);
    const hasCode = digits.startsWith(country) && digits.length === country.length + length;
    if (!hasCode && digits.length !== length) continue;
    let at = hasCode ? country.length : 0;
    return [...(hasCode ? [country] : []), ...sizes.map((size) => digits.slice(at, (at += size)))];
  }
  return typed;
}

/** A date or a time as the languages of Han characters write it out, to be read by their own rules; undefined when the text does not fit. */
export function writeHan(text: string, sayAs: SayAs, { day: dayName, halves }: { day: string; halves: readonly [am: string, pm: string] }): string | undefined {
  const { kind, format } = splitSayAs(sayAs);
  if (kind === 'date' && format !== '') {
    const date = readDate(text, format);
    return date === null ? undefined : `${date.year === undefined ? '' : `${String(date.year).padStart(4, '0')}年`}${date.month === undefined ? '' : `${date.month}月`}${date.day === undefined ? '' : `${date.day}${dayName}`}`;
  }
  const time = kind === 'time' ? readTime(text) : null;
  if (time === null || (format !== 'hms12' && format !== 'hms24')) return undefined;
  const { hour, half } = onClock(text, time, format);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${half === '' ? '' : halves[half === 'am' ? 0 : 1]}${hour}:${two(time.minute)}${time.second === null ? '' : `:${two(time.second)}`}`;
}

/** Pieces of another text, all in the place of the one that was typed. */
export function standFor(pieces: readonly Piece[], text: string): Piece[] {
  return pieces.map((piece) => ({ ...piece, textStart: 0, textEnd: text.length }));
}
