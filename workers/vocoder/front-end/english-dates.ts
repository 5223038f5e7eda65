import { MONTHS } from '../../../src/lib/written-dates';
import { clockToWords, integerToWords, ordinalToWords, yearToWords } from './english-numbers';
import { WEEKDAYS } from './english-tables';
import type { Rule } from './piece';

const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');
const WEEKDAY = Object.keys(WEEKDAYS).join('|');

/** The month that begins with these letters. */
export function monthOf(name: string): string {
  return MONTHS.find((full) => full.startsWith(name.slice(0, 3).toLowerCase())) ?? name;
}

/** 'May' is a month and 'may' is a verb. */
const isName = (month: string): boolean => /^[A-Z]/.test(month);

/** Dates beyond "Nov 22, 2026" and ISO: day first, slashes, weekdays and months cut short, and times with seconds. */
export const MORE_DATE_RULES: Rule[] = [
  {
    pattern: new RegExp(String.raw`(\d{1,2})(?:st|nd|rd|th)?(?: of)?\s+(${MONTH})\b\.?(?:,?\s+(\d{4}))?(?![\d:])`, 'iy'),
    say: ([, day = '', month = '', year]) => (Number(day) < 1 || Number(day) > 31 || !isName(month) ? undefined : `the ${ordinalToWords(day)} of ${monthOf(month)}${year === undefined ? '' : ` ${yearToWords(year)}`}`),
  },
  {
    pattern: /(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\d/])/y,
    say: ([, first = '', second = '', year = '']) => {
      // Month first, as Americans write, unless that is no month.
      const [month, day] = Number(first) > 12 ? [Number(second), Number(first)] : [Number(first), Number(second)];
      const name = MONTHS[month - 1];
      return name === undefined || day < 1 || day > 31 ? undefined : `${name} ${ordinalToWords(String(day))} ${yearToWords(year.length === 2 ? `20${year}` : year)}`;
    },
  },
  { pattern: new RegExp(String.raw`(${MONTH})\.?\s+(\d{4})(?!\d)`, 'iy'), say: ([, month = '', year = ''], before) => (/\p{L}$/u.test(before) || !isName(month) ? undefined : `${monthOf(month)} ${yearToWords(year)}`) },
  { pattern: new RegExp(String.raw`(${WEEKDAY})(?:\.|(?=,))`, 'y'), say: ([, day = ''], before) => (/\p{L}$/u.test(before) ? undefined : WEEKDAYS[day]) },
  { pattern: /(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\./y, say: ([, month = ''], before) => (/\p{L}$/u.test(before) ? undefined : monthOf(month)) },
  {
    pattern: /(\d{1,2}):([0-5]\d):([0-5]\d)(?!\d)/y,
    say: ([, hour = '', minute = '', second = '']) => `${clockToWords(Number(hour), Number(minute), true)} and ${integerToWords(String(Number(second)))} seconds`,
  },
  { pattern: /'(\d0)s\b/y, say: ([, decade = '']) => integerToWords(decade).replace(/y$/, 'ie').concat('s') },
  { pattern: /([1-2]\d{3})\s?[–-]\s?(\d{2}|\d{4})(?![\d/-])/y, say: ([, from = '', to = '']) => (Number(from) < 1100 || Number(from) > 2100 ? undefined : `${yearToWords(from)} to ${to.length === 4 ? yearToWords(to) : integerToWords(String(Number(to)))}`) },
];
