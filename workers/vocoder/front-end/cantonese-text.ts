import type { SayAs } from '../../../src/protocol/speech';
import { digitsToHanzi, integerToHanzi, numberToHanzi } from './mandarin-numbers';
import { MARKUP_RULES } from './markup';
import { PAUSE, scan, type Piece, type Rule } from './piece';
import { rangeRule } from './ranges';
import { splitSayAs, standFor, telephoneGroups, writeHan } from './say-as';

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
/** Units written in Latin letters after a number, as Hong Kong says them. */
const UNITS: Record<string, string> = {
  'km/h': '公里每小時', km: '公里', cm: '厘米', mm: '毫米', kg: '公斤', mg: '毫克', ml: '毫升', mL: '毫升', m: '米', g: '克', min: '分鐘', h: '個鐘', s: '秒',
  l: '升', L: '升', GB: '吉位元組', MB: '兆位元組', KB: '千位元組', TB: '太位元組', kHz: '千赫', MHz: '兆赫', Hz: '赫', kWh: '度電', kW: '千瓦', dB: '分貝', ms: '毫秒',
};
const UNIT = Object.keys(UNITS).join('|');
const CURRENCIES: Record<string, string> = { $: '蚊', '¥': '人民幣', '￥': '人民幣', '€': '歐元', '£': '英鎊' };
const DOLLARS: Record<string, string> = { HK: '蚊', US: '美金', NT: '台幣', A: '澳元', C: '加元', S: '新加坡元' };
const CURRENCY_CODES: Record<string, string> = { USD: '美金', HKD: '港紙', RMB: '人民幣', CNY: '人民幣', EUR: '歐元', GBP: '英鎊', JPY: '日圓' };
/** Before these, two is 兩. */
const MEASURE = '個|个|點|点(?!\\d)|日|天|年(?!級)|次|位|隻|本|張|杯|塊|條|件|歲|小時|週|倍|種|人|分鐘|秒|百|千|萬|億|公里|公斤|米|升|蚊|間|架|份|碗|支|對|樽';
const SYMBOLS: Record<string, string> = { '+': '加', '-': '減', '−': '減', '×': '乘', '*': '乘', '÷': '除以', '/': '除以', '=': '等於', '>': '大過', '<': '細過', '&': '同' };

