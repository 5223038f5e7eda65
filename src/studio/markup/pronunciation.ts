import type { Dialect, Pronunciation } from '../../protocol/speech';
import { ipaToArpabet, isIpa } from './ipa';
import { toArpabet, toJyutping, toPinyin, toRomaji } from './syllables';

export type Alphabet = Pronunciation['alphabet'];
/** How a pronunciation is written; what is written in the IPA is English and becomes ARPAbet. */
export type Notation = Alphabet | 'ipa';
export type Reading = { alphabet: Alphabet; phones: string };

const PARTS: Readonly<Record<Alphabet, (part: string) => string | null>> = { arpabet: toArpabet, pinyin: toPinyin, jyutping: toJyutping, romaji: toRomaji };
const PREFIXES: Readonly<Record<string, Notation>> = { ipa: 'ipa', arpabet: 'arpabet', cmu: 'arpabet', pinyin: 'pinyin', jyutping: 'jyutping', jyut: 'jyutping', romaji: 'romaji' };
const MAX_PHONES = 200;

/**
 * Which alphabet a pronunciation is written in, and its phones in regular form; null when it fits none.
 *
 * `hong4` is a syllable of both Mandarin and Cantonese. The dialect decides; without one, whether `readings` lists it among the
 * Mandarin readings of the word; `{行|jyutping: hong4}` says it outright.
 *
 * @param readings Mandarin readings of a character as `hang2`; null when the table is not at hand.
 */
export function readPronunciation(word: string, typed: string, dialect: Dialect | null, readings: ((character: string) => readonly string[]) | null): Reading | null {
  const text = typed.trim().toLowerCase();
  const [, prefix = ''] = /^([a-z]+):/.exec(text) ?? [];
  const named = Object.hasOwn(PREFIXES, prefix) ? PREFIXES[prefix] : undefined;
  if (named !== undefined) return readAs(named, text.slice(prefix.length + 1));
  if (isIpa(text)) return readAs('ipa', text);
  const fitting = orderAlphabets(word, dialect).flatMap((alphabet) => readAs(alphabet, text) ?? []);
  const [first, second] = fitting;
  const isOpen = dialect === null && first?.alphabet === 'pinyin' && second?.alphabet === 'jyutping';
  if (!isOpen || readings === null) return first ?? null;
  const syllables = first.phones.split(' ');
  const isMandarin = [...word].every((character, index) => readings(character).includes(syllables[index] ?? ''));
  return isMandarin ? first : second;
}

/** Phones of one alphabet in regular form; null when one of them is none. */
export function readAs(alphabet: Notation, text: string): Reading | null {
  if (alphabet === 'ipa') return readAs('arpabet', ipaToArpabet(text) ?? '');
  const parts = text.trim().toLowerCase().split(/[\s\-·.]+/).filter((part) => part !== '');
  const phones = parts.map((part) => PARTS[alphabet](part));
  if (parts.length === 0 || parts.length > MAX_PHONES || phones.includes(null)) return null;
  return { alphabet, phones: (alphabet === 'arpabet' ? stress(parts) : phones).join(' ') };
}

/** Marks the first vowel stressed and the others not, where no stress was written at all. */
function stress(phones: readonly string[]): string[] {
  if (phones.some((phone) => /\d/.test(phone))) return phones.map((phone) => (isVowel(phone) && !/\d/.test(phone) ? `${phone}0` : phone));
  const first = phones.findIndex(isVowel);
  return phones.map((phone, index) => (isVowel(phone) ? `${phone}${index === first ? 1 : 0}` : phone));
}

function isVowel(phone: string): boolean {
  return /^[aeiou]/.test(phone);
}

function orderAlphabets(word: string, dialect: Dialect | null): readonly Alphabet[] {
  if (dialect === 'cantonese') return ['jyutping', 'arpabet', 'pinyin', 'romaji'];
  if (dialect === 'japanese') return ['romaji', 'arpabet', 'pinyin', 'jyutping'];
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(word)) return ['romaji'];
  if (/\p{sc=Han}/u.test(word)) return ['pinyin', 'jyutping', 'romaji', 'arpabet'];
  return ['arpabet', 'pinyin', 'jyutping', 'romaji'];
}
