const DIGITS = ['ゼロ', 'いち', 'に', 'さん', 'よん', 'ご', 'ろく', 'なな', 'はち', 'きゅう'];
const HUNDREDS: Record<string, string> = { 1: 'ひゃく', 3: 'さんびゃく', 6: 'ろっぴゃく', 8: 'はっぴゃく' };
const THOUSANDS: Record<string, string> = { 1: 'せん', 3: 'さんぜん', 8: 'はっせん' };
const MYRIADS = ['', 'まん', 'おく', 'ちょう'];
const LONGEST_INTEGER_DIGITS = 16;

/** '2026' → 'にゼロにろく', as telephone numbers and codes are read. */
export function digitsToKana(digits: string): string {
  return Array.from(digits.replace(/\D/g, ''), (digit) => DIGITS[Number(digit)]).join('');
}

/** '1234' → 'せんにひゃくさんじゅうよん'; commas are allowed; a leading zero means a code. */
export function integerToKana(integer: string): string {
  const digits = integer.replace(/\D/g, '');
  if (digits.length > LONGEST_INTEGER_DIGITS || /^0\d/.test(digits)) return digitsToKana(digits);
  if (Number(digits) === 0) return 'ゼロ';
  let kana = '';
  for (let group = Math.ceil(digits.length / 4) - 1; group >= 0; group -= 1) {
    const value = Number(digits.slice(Math.max(0, digits.length - group * 4 - 4), digits.length - group * 4));
    if (value > 0) kana += (group === 1 && value === 1000 ? 'いっせん' : belowMyriad(value)) + (MYRIADS[group] ?? '');
  }
  return kana.replace('いちちょう', 'いっちょう');
}

function belowMyriad(value: number): string {
  const [thousands, hundreds, tens, ones] = [Math.floor(value / 1000), Math.floor(value / 100) % 10, Math.floor(value / 10) % 10, value % 10];
  const place = (digit: number, special: Record<string, string>, name: string): string => (digit === 0 ? '' : (special[digit] ?? (DIGITS[digit] ?? '') + name));
  return place(thousands, THOUSANDS, 'せん') + place(hundreds, HUNDREDS, 'ひゃく') + place(tens, { 1: 'じゅう' }, 'じゅう') + (ones === 0 ? '' : (DIGITS[ones] ?? ''));
}

/** '-3.14' → 'マイナスさんてんいちよん'. */
export function numberToKana(number: string): string {
  const match = /^([-−+]?)([\d,]*)(?:\.(\d+))?$/.exec(number);
  if (match === null) return digitsToKana(number);
  const [, sign = '', integer = '', fraction] = match;
  const prefix = sign === '-' || sign === '−' ? 'マイナス' : sign === '+' ? 'プラス' : '';
  return `${prefix}${integer === '' ? 'ゼロ' : integerToKana(integer)}${fraction === undefined ? '' : `てん${digitsToKana(fraction)}`}`;
}

