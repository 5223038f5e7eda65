import { MONTHS } from '../../../src/lib/written-dates';
import { MORE_DATE_RULES, monthOf } from './english-dates';
import { HASH_RULES, NAME_RULES } from './english-names';
import { clockToWords, digitsToWords, integerToWords, numberToWords, ordinalToWords, yearToWords } from './english-numbers';
import { MORE_QUANTITY_RULES } from './english-quantities';
import { ABBREVIATIONS, CURRENCIES, NAME_MARKS, SPELLED_WORDS, SYMBOLS, UNITS } from './english-tables';
import { MARKUP_RULES } from './markup';
import { PAUSE, scan, type Piece, type Rule } from './piece';
import { rangeRule } from './ranges';

const INTEGER = String.raw`\d+(?:,\d{3})*(?!\d)`;
const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const MONTH = MONTHS.map((month) => `${month.slice(0, 3)}(?:${month.slice(3)})?`).join('|');
const UNIT = Object.keys(UNITS).sort((a, b) => b.length - a.length).map((unit) => unit.replace(/[/$°]/g, '\\$&')).join('|');
const TOP_DOMAIN = 'com|org|net|edu|gov|io|ai|dev|app|co|cn|uk|de|jp|fr';
const ABBREVIATION = Object.keys(ABBREVIATIONS).sort((a, b) => b.length - a.length).map((word) => word.replace(/\./g, '\\.')).join('|');

/** Letters one by one, as pseudo words of one capital that the dictionary step knows as letter names. */
export const spell = (letters: string): string => Array.from(letters.replace(/[^A-Za-z]/g, '').toUpperCase()).join(' ');

const isOne = (number: string): boolean => number === '1';
/** 'bob_2.smith' → 'bob underscore two dot smith'. */
const nameToWords = (name: string): string =>
  name.toLowerCase().replace(/\d+/g, (digits) => ` ${digitsToWords(digits)} `).replace(/[._+@-]/g, (mark) => ` ${NAME_MARKS[mark] ?? ''} `);
