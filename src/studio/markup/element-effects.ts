import { DATE_FORMATS, TIME_FORMATS, type Dialect, type Emphasis, type SayAs, type SayAsKind } from '../../protocol/speech';
import { parseDurationMs } from './lex-brackets';
import { readContour, type ContourTarget } from './contour';
import { applyProsody } from './prosody-values';
import { readAs, type Notation, type Reading } from './pronunciation';
import type { SpeechState } from './speech-state';
import type { ElementToken } from './tokens';

/** What an element does to the text in it. */
export type ElementEffect = {
  state: SpeechState;
  /** Said in place of the content; '' = the content is not for the ear. */
  instead: string | null;
  reading: Reading | null;
  voiceId: string | null;
  /** Of the pitch over the content; none = as predicted. */
  contour: readonly ContourTarget[];
  pauseMs: number | null;
  isLine: boolean;
};

/** `part` is what is wrong of the element, where not all of it is. */
type Context = { voiceIds: readonly string[]; report: (message: string, part?: string) => void };
type Attributes = ElementToken['attributes'];
type Effects = (attributes: Attributes, state: SpeechState, context: Context) => Partial<ElementEffect>;

const LEVELS: Readonly<Record<string, Emphasis | null>> = { strong: 'strong', moderate: 'moderate', reduced: 'reduced', none: null };
const SAY_AS: Readonly<Record<string, SayAsKind>> = {
  characters: 'characters', 'spell-out': 'characters', verbatim: 'characters', digits: 'digits', cardinal: 'cardinal', number: 'cardinal',
  ordinal: 'ordinal', date: 'date', time: 'time', telephone: 'telephone', currency: 'currency',
};
const ALPHABETS: Readonly<Record<string, Notation>> = {
  ipa: 'ipa',
  arpabet: 'arpabet', 'x-arpabet': 'arpabet', 'cmu-arpabet': 'arpabet', pinyin: 'pinyin', 'x-pinyin': 'pinyin', 'x-amazon-pinyin': 'pinyin',
  jyutping: 'jyutping', 'x-jyutping': 'jyutping', 'x-amazon-jyutping': 'jyutping', romaji: 'romaji', 'x-romaji': 'romaji',
};
const BREAKS: Readonly<Record<string, number>> = { none: 0, 'x-weak': 100, weak: 200, medium: 400, strong: 700, 'x-strong': 1200 };
const LONGEST_BREAK_MS = 20_000;
const LANGUAGES: readonly (readonly [RegExp, Dialect])[] = [
  [/^zh.*sichuan/, 'sichuanese'], [/^(?:yue|zh-(?:hk|mo|yue))/, 'cantonese'], [/^(?:zh|cmn)/, 'mandarin'], [/^en-(?:gb|uk|au|nz|ie)/, 'british'], [/^en/, 'american'], [/^ja/, 'japanese'],
];

function lookUp<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

const readLanguage: Effects = (attributes, state, { report }) => {
  const typed = attributes.get('xml:lang') ?? attributes.get('lang');
  if (typed === undefined) return {};
  const dialect = LANGUAGES.find(([pattern]) => pattern.test(typed.trim().toLowerCase().replaceAll('_', '-')))?.[1];
  if (dialect === undefined) report(`No voice speaks “${typed}”. There are en-US, en-GB, zh-CN, zh-CN-sichuan, yue-HK and ja-JP.`);
  return dialect === undefined ? {} : { state: { ...state, dialect } };
};

const readBreak: Effects = (attributes, _state, { report }) => {
  const time = attributes.get('time');
  const strength = attributes.get('strength') ?? 'medium';
  const ms = time === undefined ? lookUp(BREAKS, strength.toLowerCase()) : parseDurationMs(time);
  if (ms === undefined || ms === null) report(`“${time ?? strength}” is no break. Write time="500ms" or strength="strong".`);
  else if (ms > LONGEST_BREAK_MS) report(`A break is ${LONGEST_BREAK_MS / 1000} seconds at most, so that is what is left.`);
  return { pauseMs: Math.min(LONGEST_BREAK_MS, ms ?? lookUp(BREAKS, 'medium') ?? 0) };
};

const readPhoneme: Effects = (attributes, _state, { report }) => {
  const typed = attributes.get('alphabet') ?? 'ipa';
  const alphabet = lookUp(ALPHABETS, typed.toLowerCase());
  const reading = alphabet === undefined ? null : readAs(alphabet, attributes.get('ph') ?? '');
  if (alphabet === undefined) report(`Pronunciations in “${typed}” cannot be read, so the word is said as usual. There are ipa (English), arpabet, pinyin, jyutping and romaji.`);
  else if (reading === null) report(`“${attributes.get('ph') ?? ''}” is no ${typed}, so the word is said as usual.`);
  return { reading };
};

