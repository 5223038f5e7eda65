/** English names of the months, which dates are written with in any language. */
export const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** What a date says; a field that its format leaves out is absent. */
export type DateFields = { year?: number; month?: number; day?: number };

const FIELD = { y: 'year', m: 'month', d: 'day' } as const;
/** Of two digits of a year, from here on they are of the last century. */
const FIRST_OF_LAST_CENTURY = 70;

/**
 * A date with any separators or with none at all; null when the text is no such date.
 *
 * @param format the order of its fields, such as `dmy`: a letter each for year, month and day
 */
export function readDate(text: string, format: string): DateFields | null {
  const letters = [...format];
  const typed = text.trim().match(/\d+|(?:(?![年月日号號])\p{L})+/gu) ?? [];
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
