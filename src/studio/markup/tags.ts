import { DIALECTS, EMOTIONS, STYLES, type Dialect, type EmotionMix, type Style } from '../../protocol/speech';
import { clampTo, CONTROL_LIMITS, TEMPO_LIMITS } from '../limits';
import { DIALECT_NAMES, EMOTION_BLENDS, EMOTION_NAMES, invertNames, STYLE_NAMES, UNAVAILABLE_LANGUAGES } from './tag-names';

/** What a tag in parentheses changes. Amounts replace what the line's own control says, except the rate, which multiplies it. */
export type TagEffect =
  | { kind: 'emotion'; mix: Partial<EmotionMix> }
  | { kind: 'rate'; factor: number }
  | { kind: 'pitch'; semitones: number }
  | { kind: 'range'; value: number }
  | { kind: 'energy'; db: number }
  | { kind: 'breathiness'; value: number }
  | { kind: 'style'; style: Style }
  | { kind: 'dialect'; dialect: Dialect }
  | { kind: 'tempo'; beatsPerMinute: number }
  | { kind: 'reset'; of: Exclude<TagEffect['kind'], 'reset'> | 'all' };

/** `complaints` are about what stands between the parentheses and cannot be done as it is written. */
export type ParsedTags = { effects: TagEffect[]; complaints: string[] };

const EMOTION_OF = invertNames(EMOTIONS, EMOTION_NAMES);
const STYLE_OF = invertNames(STYLES, STYLE_NAMES);
const DIALECT_OF = invertNames(DIALECTS, DIALECT_NAMES);
const RESET = new Set(['/', 'reset', '重置', '复位', 'neutral', '中性']);
/** A level of Step-Audio's speed tags; `(slow 1)` is 0.84, `(slow 2)` 0.71 of the rate. */
const SLOWER = 0.84;
const FASTER = 1.2;

/** Null: the name means nothing without a number. */
type Amount = (value: number | null) => TagEffect | null;
const AMOUNTS: ReadonlyMap<string, Amount> = new Map<string, Amount>([
  ...names(['slow', 'slower', 'slowly', '慢速', '慢'], (value) => ({ kind: 'rate', factor: SLOWER ** (value ?? 1) })),
  ...names(['more slower', '更慢'], () => ({ kind: 'rate', factor: SLOWER ** 2 })),
  ...names(['fast', 'faster', 'quickly', '快速', '快'], (value) => ({ kind: 'rate', factor: FASTER ** (value ?? 1) })),
  ...names(['more faster', '更快'], () => ({ kind: 'rate', factor: FASTER ** 2 })),
  ...names(['speed', 'rate', '语速'], required((value) => ({ kind: 'rate', factor: value }))),
  ...names(['pitch', '音调', '音高'], required((value) => ({ kind: 'pitch', semitones: value }))),
  ...names(['high', 'higher', '高音'], (value) => ({ kind: 'pitch', semitones: 3 * (value ?? 1) })),
  ...names(['low', 'lower', 'deep', 'deeply', '低音'], (value) => ({ kind: 'pitch', semitones: -3 * (value ?? 1) })),
  ...names(['range', '起伏'], required((value) => ({ kind: 'range', value: value }))),
  ...names(['flat', 'monotone', '平淡'], () => ({ kind: 'range', value: 0.3 })),
  ...names(['lively', '生动'], () => ({ kind: 'range', value: 1.6 })),
  ...names(['energy', 'volume', '音量'], required((value) => ({ kind: 'energy', db: value }))),
  ...names(['loud', 'louder', 'loudly', '大声'], (value) => ({ kind: 'energy', db: 4 * (value ?? 1) })),
  ...names(['quiet', 'quieter', 'quietly', 'soft', 'softly', '小声', '轻声'], (value) => ({ kind: 'energy', db: -4 * (value ?? 1) })),
  ...names(['breathy', 'breathiness', '气声'], (value) => ({ kind: 'breathiness', value: value ?? 0.6 })),
  ...names(['bpm', 'tempo', '节拍'], required((value) => ({ kind: 'tempo', beatsPerMinute: value }))),
]);

function required(effect: (value: number) => TagEffect): Amount {
  return (value) => (value === null ? null : effect(value));
}

function names(of: readonly string[], effect: Amount): [string, Amount][] {
  return of.map((name) => [name, effect]);
}

/**
 * What stands between parentheses, read as tags; null when it is ordinary text.
 *
 * A list is one of tags when all of it is, or when a known name has a strength: "(happy, healthy)" is text, "(happy 0.7, heathy)" is not.
 */
