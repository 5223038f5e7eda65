import { digitsToHanzi, integerToHanzi, numberToHanzi } from './mandarin-numbers';
import type { Rule } from './piece';

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const VULGAR_FRACTIONS: Readonly<Record<string, [string, string]>> = { '½': ['1', '2'], '¼': ['1', '4'], '¾': ['3', '4'], '⅓': ['1', '3'], '⅔': ['2', '3'] };
const SIGNS: Readonly<Record<string, string>> = { '±': '正负', '≈': '约等于', '≤': '小于等于', '≥': '大于等于', '≠': '不等于', '√': '根号', 'π': '派', '№': '第' };
const CURRENCY_CODES: Readonly<Record<string, string>> = { USD: '美元', RMB: '元', CNY: '元', EUR: '欧元', GBP: '英镑', JPY: '日元', HKD: '港币' };
/** The same as part of an expression. */
export const CURRENCY_CODE = Object.keys(CURRENCY_CODES).join('|');
const DOLLARS: Readonly<Record<string, string>> = { US: '美元', HK: '港元', NT: '新台币', A: '澳元', C: '加元', S: '新元' };
/** Letters before a dollar sign that say whose it is. */
export const DOLLAR_COUNTRY = `(?:${Object.keys(DOLLARS).join('|')})`;
/** Longer than this without a unit, a number is a number of something that has one, such as an order. */
const LONGEST_COUNTED_DIGITS = 8;

const fraction = (top: string, bottom: string): string => `${integerToHanzi(bottom)}分之${integerToHanzi(top)}`;
/** On the telephone one is said yao. */
const phone = (digits: string): string => digitsToHanzi(digits).replace(/一/g, '幺');

/** Quantities that are written in other ways than a number and a measure. They come before the plain ones. */
export const MORE_QUANTITY_RULES: Rule[] = [
  { pattern: /0([1-9])(?=[月日号])/y, say: ([, digit = ''], before) => (/\d$/.test(before) ? undefined : digitsToHanzi(digit)) },
  { pattern: /1(?:10|14|19|20|22)(?!\d)/y, say: ([short], before) => (/[打拨]$/.test(before) ? phone(short) : undefined) },
  { pattern: /\d{4}(?=\s?[-–—~～至到]\s?\d{4}年)/y, say: ([year], before) => (/\d$/.test(before) ? undefined : digitsToHanzi(year)) },
  { pattern: new RegExp(String.raw`(${DOLLAR_COUNTRY})\$\s?(${NUMBER})([万亿]?)`, 'y'), say: ([, country = '', number = '', scale = '']) => numberToHanzi(number) + scale + (DOLLARS[country] ?? '') },
  { pattern: /\+?86[\s-]?(1[3-9]\d)[\s-]?(\d{4})[\s-]?(\d{4})(?!\d)/y, say: ([, ...parts]) => `加八六${phone(parts.join(''))}` },
  { pattern: /(1[3-9]\d)[\s-](\d{4})[\s-](\d{4})(?!\d)/y, say: ([, ...parts]) => phone(parts.join('')) },
  { pattern: /0\d{2,3}-\d{7,8}(?!\d)|[48]00-\d{3}-\d{4}(?!\d)/y, say: ([typed]) => phone(typed) },
  { pattern: /(\d{1,2})[:：]([0-5]\d)[:：]([0-5]\d)(?!\d)/y, say: ([, hour = '', minute = '', second = '']) => `${hour === '2' ? '两' : integerToHanzi(String(Number(hour)))}点${integerToHanzi(String(Number(minute)))}分${integerToHanzi(String(Number(second)))}秒` },
  { pattern: /(\d+)[:：](\d)(?!\d)/y, say: ([, left = '', right = '']) => `${integerToHanzi(left)}比${integerToHanzi(right)}` },
  { pattern: /(\d{2})年代/y, say: ([, decade = ''], before) => (/\d$/.test(before) ? undefined : `${integerToHanzi(decade)}年代`) },
  { pattern: /([0-9]{2})(?=年[^前后来间里内])/y, say: ([, year = ''], before) => (/\d$/.test(before) || !/^[0789]/.test(year) ? undefined : digitsToHanzi(year)) },
  { pattern: new RegExp(String.raw`([¥￥])\s?(\d+(?:,\d{3})*)\.(\d{2})(?!\d)`, 'y'), say: ([, , whole = '', cents = '']) => `${numberToHanzi(whole)}元${cents[0] === '0' ? '' : `${digitsToHanzi(cents[0] ?? '')}角`}${cents[1] === '0' ? '' : `${digitsToHanzi(cents[1] ?? '')}分`}` },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(${CURRENCY_CODE})(?![A-Za-z])`, 'y'), say: ([, number = '', code = '']) => numberToHanzi(number) + (CURRENCY_CODES[code] ?? '') },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?‰`, 'y'), say: ([, number = '']) => `千分之${numberToHanzi(number)}` },
  { pattern: /(\d+)又(\d+)\/(\d+)(?!\d)/y, say: ([, whole = '', top = '', bottom = '']) => `${integerToHanzi(whole)}又${fraction(top, bottom)}` },
  { pattern: /[½¼¾⅓⅔]/y, say: ([sign]) => fraction(...(VULGAR_FRACTIONS[sign] ?? ['1', '2'])) },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(km|cm|mm|m)([²³])|(${NUMBER})\s?(㎡)`, 'y'), say: ([, number = '', unit = '', power = '', plain = '']) => (plain === '' ? `${numberToHanzi(number)}${power === '²' ? '平方' : '立方'}${{ km: '公里', cm: '厘米', mm: '毫米', m: '米' }[unit] ?? ''}` : `${numberToHanzi(plain)}平方米`) },
  // A number before these names a place or a thing, and is read digit by digit.
  { pattern: /\d{3,4}(?=室|房|号楼|路公交|次列车|航班)/y, say: ([typed], before) => (/\d$/.test(before) ? undefined : digitsToHanzi(typed).replace(/一/g, '幺')) },
  { pattern: new RegExp(String.raw`\d{${LONGEST_COUNTED_DIGITS + 1},}(?![\d.,]|[万亿元个人次])`, 'y'), say: ([typed], before) => (/[\d.,]$/.test(before) || /^1[3-9]\d{9}$/.test(typed) || /0{4}$/.test(typed) ? undefined : digitsToHanzi(typed)) },
  { pattern: /[±≈≤≥≠√π№]/y, say: ([sign]) => SIGNS[sign] ?? null },
];