const host = (address: string): string => spellCountry(nameToWords(address.replace(/^(https?:\/\/)?(www\.)?/i, '').replace(/[/?#:].*$/, '')));
/** Of "dot uk" the letters are said, of "dot co" not. */
const spellCountry = (words: string): string => words.replace(/\bdot\s+([a-z]{2})\s*$/, (whole, domain: string) => (/co|me|to|so/.test(domain) ? whole : `dot ${spell(domain)}`));

/** Names and addresses: long to read aloud, so only what a person would say of them. */
const ADDRESS_RULES: Rule[] = [
  { pattern: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/y, say: ([address]) => spellCountry(nameToWords(address)) },
  { pattern: /https?:\/\/[^\s)\]}>"']+/iy, say: ([url]) => host(url) },
  { pattern: new RegExp(String.raw`(?:www\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:${TOP_DOMAIN})\b(?:\/[^\s)\]}>"']*)?`, 'iy'), say: ([url], before) => (/[\w.]$/.test(before) ? undefined : host(url)) },
];

/** Dates and times of the clock. */
const TIME_RULES: Rule[] = [
  { pattern: /(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(?:\s*([ap])\.?m\b\.?)?/iy, say: ([, hour = '', minute = '', half]) => `${clockToWords(Number(hour), Number(minute), half !== undefined)}${half === undefined ? '' : ` ${spell(`${half}m`)}`}` },
  { pattern: /(\d{1,2})\s*([ap])\.?m\b\.?/iy, say: ([, hour = '', half = '']) => `${integerToWords(hour)} ${spell(`${half}m`)}` },
  { pattern: /(\d{4})(?:-(?=\d+-)|\/(?=\d+\/))(0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)/y, say: ([, year = '', month = '', day = '']) => `${MONTHS[Number(month) - 1] ?? ''} ${ordinalToWords(String(Number(day)))} ${yearToWords(year)}` },
  {
    pattern: new RegExp(String.raw`(${MONTH})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?(?![\d:])`, 'iy'),
    say: ([, month = '', day = '', year], before) => {
      if (/\p{L}$/u.test(before) || Number(day) < 1 || Number(day) > 31) return undefined;
      return `${monthOf(month)} ${ordinalToWords(day)}${year === undefined ? '' : ` ${yearToWords(year)}`}`;
    },
  },
];

/** Sums of money, fractions, shares, quantities with units, and plain numbers. */
const NUMBER_RULES: Rule[] = [
  {
    pattern: new RegExp(String.raw`([$£€¥])\s?(${INTEGER})(?:\.(\d{1,2})(?!\d))?(?:\s?(thousand|million|billion|trillion)\b)?`, 'iy'),
    say: ([, sign = '', whole = '', cents, scale]) => moneyToWords(sign, whole, cents, scale),
  },
  { pattern: new RegExp(String.raw`(${INTEGER})(?:st|nd|rd|th)\b`, 'iy'), say: ([, integer = '']) => ordinalToWords(integer) },
  { pattern: /([12]\d\d0)s\b/y, say: ([, decade = '']) => yearToWords(decade).replace(/y$/, 'ie').concat('s') },
  { pattern: new RegExp(String.raw`([-−+]?${NUMBER})\s?(°\s?[CF]?|%)`, 'y'), say: ([, number = '', mark = '']) => `${numberToWords(number)} ${markToWords(mark, number)}` },
  {
    pattern: new RegExp(String.raw`([-−+]?${NUMBER})\s?(${UNIT})(?![\p{L}\d])`, 'yu'),
    say: ([, number = '', unit = '']) => `${numberToWords(number)} ${(isOne(number) ? UNITS[unit]?.[0] : UNITS[unit]?.[1]) ?? ''}`,
  },
  { pattern: /\d{3}-\d{3,4}(?:-\d{4})?(?!\d)/y, say: ([phone]) => digitsToWords(phone) },
  { pattern: /[-−–](?=[\d.,]+\s*=)/y, say: (_, before) => (/\d$/.test(before) ? 'minus' : undefined) },
  { pattern: /\s*[-−–]\s*(?=\d)/y, say: ([dash], before) => (/\d$/.test(before) ? (/\s/.test(dash) ? 'minus' : 'to') : undefined) },
  { pattern: new RegExp(`[-−]${NUMBER}`, 'y'), say: ([number], before) => (/[\p{L}\d]$/u.test(before) ? undefined : numberToWords(number)) },
  { pattern: /\d{4}(?![\d,.]*\d)/y, say: ([year], before) => (/\b(in|since|year|by|until|from|before|after|during|of)\s$/i.test(before) ? yearToWords(year) : undefined) },
  { pattern: new RegExp(NUMBER, 'y'), say: ([number]) => numberToWords(number) },
];

const WORD_RULES: Rule[] = [
  { pattern: new RegExp(`(?:${ABBREVIATION})(?![\\p{L}\\d])`, 'yu'), say: ([short], before) => (/\p{L}$/u.test(before) ? undefined : ABBREVIATIONS[short]) },
  { pattern: /No\.(?=\s?\d)/y, say: () => 'number' },
  { pattern: /(?:[A-Za-z]\.){2,}/y, say: ([letters]) => spell(letters) },
  { pattern: /[\p{Script=Latin}\p{M}]+(?:['’][\p{Script=Latin}\p{M}]+)*/yu, say: ([word]) => plainWord(word) },
  { pattern: /[,;:()—–]|\s-\s|[.?!…]+|[，、；：（）。？！]|\n+/y, say: () => PAUSE },
  { pattern: /[±≈≤≥≠√π§©™]/y, say: ([symbol]) => SYMBOLS[symbol] ?? null },
  { pattern: /[&@+=×÷*^<>/]/y, say: ([symbol], before) => symbolToWords(symbol, before) },
];

const RULES: Rule[] = [rangeRule('to'), ...HASH_RULES, ...MARKUP_RULES, ...ADDRESS_RULES, ...MORE_DATE_RULES, ...TIME_RULES, ...MORE_QUANTITY_RULES, ...NUMBER_RULES, ...NAME_RULES, ...WORD_RULES];

/** English text → words to say (lower case; single capitals are letter names) and pauses, with their places in the text. */
export function readEnglish(text: string): Piece[] {
  return scan(text, RULES);
}

function plainWord(word: string): string {
  const plain = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").replace(/[æÆ]/g, 'ae').replace(/[øØ]/g, 'o').replace(/ß/g, 'ss');
  if (SPELLED_WORDS.has(plain)) return spell(plain);
  // A plural of letters (PCs, TVs), and letters no vowel could join.
  if (/^[A-Z]{2,5}s$/.test(plain) && SPELLED_WORDS.has(plain.slice(0, -1))) return `${spell(plain.slice(0, -2))} ${plain.at(-2) ?? ''}'s`;
  if (/^[B-DF-HJ-NP-TV-XZ]{2,5}$/.test(plain)) return spell(plain);
  return plain.toLowerCase();
}

function markToWords(mark: string, number: string): string {
  if (mark === '%') return 'percent';
  const degrees = isOne(number) ? 'degree' : 'degrees';
  return mark.endsWith('C') ? `${degrees} celsius` : mark.endsWith('F') ? `${degrees} fahrenheit` : degrees;
}

function moneyToWords(sign: string, whole: string, cents: string | undefined, scale: string | undefined): string {
  const [one, many, hundredth] = CURRENCIES[sign] ?? ['', '', ''];
  if (scale !== undefined) return `${numberToWords(cents === undefined ? whole : `${whole}.${cents}`)} ${scale.toLowerCase()} ${many}`;
  const main = `${integerToWords(whole)} ${isOne(whole) ? one : many}`;
  const small = Number((cents ?? '0').padEnd(2, '0'));
  return small === 0 || hundredth === '' ? main : `${main} ${integerToWords(String(small))}`;
}

function symbolToWords(symbol: string, before: string): string | null {
  const isBetweenNumbers = /[\d)]\s*$/.test(before);
  if (symbol === '&' || symbol === '@' || symbol === '+' || symbol === '=') return SYMBOLS[symbol] ?? null;
  return isBetweenNumbers ? (SYMBOLS[symbol] ?? null) : null;
}
