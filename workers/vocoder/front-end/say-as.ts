import { DATE_FORMATS, TIME_FORMATS, type DateFormat, type SayAs, type SayAsKind, type TimeFormat } from '../../../src/protocol/speech';
import { MONTHS } from './english-tables';
import type { Piece } from './piece';

/** How something is to be read, and in which of its formats; `format` is '' where none was asked for. */
export function splitSayAs(sayAs: SayAs): { kind: SayAsKind; format: string } {
  for (const format of DATE_FORMATS) if (sayAs === `date-${format}`) return { kind: 'date', format };
  for (const format of TIME_FORMATS) if (sayAs === `time-${format}`) return { kind: 'time', format };
  return isPlain(sayAs) ? { kind: sayAs, format: '' } : { kind: 'telephone', format: sayAs.slice('telephone-'.length) };
}

const isPlain = (sayAs: SayAs): sayAs is SayAsKind => !sayAs.includes('-');

/** What a date says; a field that its format leaves out is absent. */
export type DateFields = { year?: number; month?: number; day?: number };

const FIELD = { y: 'year', m: 'month', d: 'day' } as const;
/** Of two digits of a year, from here on they are of the last century. */
const FIRST_OF_LAST_CENTURY = 70;

/** A date of a format, with any separators or with none at all; null when the text is no such date. */
export function readDate(text: string, format: string): DateFields | null {
  const known: DateFormat | undefined = DATE_FORMATS.find((name) => name === format);
  if (known === undefined) return null;
  const letters = [...known];
  const typed = text.trim().match(/\d+|\p{L}+/gu) ?? [];
  const parts = typed.length === 1 && letters.length > 1 ? cutDigits(typed[0] ?? '', letters) : typed.map((part) => part.toLowerCase());
  if (parts.length !== letters.length || !/^[\p{L}\d][\p{L}\d\s./,年月日号號-]*$/u.test(text.trim())) return null;
  const fields: DateFields = {};
  for (const [index, letter] of letters.entries()) {
    const value = readField(letter, parts[index] ?? '');
    if (value === null) return null;
    if (letter === 'y' || letter === 'm' || letter === 'd') fields[FIELD[letter]] = value;
  }
  return fields;
}

/** 20260304 → 2026, 03, 04; two digits a field, and two or four for the year. */
function cutDigits(digits: string, letters: readonly string[]): string[] {
  const yearDigits = digits.length - 2 * (letters.length - 1);
  const hasYear = letters.includes('y');
  if (!/^\d+$/.test(digits) || (hasYear ? yearDigits !== 2 && yearDigits !== 4 : digits.length !== 2 * letters.length)) return [];
  let at = 0;
  return letters.map((letter) => digits.slice(at, (at += letter === 'y' ? yearDigits : 2)));
}

function readField(letter: string, typed: string): number | null {
  const month = MONTHS.findIndex((name) => typed.length >= 3 && name.startsWith(typed.replace(/^sept$/, 'sep')));
  if (letter === 'm' && month >= 0) return month + 1;
  if (!/^\d{1,4}$/.test(typed)) return null;
  const value = Number(typed);
  if (letter === 'm') return value >= 1 && value <= 12 ? value : null;
  if (letter === 'd') return value >= 1 && value <= 31 ? value : null;
  if (typed.length !== 2) return value;
  return value < FIRST_OF_LAST_CENTURY ? 2000 + value : 1900 + value;
}

/** Hours 0–23; a second that was not told is null. */
export type ClockTime = { hour: number; minute: number; second: number | null };

/** 14:30, 2:30 pm, 2:30:20 or 2 pm; null when the text is no time. */
export function readTime(text: string): ClockTime | null {
  const match = /^(\d{1,2})(?:[:.：](\d{2})(?:[:.：](\d{2}))?)?\s*(?:([ap])\.?m\.?)?$/i.exec(text.trim());
  if (match === null || (match[2] === undefined && match[4] === undefined)) return null;
  const half = match[4]?.toLowerCase();
  const [typed, minute, second] = [Number(match[1]), Number(match[2] ?? 0), match[3] === undefined ? null : Number(match[3])];
  if (minute > 59 || (second ?? 0) > 59 || typed > 23 || (half !== undefined && (typed < 1 || typed > 12))) return null;
  return { hour: half === undefined ? typed : (typed % 12) + (half === 'p' ? 12 : 0), minute, second };
}

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
