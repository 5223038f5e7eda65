import { MARKUP_RULES } from './markup';
import { CURRENCY_CODE, DOLLAR_COUNTRY, MORE_QUANTITY_RULES } from './mandarin-quantities';
import { digitsToHanzi, integerToHanzi, numberToHanzi } from './mandarin-numbers';
import { PAUSE, scan, type Piece, type Rule } from './piece';
import { rangeRule } from './ranges';

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
/** Units that are written in Latin letters after a number; `LATIN_UNIT` is also what keeps them in a Mandarin run. */
const UNITS: Record<string, string> = {
  'km/h': '公里每小时', km: '公里', cm: '厘米', mm: '毫米', kg: '公斤', mg: '毫克', ml: '毫升', mL: '毫升', kHz: '千赫', MHz: '兆赫', Hz: '赫兹',
  GB: '吉字节', MB: '兆', KB: '千字节',  kWh: '千瓦时', kW: '千瓦', TB: '太字节', dB: '分贝', min: '分钟', ms: '毫秒', m: '米', g: '克', l: '升', L: '升', h: '小时', s: '秒',
};
const UNIT = Object.keys(UNITS).join('|');
/** A number with a unit or a currency in Latin letters, such as 5km, 20°C, 30 USD or HK$20. */
export const LATIN_QUANTITY = new RegExp(String.raw`${NUMBER}\s?(?:${UNIT}|°\s?[CF]|${CURRENCY_CODE})(?![A-Za-z\d])|(?<![A-Za-z])${DOLLAR_COUNTRY}\$\s?${NUMBER}`, 'g');
const CURRENCIES: Record<string, string> = { '¥': '元', '￥': '元', $: '美元', '€': '欧元', '£': '英镑' };
/** Before these, two is 两. */
const MEASURE = '个|点(?!\\d)|天|年(?!级)|次|位|只|本|张|杯|块|条|件|岁|小时|周|倍|种|人|分钟|秒|百|千|万|亿|公里|公斤|米|升|遍|首|句|家|把|辆|间|层|斤|碗|瓶';
const SYMBOLS: Record<string, string> = { '+': '加', '-': '减', '−': '减', '×': '乘', '*': '乘', '÷': '除以', '/': '除以', '=': '等于', '>': '大于', '<': '小于', '&': '和' };

const QUANTITY_RULES: Rule[] = [
  { pattern: /(\d{1,2})[:：]([0-5]\d)(?:[:：][0-5]\d)?/y, say: ([, hour = '', minute = '']) => clockToHanzi(Number(hour), Number(minute)) },
  { pattern: /(\d{4})[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)/y, say: ([, year = '', month = '', day = '']) => `${digitsToHanzi(year)}年${integerToHanzi(String(Number(month)))}月${integerToHanzi(String(Number(day)))}日` },
  { pattern: /(\d{4})(?=年)/y, say: ([year]) => digitsToHanzi(year) },
  { pattern: new RegExp(String.raw`([¥￥$€£])\s?(${NUMBER})([万亿]?)`, 'y'), say: ([, sign = '', number = '', scale = '']) => numberToHanzi(number) + scale + (CURRENCIES[sign] ?? '') },
  { pattern: new RegExp(String.raw`([-−+]?${NUMBER})\s?[%％]`, 'y'), say: ([, number = '']) => `${/^[-−]/.test(number) ? '负' : ''}百分之${numberToHanzi(number.replace(/^[-−+]/, ''))}` },
  { pattern: new RegExp(String.raw`([-−+]?${NUMBER})\s?(?:°\s?([CF])?|℃)`, 'y'), say: ([, number = '', scale]) => (scale === 'F' ? `华氏${numberToHanzi(number)}度` : `${numberToHanzi(number)}度`) },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(${UNIT})(?![A-Za-z\d])`, 'y'), say: ([, number = '', unit = '']) => (number === '2' ? '两' : numberToHanzi(number)) + (UNITS[unit] ?? '') },
  { pattern: /(\d+)\/(\d+)(?![\d/])/y, say: ([, top = '', bottom = '']) => `${integerToHanzi(bottom)}分之${integerToHanzi(top)}` },
  { pattern: new RegExp(`2(?=${MEASURE})`, 'y'), say: (_, before) => (/[\d.]$/.test(before) ? undefined : '两') },
  { pattern: /1[3-9]\d{9}(?!\d)/y, say: ([phone]) => digitsToHanzi(phone) },
  { pattern: /\s?[-−]\s?(?=\d[\d.]*\s*(?:=|等于))/y, say: (_, before) => (/\d$/.test(before) ? '减' : undefined) },
  { pattern: new RegExp(`[-−]${NUMBER}`, 'y'), say: ([number], before) => (/[\d)]\s*$/.test(before) ? undefined : numberToHanzi(number)) },
  { pattern: new RegExp(NUMBER, 'y'), say: ([number]) => numberToHanzi(number) },
];

const RULES: Rule[] = [
  rangeRule('到'),
  ...MARKUP_RULES,
  ...MORE_QUANTITY_RULES,
  ...QUANTITY_RULES,
  { pattern: /\p{Script=Han}/yu, say: ([character]) => character },
  { pattern: /[，、；：—（）,;:()]|[。？！….?!]+|\n+/y, say: () => PAUSE },
  { pattern: /[-−+×*÷/=&<>]/y, say: ([symbol], before) => (/[\d)]\s*$/.test(before) || symbol === '&' ? (SYMBOLS[symbol] ?? null) : null) },
];

/** Mandarin text → pieces whose single word is the characters to say, with their places in the text. */
export function readMandarin(text: string): Piece[] {
  return scan(text, RULES);
}

function clockToHanzi(hour: number, minute: number): string {
  const hours = hour === 2 ? '两' : integerToHanzi(String(hour));
  if (minute === 0) return `${hours}点`;
  return `${hours}点${minute < 10 ? '零' : ''}${integerToHanzi(String(minute))}分`;
}
