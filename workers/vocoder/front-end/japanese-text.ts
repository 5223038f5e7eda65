import type { SayAs } from '../../../src/protocol/speech';
import { COUNTER_NAMES, countToKana, digitsToKana, integerToKana, numberToKana } from './japanese-numbers';
import { MARKUP_RULES } from './markup';
import { PAUSE, scan, type Piece, type Rule } from './piece';
import { rangeRule } from './ranges';
import { splitSayAs, standFor, telephoneGroups, writeHan } from './say-as';

const NUMBER = String.raw`\d+(?:,\d{3})*(?:\.\d+)?`;
const KANA = '[ぁ-ゖァ-ヺー]';
const HAN = String.raw`[\p{Script=Han}々]`;
const CURRENCIES: Record<string, string> = { '¥': 'えん', '￥': 'えん', $: 'ドル', '€': 'ユーロ', '£': 'ポンド' };
const DOLLARS: Record<string, string> = { US: 'べいドル', HK: 'ほんこんドル', NT: 'たいわんドル', A: 'ごうドル', C: 'カナダドル', S: 'シンガポールドル' };
const CURRENCY_CODES: Record<string, string> = { USD: 'ドル', EUR: 'ユーロ', GBP: 'ポンド', JPY: 'えん', CNY: 'げん', RMB: 'げん', HKD: 'ほんこんドル' };
/** Between numbers. */
const SIGNS: Record<string, string> = { '+': 'たす', '×': 'かける', '*': 'かける', '÷': 'わる', '=': 'は', '>': 'だいなり', '<': 'しょうなり' };

/** Kanji that only count or tell the time: their readings follow from the number before them. */
const QUANTITY_RULES: Rule[] = [
  { pattern: /(\d{1,2})[:：]([0-5]\d)(?:[:：][0-5]\d)?/y, say: ([, hour = '', minute = '']) => `${countToKana(plain(hour), '時')}${minute === '00' ? '' : minute === '30' ? ' はん' : ` ${countToKana(plain(minute), '分')}`}` },
  { pattern: /(\d{4})[-/](0?[1-9]|1[0-2])[-/](0?[1-9]|[12]\d|3[01])(?!\d)/y, say: ([, year = '', month = '', day = '']) => `${countToKana(year, '年')} ${countToKana(plain(month), '月')} ${countToKana(plain(day), '日')}` },
  { pattern: new RegExp(String.raw`([¥￥$€£])\s?(${NUMBER})`, 'y'), say: ([, sign = '', number = '']) => numberToKana(number) + (CURRENCIES[sign] ?? '') },
  { pattern: new RegExp(String.raw`(${Object.keys(DOLLARS).join('|')})\$\s?(${NUMBER})`, 'y'), say: ([, country = '', number = '']) => numberToKana(number) + (DOLLARS[country] ?? '') },
  { pattern: new RegExp(String.raw`(${NUMBER})\s?(${Object.keys(CURRENCY_CODES).join('|')})(?![A-Za-z])`, 'y'), say: ([, number = '', code = '']) => numberToKana(number) + (CURRENCY_CODES[code] ?? '') },
  { pattern: /〒\s?(\d{3})-(\d{4})(?!\d)/y, say: ([, area = '', place = '']) => `ゆうびんばんごう ${digitsToKana(area)}の ${digitsToKana(place)}` },
  { pattern: /110番/y, say: (_, before) => (/[\d.]$/.test(before) ? undefined : 'ひゃくとおばん') },
  { pattern: /(\d+)分の(\d+)/y, say: ([, bottom = '', top = '']) => `${integerToKana(bottom)}ぶんの ${integerToKana(top)}` },
  { pattern: /(\d+)\/(\d+)(?![\d/])/y, say: ([, top = '', bottom = '']) => `${integerToKana(bottom)}ぶんの ${integerToKana(top)}` },
  { pattern: /(\d{1,2})時半/y, say: ([, hour = '']) => `${countToKana(plain(hour), '時')}はん` },
  { pattern: new RegExp(String.raw`([-−]?)(${NUMBER})\s?(${COUNTER_NAMES.join('|')})(?<![A-Za-z](?=[A-Za-z]))`, 'y'), say: ([, sign = '', number = '', counter = '']) => (sign === '' ? '' : 'マイナス') + countToKana(/[時分秒月日]/.test(counter) ? number.replace(/^0+(?=\d)/, '') : number, counter) },
  { pattern: /0\d{1,4}-\d{1,4}-\d{3,4}/y, say: ([phone]) => phone.split('-').map(digitsToKana).join(' ') },
  { pattern: /\s?[-−]\s?(?=\d[\d.]*\s*=)/y, say: (_, before) => (/\d$/.test(before) ? 'ひく' : undefined) },
  { pattern: new RegExp(`[-−]${NUMBER}`, 'y'), say: ([number], before) => (/[\d)]\s*$/.test(before) ? undefined : numberToKana(number)) },
  { pattern: new RegExp(NUMBER, 'y'), say: ([number]) => numberToKana(number) },
];

const RULES: Rule[] = [
  rangeRule('から'),
  ...MARKUP_RULES,
  ...QUANTITY_RULES,
  // A reading in brackets is spoken in place of the kanji before it: 漢字(かんじ), 漢字《かんじ》.
  { pattern: new RegExp(String.raw`${HAN}+[(（《](${KANA}+)[)）》]`, 'yu'), say: ([, reading]) => reading },
  // ’ marks where the pitch falls; a word that has one is said as it is written.
  { pattern: new RegExp(`${KANA}+[’']${KANA}*`, 'y'), say: ([kana]) => kana.replace("'", '’') },
  { pattern: /[ｦ-ﾟ]+/y, say: ([kana]) => kana.normalize('NFKC') },
  { pattern: new RegExp(`${KANA}|${HAN}`, 'yu'), say: ([letter]) => letter },
  { pattern: /[、，；：—（）,;:()「」『』]|[。？！….?!]+|\n+/y, say: () => PAUSE },
  { pattern: /[+×*÷=<>]/y, say: ([sign], before) => (/[\d)]\s*$/.test(before) ? (SIGNS[sign] ?? null) : null) },
];

const DIGIT: Rule = { pattern: /\d/y, say: ([digit]) => digitsToKana(digit) };

/** Japanese text → pieces with their places in it: single letters, and whole words whose reading is known, in kana in `phones`. */
export function readJapanese(text: string, sayAs: SayAs | null): Piece[] {
  if (sayAs === null) return readWith(text, RULES);
  const written = writeHan(text, sayAs, { day: '日', halves: ['午前', '午後'] });
  if (written !== undefined) return standFor(readWith(written, RULES), text);
  const { kind, format } = splitSayAs(sayAs);
  // A breath between the groups: what stands between them would be read as a sign.
  if (kind === 'telephone' && /\d/.test(text)) return standFor(readWith(telephoneGroups(text, format).join('、'), [DIGIT, ...RULES]), text);
  return readWith(text, kind === 'digits' || kind === 'characters' ? [DIGIT, ...RULES] : RULES);
}

function readWith(text: string, rules: readonly Rule[]): Piece[] {
  return scan(text, rules).map((piece) => {
    if (piece.kind === 'pause') return piece;
    const spoken = piece.words.join('');
    const isRead = spoken.includes('’') || spoken !== text.slice(piece.textStart, piece.textEnd);
    return isRead ? { ...piece, phones: spoken } : piece;
  });
}

function plain(digits: string): string {
  return String(Number(digits));
}