export function parseTags(body: string): ParsedTags | null {
  const parts = body.normalize('NFKC').toLowerCase().split(/[,、;]/).map((part) => part.trim());
  const read = parts.map(readPart);
  const isCertain = read.some((part) => part !== null && part.hasStrength);
  if (read.every((part) => part === null) || (read.includes(null) && !isCertain)) return null;
  return {
    effects: read.flatMap((part) => part?.effects ?? []),
    complaints: read.flatMap((part, index) => (part === null ? [`“${parts[index] ?? ''}” is not a tag and is left out.`] : part.complaints)),
  };
}

type ReadPart = ParsedTags & { hasStrength: boolean };

function readPart(part: string): ReadPart | null {
  const match = /^(\/?)(.*?)(?:[\s:=]*([+-]?\d{1,4}(?:\.\d{1,6})?)\s*(?:x|st|db|倍|半音|分贝)?)?$/u.exec(part);
  if (match === null) return null;
  const [, slash = '', name = '', digits] = match;
  const value = digits === undefined ? null : Number(digits);
  const hasStrength = value !== null;
  if (RESET.has(part)) return { effects: [{ kind: 'reset', of: 'all' }], complaints: [], hasStrength: true };
  const read = readEmotion(name, value) ?? readChoice(name) ?? readAmount(name, value);
  if (read === null) return null;
  return slash === '' ? { ...read, hasStrength } : { effects: read.effects.map(toReset), complaints: [], hasStrength: true };
}

function toReset(effect: TagEffect): TagEffect {
  return effect.kind === 'reset' ? effect : { kind: 'reset', of: effect.kind };
}

/** A strength is 0–1; Step-Audio's second level, 2, is full too. */
function readEmotion(name: string, value: number | null): ParsedTags | null {
  const emotion = EMOTION_OF.get(name);
  const blend = emotion === undefined ? EMOTION_BLENDS[name] : { [emotion]: 1 };
  if (blend === undefined || !(emotion !== undefined || Object.hasOwn(EMOTION_BLENDS, name))) return null;
  const strength = Math.min(1, Math.max(0, value ?? 1));
  const isOutside = value !== null && (value < 0 || value > 2);
  const mix = Object.fromEntries(Object.entries(blend).map(([key, share]) => [key, share * strength]));
  return { effects: [{ kind: 'emotion', mix }], complaints: isOutside ? [`The strength of a feeling goes from 0 to 1; ${value} is taken as ${strength}.`] : [] };
}

function readChoice(name: string): ParsedTags | null {
  const style = STYLE_OF.get(name);
  if (style !== undefined) return { effects: [{ kind: 'style', style }], complaints: [] };
  const dialect = DIALECT_OF.get(name);
  if (dialect !== undefined) return { effects: [{ kind: 'dialect', dialect }], complaints: [] };
  return UNAVAILABLE_LANGUAGES.includes(name) ? { effects: [], complaints: ['There is no voice for Korean. What follows is said as its letters are.'] } : null;
}

function readAmount(name: string, value: number | null): ParsedTags | null {
  const effect = AMOUNTS.get(name)?.(value) ?? null;
  return effect === null ? null : within(effect);
}

/** An amount nobody can have becomes the nearest that is. The rate is told of by itself: it multiplies the line's. */
function within(effect: TagEffect): ParsedTags {
  switch (effect.kind) {
    case 'rate': return keep(effect.factor, CONTROL_LIMITS.speakingRate, 'A speed', (factor) => ({ kind: 'rate', factor }));
    case 'pitch': return keep(effect.semitones, CONTROL_LIMITS.pitchSemitones, 'A pitch', (semitones) => ({ kind: 'pitch', semitones }));
    case 'range': return keep(effect.value, CONTROL_LIMITS.pitchRange, 'A range', (value) => ({ kind: 'range', value }));
    case 'energy': return keep(effect.db, CONTROL_LIMITS.energyDb, 'A volume', (db) => ({ kind: 'energy', db }));
    case 'breathiness': return keep(effect.value, CONTROL_LIMITS.breathiness, 'Breath', (value) => ({ kind: 'breathiness', value }));
    case 'tempo': return keep(effect.beatsPerMinute, TEMPO_LIMITS, 'A tempo', (beatsPerMinute) => ({ kind: 'tempo', beatsPerMinute }));
    default: return { effects: [effect], complaints: [] };
  }
}

function keep(value: number, limits: readonly [number, number], what: string, effect: (value: number) => TagEffect): ParsedTags {
  const [least, most] = limits;
  const kept = clampTo(limits, value, least);
  return { effects: [effect(kept)], complaints: kept === value ? [] : [`${what} goes from ${least} to ${most}; ${Math.round(value * 100) / 100} is taken as ${kept}.`] };
}
