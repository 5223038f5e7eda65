import { digitsToWords, integerToWords, numberToWords, ordinalToWords } from './english-numbers';
import { CURRENCIES, CURRENCY_CODES, DOLLAR_COUNTRIES, UNITS, VULGAR_FRACTIONS } from './english-tables';
import type { Rule } from './piece';

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const SCALES: Readonly<Record<string, string>> = { k: 'thousand', K: 'thousand', M: 'million', m: 'million', B: 'billion', b: 'billion', bn: 'billion', T: 'trillion' };
const DENOMINATORS: Readonly<Record<string, string>> = { 2: 'half', 4: 'quarter' };
/** Fractions whose reading is their own. */
const FIXED: Readonly<Record<string, string>> = { '24/7': 'twenty four seven', '50/50': 'fifty fifty', '9/11': 'nine eleven' };
const ONE = /^1$/;

/** '3', '4' → 'three quarters'. Larger denominators, and tops that are not smaller, are 'over'. */
export function fractionToWords(top: string, bottom: string): string {
  const [upper, lower] = [Number(top), Number(bottom)];
  if (lower < 2 || lower > 20 || upper === 0 || upper >= lower) return `${integerToWords(top)} over ${integerToWords(bottom)}`;
  const name = DENOMINATORS[bottom] ?? ordinalToWords(bottom);
  const many = name === 'half' ? 'halves' : `${name}s`;
  return `${integerToWords(top)} ${upper === 1 ? name : many}`;
}

const phoneToWords = (phone: string): string => `${phone.startsWith('+') ? 'plus ' : ''}${(phone.match(/\d+/g) ?? []).map(digitsToWords).join(' ')}`;

