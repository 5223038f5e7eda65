import type { Inventory } from './inventory';
import type { Phone } from './utterance';

/** Word → pronunciation in ARPAbet with stress digits, as in `cmu-pronouncing-dictionary`. */
export type Dictionary = Readonly<Record<string, string>>;
/** Guesses the phones of a word that no dictionary knows; `undefined` when it cannot. */
export type GuessPhones = (word: string) => Phone[] | undefined;
/** A word as it is written and as it is said. */
export type SpokenWord = { word: string; phones: Phone[] };

/** Words the assistant says of itself that the dictionary lacks. */
const OWN_WORDS: Dictionary = { sotto: 'S AA1 T OW0', voce: 'V OW1 CH EY0' };
const UNVOICED = new Set(['p', 't', 'k', 'f', 'th']);
const SIBILANTS = new Set(['s', 'z', 'sh', 'zh', 'ch', 'jh']);

/** 'HH AH0 L OW1' → hh, ah·0, l, ow·1; consonants carry 0. */
export function pronunciationToPhones(pronunciation: string): Phone[] {
  return pronunciation.split(' ').filter((token) => token !== '').map((token) => {
    const stress = /[0-2]$/.test(token) ? Number(token.at(-1)) : 0;
    return { symbol: token.replace(/[0-2]$/, '').toLowerCase(), accent: stress };
  });
}

/**
 * Phones of one word as `readEnglish` gives it: lower case, or a single capital, which is a letter name.
 *
 * Order: function words without stress, dictionary, possessive, guess, and at last the names of its letters.
 */
export function pronounceEnglish(word: string, dictionary: Dictionary, inventory: Inventory, guess: GuessPhones): Phone[] {
  if (/^[A-Z]('s)?$/.test(word)) return withSuffix(word, pronunciationToPhones(lookUp(dictionary, `${word.charAt(0).toLowerCase()}.`) ?? ''));
  const known = pronounceKnown(word, dictionary, inventory);
  if (known !== undefined) return known;
  // Without a vowel there is nothing to guess from: "mp" and "xml" are read letter by letter.
  const guessed = /[aeiouy]/.test(word) ? guess(word.replace(/'/g, '')) : undefined;
  return guessed ?? Array.from(word.replace(/[^a-z]/g, '')).flatMap((letter) => pronunciationToPhones(lookUp(dictionary, `${letter}.`) ?? ''));
}

function pronounceKnown(word: string, dictionary: Dictionary, inventory: Inventory): Phone[] | undefined {
  const unstressed = lookUp(inventory.en.functionWords, word);
  if (unstressed !== undefined) return pronunciationToPhones(unstressed);
  const entry = lookUp(dictionary, word) ?? lookUp(OWN_WORDS, word);
  if (entry !== undefined) return pronunciationToPhones(entry);
  if (!word.endsWith("'s")) return undefined;
  const base = pronounceKnown(word.slice(0, -2), dictionary, inventory);
  return base === undefined ? undefined : withSuffix(word, base);
}

function withSuffix(word: string, base: Phone[]): Phone[] {
  if (!word.endsWith("'s")) return base;
  const last = base.at(-1)?.symbol ?? '';
  const z = { symbol: 'z', accent: 0 };
  if (SIBILANTS.has(last)) return [...base, { symbol: 'ah', accent: 0 }, z];
  return [...base, UNVOICED.has(last) ? { symbol: 's', accent: 0 } : z];
}

/** Own properties only: "constructor" is a word too. */
function lookUp(table: Readonly<Record<string, string>>, word: string): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
