/**
 * The numbers and lengths of time a person said, in digits: what the arguments of a tool call may be copied from.
 *
 * Inverse text normalisation for English and Mandarin, in the recogniser's form and typed. The same rules stand in
 * training/llm/said.py; both are tested on golden/said.json.
 */

const ONES = 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SMALL = new Map([...ONES.map((word, i) => [word, i] as const), ...TENS.map((word, i) => [word, 10 * i + 20] as const)]);
const GROUPS = new Map([['thousand', 1000], ['million', 1_000_000]]);
const DIGITS = new Map([...Array.from('零一二三四五六七八九', (char, i) => [char, i] as const), ['〇', 0], ['两', 2]]);
const UNITS = new Map([['十', 10], ['百', 100], ['千', 1000]]);
const WORD = /\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+|[a-z]+(?:'[a-z]+)?|[^\sa-z\d]/giu;
const NUMERAL_RUN = /[零〇一二两三四五六七八九十百千万]+(?:点[零〇一二三四五六七八九]+)?/g;
const FRACTION_OF = /[百千]分之/g;
/** Numbers that a word stands for inside a sum. */
const IMPLIED: readonly (readonly [string, string])[] = [
  ['percent', '100'], ['%', '100'], ['off', '1'], ['discount', '1'], ['plus', '1'], ['minus', '1'], ['week', '7'], ['星期', '7'], ['周', '7'], ['礼拜', '7'],
  ['tenth', '10'], ['half', '2'], ['double', '2'], ['twice', '2'], ['squared', '2'], ['square of', '2'], ['triple', '3'], ['third', '3'], ['cubed', '3'],
  ['cube', '3'], ['quarter', '4'], ['dozen', '12'], ['百分', '100'], ['一半', '2'], ['翻倍', '2'], ['两倍', '2'], ['平方', '2'], ['立方', '3'],
  ['打折', '10'], ['average', '2'], ['mean of', '2'], ['平均', '2'],
];
const SECONDS = new Map([['s', 1], ['m', 60], ['h', 3600], ['d', 86_400], ['秒', 1], ['分', 60], ['小', 3600], ['钟', 3600], ['刻', 900], ['天', 86_400]]);
const PART_EN = String.raw`(?:(?:\d+(?:\.\d+)?|\b(?:half an?|an? half|half|an? quarter of an?|an? couple of|an?))[ -])(?:quarters? of an? )?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?)\b(?: and an? (?:half|quarter)\b)?`;
const DURATION_EN = new RegExp(`${PART_EN}(?:(?:,| and|, and)? ${PART_EN})*`, 'gi');
const SPLIT_EN = /(?<count>[\d.]+|[a-z ]*?)[ -](?<quarters>quarters? of an? )?(?<unit>[smhd])(?:ec|in|our|r|ay)\w*(?<rest> and an? (?:half|quarter))?/gi;
const PART_ZH = String.raw`(?:\d+(?:\.\d+)?个?半?|半)个?(?:小时|钟头|刻钟|分钟|分|秒钟|秒|天)(?:半钟?)?`;
const DURATION_ZH = new RegExp(`${PART_ZH}(?:[零又]?${PART_ZH})*`, 'g');
const SPLIT_ZH = /(?<count>[\d.]*)个?(?<half>半?)个?(?<unit>小|钟头|刻|分|秒|天)(?:时|钟)?(?<rest>半?)/g;

/** Without an exponent or trailing zeros. */
function plain(value: number): string {
  return value.toFixed(6).replace(/\.?0+$/, '');
}

type ReadWords = { digits: string; next: number };

/** Reads "nine hundred and two" word by word; a word that does not fit ends the number. */
class EnglishNumber {
  #total = 0;
  #current = 0;
  /** What may still be added has to be below this. */
  #room = 1000;
  #group = Infinity;

  get value(): number {
    return this.#total + this.#current;
  }

  /** Takes `word` if it goes on with the number; `before` and `after` stand around it. */
  take(word: string, before: string | null, after: string): boolean {
    const small = SMALL.get(word);
    const group = GROUPS.get(word);
    const isScale = (other: string): boolean => other === 'hundred' || GROUPS.has(other);
    if (before === null && (word === 'a' || word === 'an') && isScale(after)) [this.#current, this.#room] = [1, 1];
    else if (small !== undefined && small < this.#room && (small > 0 || before === null)) [this.#current, this.#room] = [this.#current + small, small >= 20 ? 10 : 1];
    else if (word === 'hundred' && this.#current > 0 && this.#current < 100) [this.#current, this.#room] = [this.#current * 100, 100];
    else if (group !== undefined && this.#current > 0 && group < this.#group) [this.#group, this.#total, this.#current, this.#room] = [group, this.#total + this.#current * group, 0, 1000];
    else return word === 'and' && before !== null && isScale(before) && (SMALL.get(after) ?? 1000) < this.#room;
    return true;
  }
}

const isAndAHalf = (words: readonly string[], at: number): boolean => words.slice(at, at + 3).join(' ') === 'and a half';

/** The longest English number that begins at word `at` (small letters), and the word after it. */
function readEnglish(words: readonly string[], at: number): ReadWords | undefined {
  const number = new EnglishNumber();
  let next = at;
  while (next < words.length && number.take(words[next] ?? '', next === at ? null : (words[next - 1] ?? ''), words[next + 1] ?? '')) next += 1;
  if (next === at) return undefined;
  let fraction = '';
  if (words[next] === 'point') {
    let end = next + 1;
    for (let digit = SMALL.get(words[end] ?? '') ?? 10; digit < 10; digit = SMALL.get(words[end] ?? '') ?? 10) {
      fraction += String(digit);
      end += 1;
    }
    if (fraction !== '') next = end;
  }
  if (fraction === '' && isAndAHalf(words, next)) [fraction, next] = ['5', next + 3];
  return { digits: plain(Number(`${number.value}.${fraction || '0'}`)), next };
}

/** Readings of a run of Mandarin numerals, the likeliest first: 一百五 is 150, at times 105; 二三 may be 2 and 3. */
function readMandarin(run: string): string[] {
  const [whole = '', fraction] = run.split('点');
  const spell = (chars: string): string[] => Array.from(chars, (char) => String(DIGITS.get(char)));
  const tail = fraction === undefined ? '' : `.${spell(fraction).join('')}`;
  if (!/[十百千万]/.test(whole)) {
    const spelled = spell(whole);
    return [String(Number(spelled.join(''))) + tail, ...(spelled.length > 1 && tail === '' ? spelled : [])];
  }
  let [total, section, digit, last] = [0, 0, -1, 1];
  for (const char of whole) {
    const value = DIGITS.get(char);
    const unit = UNITS.get(char);
    if (value !== undefined) [digit, last] = [value, value === 0 ? 1 : last];
    else if (unit !== undefined) [section, digit, last] = [section + (digit < 0 ? 1 : digit) * unit, -1, unit];
    else [total, section, digit, last] = [(total + section + Math.max(digit, 0)) * 10_000, 0, -1, 10_000];
  }
  const readings = [total + section + Math.max(digit, 0)];
  if (digit > 0 && last >= 100) readings.unshift(total + section + (digit * last) / 10);
  return readings.map((reading) => String(reading) + tail);
}

/** `text` with every number in digits, its first reading where there are several. */
export function inDigits(text: string): string {
  const words = text.replace(FRACTION_OF, '').replace(NUMERAL_RUN, (run) => ` ${readMandarin(run)[0] ?? ''} `).match(WORD) ?? [];
  const small = words.map((word) => word.toLowerCase());
  const out: string[] = [];
  for (let i = 0; i < words.length;) {
    const found = readEnglish(small, i);
    const word = words[i] ?? '';
    i = found?.next ?? i + 1;
    if (found) out.push(found.digits);
    else if (!/^\d/.test(word)) out.push(word);
    else if (!word.includes('.') && isAndAHalf(small, i)) {
      out.push(`${word.replaceAll(',', '')}.5`);
      i += 3;
    } else out.push(word.replaceAll(',', ''));
  }
  return out.join(' ').replace(/(?<=[\u3400-\u9fff]) | (?=[\u3400-\u9fff])/g, '');
}

/** Every number in `text`, in digits, as often as it is said, and other readings of the ambiguous ones. */
export function numbersSaid(text: string): string[] {
  const found = (inDigits(text).match(/\d+(?:\.\d+)?/g) ?? []).map((value) => plain(Number(value)));
  const others = (text.replace(FRACTION_OF, '').match(NUMERAL_RUN) ?? []).flatMap(readMandarin);
  return [...found, ...others.filter((value) => !found.includes(value))];
}

/** Numbers that words such as "percent" or "half" put into a sum. */
export function numbersImplied(text: string): string[] {
  // 八五折 is 0.85 of the price.
  const cuts = Array.from(inDigits(text).matchAll(/(\d+)折/g), ([, tenths = '']) => plain(Number(tenths) / 10 ** tenths.length));
  const small = text.toLowerCase();
  return [...cuts, ...new Set(IMPLIED.filter(([word]) => small.includes(word)).map(([, value]) => value))];
}

/** Lengths of time in `text`, in whole seconds. */
export function durationsSaid(text: string): number[] {
  const digits = inDigits(text);
  // 一个半小时 is one and a half hours, or one length of half an hour.
  const halves = Array.from(digits.matchAll(/1个半个?(小时|钟头|分钟)/g), ([, unit = '']) => ` 半${unit}`).join('');
  const lengths = (whole: RegExp, part: RegExp, value: (groups: Groups) => number): number[] =>
    Array.from((digits + halves).matchAll(whole)).flatMap(([length]) => sumLengths(Array.from(length.matchAll(part), ({ groups = {} }) => ({ unit: unitOf(groups), seconds: value(groups) }))));
  return [...lengths(DURATION_EN, SPLIT_EN, secondsOfEnglish), ...lengths(DURATION_ZH, SPLIT_ZH, secondsOfMandarin)];
}

type Groups = Record<string, string | undefined>;

const unitOf = ({ unit = '' }: Groups): number => SECONDS.get(unit.charAt(0).toLowerCase()) ?? 1;

/** Adds parts up to lengths: a unit that is not smaller than the one before begins the next length. */
function sumLengths(parts: readonly { unit: number; seconds: number }[]): number[] {
  const lengths: number[] = [];
  let lastUnit = 0;
  for (const { unit, seconds } of parts) {
    if (unit < lastUnit) lengths.push((lengths.pop() ?? 0) + seconds);
    else lengths.push(seconds);
    lastUnit = unit;
  }
  return lengths.map(Math.round);
}

function secondsOfEnglish(groups: Groups): number {
  const count = (groups['count'] ?? '').trim().toLowerCase();
  const rest = groups['rest'] ?? '';
  const hasQuarters = groups['quarters'] !== undefined;
  const word = hasQuarters || count.includes('quarter') ? 0.25 : count.includes('half') ? 0.5 : count.includes('couple') ? 2 : 1;
  const value = /^\d/.test(count) ? Number(count) * (hasQuarters ? 0.25 : 1) : word;
  return unitOf(groups) * (value + (rest.includes('half') ? 0.5 : rest === '' ? 0 : 0.25));
}

function secondsOfMandarin(groups: Groups): number {
  return unitOf(groups) * (Number(groups['count'] ?? '') + (groups['half'] ? 0.5 : 0) + (groups['rest'] ? 0.5 : 0));
}