/** Quantities that are written in other ways than a number and a word. They come before the plain ones. */
export const MORE_QUANTITY_RULES: Rule[] = [
  { pattern: /\+?\d{1,3}[\s-]\(?\d{2,4}\)?[\s-]\d{3,4}[\s-]\d{3,4}(?!\d)/y, say: ([phone]) => (phone.startsWith('+') || phone.includes('(') ? phoneToWords(phone) : undefined) },
  { pattern: /1-\d{3}-\d{3}-\d{4}(?!\d)/y, say: ([phone], before) => (/[\d-]$/.test(before) ? undefined : phoneToWords(phone)) },
  { pattern: /0\d{2,4}(?:[ -]\d{3,4}){1,2}(?![\d,.-]*\d)/y, say: ([phone], before) => (/[\d.,]$/.test(before) ? undefined : phoneToWords(phone)) },
  { pattern: /\(\d{3}\)\s?\d{3}-\d{4}(?!\d)/y, say: ([phone]) => phoneToWords(phone) },
  { pattern: /\+\d{7,15}(?!\d)/y, say: ([phone]) => phoneToWords(phone) },
  { pattern: /v?(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?(?![\d.]*\d)/y, say: ([typed, ...parts], before) => (/[\d.]$/.test(before) ? undefined : `${typed.startsWith('v') ? 'version ' : ''}${parts.filter((part) => part !== undefined).map((part) => integerToWords(part)).join(typed.startsWith('v') ? ' point ' : ' dot ')}`) },
  { pattern: new RegExp(String.raw`v(${NUMBER})\b`, 'y'), say: ([, number = ''], before) => (/\p{L}$/u.test(before) ? undefined : `version ${numberToWords(number)}`) },
  {
    pattern: new RegExp(String.raw`(${Object.keys(DOLLAR_COUNTRIES).join('|')})?([$£€¥₹₩])\s?(${NUMBER})\s?(k|K|M|m|bn|B|b|T)\b`, 'y'),
    say: ([, country = '', sign = '', number = '', scale = '']) => `${numberToWords(number)} ${SCALES[scale] ?? ''} ${DOLLAR_COUNTRIES[country] ?? ''} ${CURRENCIES[sign]?.[1] ?? ''}`,
  },
  { pattern: new RegExp(String.raw`(${Object.keys(DOLLAR_COUNTRIES).join('|')})\$\s?(${NUMBER})`, 'y'), say: ([, country = '', number = '']) => `${numberToWords(number)} ${DOLLAR_COUNTRIES[country] ?? ''} ${ONE.test(number) ? 'dollar' : 'dollars'}` },
  { pattern: new RegExp(String.raw`(${Object.keys(CURRENCY_CODES).join('|')})\s?(${NUMBER})(?![\d\p{L}])`, 'yu'), say: ([, code = '', number = ''], before) => (/[\p{L}\d]$/u.test(before) ? undefined : `${numberToWords(number)} ${CURRENCY_CODES[code] ?? ''}`) },
  { pattern: /\s?[x×]\s?(?=\d)/y, say: ([sign], before) => (!/\d$/.test(before) || /(?:^|\D)0$/.test(before) ? undefined : sign.includes('x') ? 'by' : 'times') },
  { pattern: new RegExp(String.raw`([$£€])0?\.(\d{2})(?!\d)`, 'y'), say: ([, sign = '', cents = '']) => `${integerToWords(String(Number(cents)))} ${Number(cents) === 1 ? (CURRENCIES[sign]?.[2] ?? '').replace(/s$/, '').replace('pence', 'penny') : (CURRENCIES[sign]?.[2] ?? '')}` },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?([€£¢])(?![\d])`, 'y'), say: ([, number = '', sign = '']) => `${numberToWords(number)} ${sign === '¢' ? (ONE.test(number) ? 'cent' : 'cents') : ((ONE.test(number) ? CURRENCIES[sign]?.[0] : CURRENCIES[sign]?.[1]) ?? '')}` },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(${Object.keys(CURRENCY_CODES).join('|')})\b`, 'y'), say: ([, number = '', code = '']) => `${numberToWords(number)} ${CURRENCY_CODES[code] ?? ''}` },
  { pattern: new RegExp(String.raw`(?:${Object.keys(FIXED).join('|').replace(/\//g, '\\/')})(?![\d/])`, 'y'), say: ([fixed], before) => (/[\d/]$/.test(before) ? undefined : FIXED[fixed]) },
  { pattern: /(\d+)\s(\d+)\/(\d+)(?![\d/])/y, say: ([, whole = '', top = '', bottom = '']) => `${integerToWords(whole)} and ${top === '1' && bottom === '2' ? 'a half' : fractionToWords(top, bottom)}` },
  { pattern: /(\d*)\s?([½¼¾⅓⅔⅛⅜⅝⅞⅕])/y, say: ([, whole = '', sign = '']) => `${whole === '' ? '' : `${integerToWords(whole)} and `}${fractionToWords(...(VULGAR_FRACTIONS[sign] ?? ['1', '2']))}`.replace('and one half', 'and a half') },
  { pattern: /(\d+)\/(\d+)(?![\d/])/y, say: ([, top = '', bottom = ''], before) => (/[\d/]$/.test(before) ? undefined : fractionToWords(top, bottom)) },
  { pattern: /(\d+):(\d+)(?![\d:])/y, say: ([, left = '', right = ''], before) => (/[\d:]$/.test(before) ? undefined : `${integerToWords(left)} to ${integerToWords(right)}`) },
  { pattern: /(\d)'\s?(\d{1,2})"/y, say: ([, feet = '', inches = '']) => `${integerToWords(feet)} foot ${integerToWords(inches)}` },
  {
    pattern: new RegExp(String.raw`(${NUMBER})\s?(${Object.keys(UNITS).filter((unit) => /^[kcm]?m$|^ft$/.test(unit)).join('|')})([²³])`, 'y'),
    say: ([, number = '', unit = '', power = '']) => `${numberToWords(number)} ${power === '²' ? 'square' : 'cubic'} ${(ONE.test(number) ? UNITS[unit]?.[0] : UNITS[unit]?.[1]) ?? ''}`,
  },
  { pattern: new RegExp(String.raw`(\d(?:\.\d+)?)[eE]([-+]?\d{1,3})(?![\d\p{L}])`, 'yu'), say: ([, number = '', power = '']) => `${numberToWords(number)} times ten to the ${numberToWords(power.replace('+', ''))}` },
];