const readSayAs: Effects = (attributes, state, { report }) => {
  const typed = attributes.get('interpret-as') ?? '';
  const sayAs = lookUp(SAY_AS, typed.toLowerCase());
  if (sayAs === undefined) report(`“${typed}” cannot be asked of say-as. There are ${Object.keys(SAY_AS).join(', ')}.`);
  return sayAs === undefined ? {} : { state: { ...state, sayAs: inFormat(sayAs, attributes.get('format')?.trim().toLowerCase() ?? '', report) } };
};

/** A kind in the format that was typed; one that is not known leaves the kind. */
function inFormat(kind: SayAsKind, typed: string, report: (message: string, part?: string) => void): SayAs {
  if (typed === '') return kind;
  const date = DATE_FORMATS.find((format) => format === typed);
  const time = TIME_FORMATS.find((format) => format === typed);
  const country = /^[1-9]\d{0,2}$/.test(typed) ? Number(typed) : null;
  if (kind === 'date' && date !== undefined) return `date-${date}`;
  if (kind === 'time' && time !== undefined) return `time-${time}`;
  if (kind === 'telephone' && country !== null) return `telephone-${country}`;
  const formats = { date: `There are ${DATE_FORMATS.join(', ')}`, time: `There are ${TIME_FORMATS.join(', ')}`, telephone: 'Write the country code, such as 1 or 86' };
  const known = kind === 'date' || kind === 'time' || kind === 'telephone' ? `“${typed}” is no format of a ${kind}. ${formats[kind]}.` : `There are no formats of ${kind}, so “${typed}” is left out.`;
  report(known, typed);
  return kind;
}

const readProsody: Effects = (attributes, state, { report }) => ({
  state: { ...state, controls: applyProsody(state.controls, attributes, report) },
  contour: readContour(attributes.get('contour') ?? '', report),
});

const readEmphasis: Effects = (attributes, state, { report }) => {
  const typed = attributes.get('level') ?? 'moderate';
  const emphasis = lookUp(LEVELS, typed.toLowerCase());
  if (emphasis === undefined) report(`“${typed}” is no level of emphasis. There are strong, moderate, reduced and none.`);
  return emphasis === undefined ? {} : { state: { ...state, emphasis } };
};

const readVoice: Effects = (attributes, _state, { voiceIds, report }) => {
  const name = attributes.get('name') ?? '';
  const voiceId = voiceIds.find((id) => id.toLowerCase() === name.trim().toLowerCase()) ?? null;
  if (voiceId === null) report(`There is no voice “${name}”, so the line's own goes on.${voiceIds.length > 0 ? ` There are ${voiceIds.join(', ')}.` : ''}`);
  return { voiceId };
};

const readSub: Effects = (attributes, _state, { report }) => {
  const alias = attributes.get('alias');
  if (alias === undefined) report('<sub> needs alias="what is said instead". Its content is read as it stands.');
  return { instead: alias ?? null };
};

const ELEMENTS: ReadonlyMap<string, Effects> = new Map<string, Effects>([
  ['speak', readLanguage], ['lang', readLanguage], ['break', readBreak], ['emphasis', readEmphasis], ['phoneme', readPhoneme],
  ['say-as', readSayAs], ['voice', readVoice], ['sub', readSub],
  ['prosody', readProsody], ['p', () => ({ isLine: true })], ['s', () => ({ isLine: true })], ['mark', () => ({})],
  ['audio', (_attributes, _state, { report }) => {
    report('Recordings from elsewhere are not played. What stands in <audio> is read instead.');
    return {};
  }],
  ...['desc', 'metadata', 'script', 'style'].map((name): [string, Effects] => [name, () => ({ instead: '' })]),
]);

export const ELEMENT_NAMES: readonly string[] = ['speak', 'break', 'prosody', 'emphasis', 'phoneme', 'say-as', 'lang', 'voice', 'sub', 'p', 's', 'mark'];

/** What an element does; one that is not known does nothing, and its content is read. */
export function effectOf(token: ElementToken, state: SpeechState, context: Context): ElementEffect {
  const effects = ELEMENTS.get(token.name);
  if (effects === undefined) context.report(`<${token.name}> is not known here and is left out; what stands in it is read. For the sign itself write &lt;.`);
  return { state, instead: null, reading: null, voiceId: null, contour: [], pauseMs: null, isLine: false, ...effects?.(token.attributes, state, context) };
}