const RULES: Rule[] = [
  rangeRule('到'),
  ...MARKUP_RULES,
  { pattern: /(?:999|99[27]|1(?:10|19|20))(?!\d)/y, say: ([short], before) => (/[打撥]$/.test(before) ? digitsToHanzi(short) : undefined) },
  { pattern: /\+(\d{2,3})[ -](?=\d{4})/y, say: ([, code = '']) => `加${digitsToHanzi(code)}` },
  { pattern: /(\d+)[:：](\d)(?!\d)/y, say: ([, left = '', right = '']) => `${sayInteger(left)}比${sayInteger(right)}` },
  { pattern: /\d{4}(?=\s?[-–—~～至到]\s?\d{4}年)/y, say: ([year], before) => (/\d$/.test(before) ? undefined : digitsToHanzi(year)) },
  { pattern: new RegExp(String.raw`(${Object.keys(DOLLARS).join('|')})\$\s?(${NUMBER})([萬億]?)`, 'y'), say: ([, country = '', number = '', scale = '']) => traditional(numberToHanzi(number)) + scale + (DOLLARS[country] ?? '') },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(${Object.keys(CURRENCY_CODES).join('|')})(?![A-Za-z])`, 'y'), say: ([, number = '', code = '']) => traditional(numberToHanzi(number)) + (CURRENCY_CODES[code] ?? '') },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(?:㎡|m²)`, 'y'), say: ([, number = '']) => `${traditional(numberToHanzi(number))}平方米` },
  { pattern: /(\d{1,2})[:：]([0-5]\d)(?:[:：][0-5]\d)?/y, say: ([, hour = '', minute = '']) => sayClock(Number(hour), Number(minute)) },
  { pattern: /(\d{4})[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)/y, say: ([, year = '', month = '', day = '']) => `${digitsToHanzi(year)}年${sayInteger(month)}月${sayInteger(day)}號` },
  { pattern: /(\d{4})(?=年)/y, say: ([year]) => digitsToHanzi(year) },
  { pattern: new RegExp(String.raw`([¥￥$€£])\s?(${NUMBER})([萬億]?)`, 'y'), say: ([, sign = '', number = '', scale = '']) => traditional(numberToHanzi(number)) + scale + (CURRENCIES[sign] ?? '') },
  { pattern: new RegExp(String.raw`([-−+]?)(${NUMBER})\s?[%％]`, 'y'), say: ([, sign = '', number = '']) => `${sign === '-' || sign === '−' ? '負' : ''}百分之${traditional(numberToHanzi(number))}` },
  { pattern: new RegExp(String.raw`([-−+]?${NUMBER})\s?(?:°\s?C|℃|°)`, 'y'), say: ([, number = '']) => `${traditional(numberToHanzi(number))}度` },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(${UNIT})(?![A-Za-z\d])`, 'y'), say: ([, number = '', unit = '']) => (number === '2' ? '兩' : traditional(numberToHanzi(number))) + (UNITS[unit] ?? '') },
  { pattern: /(\d+)\/(\d+)(?![\d/])/y, say: ([, top = '', bottom = '']) => `${sayInteger(bottom)}分之${sayInteger(top)}` },
  { pattern: new RegExp(`2(?=${MEASURE})`, 'y'), say: (_, before) => (/[\d.]$/.test(before) ? undefined : '兩') },
  // A telephone number in Hong Kong has eight digits.
  { pattern: /[2-9]\d{3}[ -]?\d{4}(?!\d)/y, say: ([phone], before) => (/\d$/.test(before) ? undefined : digitsToHanzi(phone)) },
  { pattern: /\s?[-−]\s?(?=\d[\d.]*\s*(?:=|等))/y, say: (_, before) => (/\d$/.test(before) ? '減' : undefined) },
  { pattern: new RegExp(`[-−]${NUMBER}`, 'y'), say: ([number], before) => (/[\d)]\s*$/.test(before) ? undefined : traditional(numberToHanzi(number))) },
  { pattern: new RegExp(NUMBER, 'y'), say: ([number]) => traditional(numberToHanzi(number)) },
  { pattern: /[\p{Script=Han}]/yu, say: ([character]) => character },
  { pattern: /[，、；：—（）,;:()]|[。？！….?!]+|\n+/y, say: () => PAUSE },
  { pattern: /[-−+×*÷/=&<>]/y, say: ([symbol], before) => (/[\d)]\s*$/.test(before) || symbol === '&' ? (SYMBOLS[symbol] ?? null) : null) },
];

/** Cantonese text → pieces whose single word is the characters to say, with their places in the text. */
export function readCantonese(text: string, sayAs: SayAs | null): Piece[] {
  if (sayAs === null) return scan(text, RULES);
  const written = writeHan(text, sayAs, { day: '號', halves: ['上午', '下午'] });
  if (written !== undefined) return standFor(scan(written, RULES), text);
  const { kind, format } = splitSayAs(sayAs);
  // A breath between the groups: what stands between them would be read as a sign.
  if (kind === 'telephone' && /\d/.test(text)) return standFor(scan(telephoneGroups(text, format).join('，'), [DIGIT, ...RULES]), text);
  return scan(text, kind === 'digits' || kind === 'characters' ? [DIGIT, ...RULES] : RULES);
}

/** One digit at a time, where that was asked for. */
const DIGIT: Rule = { pattern: /\d/y, say: ([digit]) => digitsToHanzi(digit) };

/** The readings of the two scripts differ in a few words, so numbers are spelled in the one Hong Kong writes. */
function traditional(hanzi: string): string {
  return hanzi.replaceAll('点', '點').replaceAll('负', '負').replaceAll('万', '萬').replaceAll('亿', '億');
}

function sayInteger(digits: string): string {
  return traditional(integerToHanzi(String(Number(digits))));
}

/** 3:05 → 三點零五分, 2:30 → 兩點半. */
function sayClock(hour: number, minute: number): string {
  const hours = hour === 2 ? '兩' : sayInteger(String(hour));
  if (minute === 0) return `${hours}點`;
  if (minute === 30) return `${hours}點半`;
  return `${hours}點${minute < 10 ? '零' : ''}${sayInteger(String(minute))}分`;
}