/** A counter: its reading, after which numbers it hardens, and whole readings that follow no rule. */
type Counter = { kana: string; kind?: 'h' | 'hb' | 'k' | 's'; whole?: Record<string, string>; last?: Record<string, string> };
const DAYS = { 1: 'ついたち', 2: 'ふつか', 3: 'みっか', 4: 'よっか', 5: 'いつか', 6: 'むいか', 7: 'なのか', 8: 'ようか', 9: 'ここのか', 10: 'とおか', 14: 'じゅうよっか', 20: 'はつか', 24: 'にじゅうよっか' };
const THINGS = { 1: 'ひとつ', 2: 'ふたつ', 3: 'みっつ', 4: 'よっつ', 5: 'いつつ', 6: 'むっつ', 7: 'ななつ', 8: 'やっつ', 9: 'ここのつ' };
const COUNTERS: Record<string, Counter> = {
  時間: { kana: 'じかん', last: { よん: 'よ', きゅう: 'く' } }, 時: { kana: 'じ', last: { よん: 'よ', なな: 'しち', きゅう: 'く' } }, 分: { kana: 'ふん', kind: 'h' }, 秒: { kana: 'びょう' },
  年: { kana: 'ねん', last: { よん: 'よ' } }, 月: { kana: 'がつ', last: { よん: 'し', なな: 'しち', きゅう: 'く' } }, 日: { kana: 'にち', whole: DAYS }, 週間: { kana: 'しゅうかん', kind: 's' },
  円: { kana: 'えん', last: { よん: 'よ' } }, 人: { kana: 'にん', whole: { 1: 'ひとり', 2: 'ふたり' }, last: { よん: 'よ' } }, 個: { kana: 'こ', kind: 'k' }, 本: { kana: 'ほん', kind: 'hb' },
  匹: { kana: 'ひき', kind: 'hb' }, 杯: { kana: 'はい', kind: 'hb' }, 枚: { kana: 'まい' }, 冊: { kana: 'さつ', kind: 's' }, 歳: { kana: 'さい', kind: 's', whole: { 20: 'はたち' } }, 回: { kana: 'かい', kind: 'k' },
  階: { kana: 'かい', kind: 'k' }, 度: { kana: 'ど' }, 番: { kana: 'ばん' }, 点: { kana: 'てん', kind: 's' }, 台: { kana: 'だい' }, つ: { kana: 'つ', whole: THINGS },
  か月: { kana: 'かげつ', kind: 'k' }, ヶ月: { kana: 'かげつ', kind: 'k' }, '%': { kana: 'パーセント', kind: 'h' }, '％': { kana: 'パーセント', kind: 'h' },
  km: { kana: 'キロメートル', kind: 'k' }, kg: { kana: 'キログラム', kind: 'k' }, cm: { kana: 'センチ', kind: 's' }, m: { kana: 'メートル' }, g: { kana: 'グラム' },
  'km/h': { kana: 'キロメートルまいじ', kind: 'k' }, mm: { kana: 'ミリ' }, mg: { kana: 'ミリグラム' }, ml: { kana: 'ミリリットル' }, mL: { kana: 'ミリリットル' }, l: { kana: 'リットル' }, L: { kana: 'リットル' },
  GB: { kana: 'ギガバイト' }, MB: { kana: 'メガバイト' }, KB: { kana: 'キロバイト', kind: 'k' }, TB: { kana: 'テラバイト' }, kHz: { kana: 'キロヘルツ', kind: 'k' }, MHz: { kana: 'メガヘルツ' }, Hz: { kana: 'ヘルツ' },
  kWh: { kana: 'キロワットじ', kind: 'k' }, kW: { kana: 'キロワット', kind: 'k' }, dB: { kana: 'デシベル' }, ms: { kana: 'ミリびょう' }, s: { kana: 'びょう' }, min: { kana: 'ふん', kind: 'h' }, h: { kana: 'じかん', last: { よん: 'よ', きゅう: 'く' } },
  '㎡': { kana: 'へいほうメートル' }, 'm²': { kana: 'へいほうメートル' }, '°': { kana: 'ど' },
  キロ: { kana: 'キロ', kind: 'k' }, メートル: { kana: 'メートル' }, '℃': { kana: 'ど' }, '°C': { kana: 'ど' },
};
export const COUNTER_NAMES = Object.keys(COUNTERS).sort((a, b) => b.length - a.length);
const GEMINATES: Record<string, string> = { いち: 'いっ', ろく: 'ろっ', はち: 'はっ', じゅう: 'じゅっ', ひゃく: 'ひゃっ' };
const HARD: Record<string, string> = { ふ: 'ぷ', ほ: 'ぽ', ひ: 'ぴ', は: 'ぱ' };
const SOFT: Record<string, string> = { ほ: 'ぼ', ひ: 'び', は: 'ば' };

/** ('3', '本') → 'さんぼん'; numbers with a fraction take the plain counter. */
export function countToKana(number: string, name: string): string {
  const counter = COUNTERS[name];
  if (counter === undefined) return numberToKana(number);
  const { kana, kind, whole, last = {} } = counter;
  const integer = number.replaceAll(',', '');
  if (whole !== undefined && Object.hasOwn(whole, integer)) return whole[integer] ?? '';
  const spoken = numberToKana(number);
  for (const [end, changed] of Object.entries(last)) if (spoken.endsWith(end)) return spoken.slice(0, -end.length) + changed + kana;
  const end = Object.keys(GEMINATES).find((candidate) => spoken.endsWith(candidate));
  const first = kana.charAt(0);
  if (kind !== undefined && end !== undefined && !(kind === 's' && end === 'ろく') && !(kind === 's' && end === 'ひゃく')) {
    return spoken.slice(0, -end.length) + GEMINATES[end] + (HARD[first] ?? first) + kana.slice(1);
  }
  if (/さん$/.test(spoken) && kind === 'hb') return spoken + (SOFT[first] ?? first) + kana.slice(1);
  if (/(さん|よん)$/.test(spoken) && kind === 'h') return spoken + (HARD[first] ?? first) + kana.slice(1);
  return spoken + kana;
}
