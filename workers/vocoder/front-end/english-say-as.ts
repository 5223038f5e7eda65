import { MONTHS, readDate, readTime } from '../../../src/lib/written-dates';
import type { SayAs } from '../../../src/protocol/speech';
import { clockToWords, digitsToWords, integerToWords, numberToWords, ordinalToWords, yearToWords } from './english-numbers';
import { readEnglish, spell } from './english-text';
import type { Piece } from './piece';
import { onClock, splitSayAs, telephoneGroups } from './say-as';

/** SSML `say-as`: the text read in the one way that was asked for; text that does not fit is read as usual. */
export function readEnglishAs(text: string, sayAs: SayAs): Piece[] {
  const words = toWords(text.trim(), sayAs);
  if (words === undefined) return readEnglish(text);
  return splitAtCommas(words, text);
}

function toWords(text: string, sayAs: SayAs): string | undefined {
  const { kind, format } = splitSayAs(sayAs);
  switch (kind) {
    case 'characters':
      return Array.from(text, (character) => (/\d/.test(character) ? digitsToWords(character) : spell(character.normalize('NFD')))).join(' ');
    case 'telephone':
      return /\d/.test(text) ? telephoneGroups(text, format).map(digitsToWords).join(' , ') : undefined;
    case 'digits':
      // A group of digits is followed by a breath, as numbers are read out.
      return /\d/.test(text) ? (text.match(/\d+/g) ?? []).map(digitsToWords).join(' , ') : undefined;
    case 'cardinal':
      return /^[-−+]?[\d,]*\.?\d+$/.test(text) ? numberToWords(text) : undefined;
    case 'ordinal':
      return /^\d[\d,]*(st|nd|rd|th)?$/i.test(text) ? ordinalToWords(text.replace(/\D/g, '')) : undefined;
    case 'date':
      return format === '' ? dateToWords(text) : formattedDateToWords(text, format);
    case 'time':
      return format === 'hms12' || format === 'hms24' ? timeToWords(text, format) : undefined;
    case 'currency':
      return undefined;
  }
}

/** 'm/d/y', 'm/d' or 'y-m-d', as SSML's formats mdy and ymd; a first number above 12 is a day. */
function dateToWords(text: string): string | undefined {
  const ymd = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (ymd !== null) return toDate(Number(ymd[2]), Number(ymd[3]), ymd[1]);
  const mdy = /^(\d{1,2})[-/.](\d{1,2})(?:[-/.](\d{4}|\d{2}))?$/.exec(text);
  if (mdy === null) return undefined;
  const [first, second] = [Number(mdy[1]), Number(mdy[2])];
  const year = mdy[3]?.length === 2 ? `20${mdy[3]}` : mdy[3];
  return first > 12 ? toDate(second, first, year) : toDate(first, second, year);
}

function toDate(month: number, day: number, year: string | undefined): string | undefined {
  const name = MONTHS[month - 1];
  if (name === undefined || day < 1 || day > 31) return undefined;
  return `${name} ${ordinalToWords(String(day))}${year === undefined ? '' : ` ${yearToWords(year)}`}`;
}

/** In the order that was asked for: "March fourth", "the fourth of March". */
function formattedDateToWords(text: string, format: string): string | undefined {
  const date = readDate(text, format);
  if (date === null) return undefined;
  const { year, month, day } = date;
  const monthName = month === undefined ? '' : (MONTHS[month - 1] ?? '');
  const ordinal = day === undefined ? '' : ordinalToWords(String(day));
  const isDayFirst = day !== undefined && month !== undefined && format.indexOf('d') < format.indexOf('m');
  return [isDayFirst ? `the ${ordinal} of ${monthName}` : `${monthName} ${ordinal}`, year === undefined ? '' : yearToWords(String(year))].join(' ').trim();
}

function timeToWords(text: string, format: 'hms12' | 'hms24'): string | undefined {
  const time = readTime(text);
  if (time === null) return undefined;
  const { hour, half } = onClock(text, time, format);
  const clock = clockToWords(hour, time.minute, half !== '');
  return `${clock}${time.second === null ? '' : ` and ${integerToWords(String(time.second))} seconds`}${half === '' ? '' : ` ${spell(half)}`}`;
}

function splitAtCommas(words: string, text: string): Piece[] {
  const range = { textStart: 0, textEnd: text.length };
  const groups = words.split(',').map((group) => group.split(' ').filter((word) => word !== '')).filter((group) => group.length > 0);
  return groups.flatMap((group, i): Piece[] => [...(i > 0 ? [{ kind: 'pause' as const, ...range }] : []), { kind: 'word', words: group, ...range }]);
}
