import type { Inventory } from './inventory';
import type { JapaneseTables } from './inventory-tables';
import type { Phone } from './utterance';

/** An accent phrase: its kana, and the mora after which the pitch falls; 0 or the last one where it does not fall. */
export type AccentPhrase = { kana: string; kernel: number };

const LOW = 1;
const HIGH = 2;
const FALL = 3;
const VOWELS = new Set(['a', 'i', 'u', 'e', 'o', 'I', 'U']);

export function toKatakana(text: string): string {
  return text.replace(/[ぁ-ゖ]/g, (kana) => String.fromCodePoint((kana.codePointAt(0) ?? 0) + 0x60));
}

/** 'きょう' → [['ky', 'o'], ['u']]; ー repeats the vowel before it; what is no kana is left out. */
export function splitMorae(kana: string, { morae }: JapaneseTables): string[][] {
  const text = toKatakana(kana);
  const split: string[][] = [];
  for (let at = 0; at < text.length; ) {
    const two = text.slice(at, at + 2);
    const spelled = two.length === 2 && Object.hasOwn(morae, two) ? two : text.charAt(at);
    const vowel = split.at(-1)?.at(-1) ?? '';
    if (Object.hasOwn(morae, spelled)) split.push((morae[spelled] ?? '').split(' '));
    else if (spelled === 'ー' && VOWELS.has(vowel)) split.push([vowel]);
    at += spelled.length;
  }
  return split;
}

/** Accent of mora 1…count of a phrase: a fall is heard after its kernel, a phrase without one rises and stays. */
export function accentOf(mora: number, count: number, kernel: number): number {
  if (kernel > 0 && kernel < count) return mora === kernel ? FALL : mora > 1 && mora < kernel ? HIGH : LOW;
  return mora > 1 || count === 1 || kernel === 1 ? HIGH : LOW;
}

/**
 * Accent phrases between two pauses → the phones of each.
 *
 * i and u between voiceless consonants, and the u of a final す, are whispered; never two morae in a row.
 */
export function phrasesToPhones(phrases: readonly AccentPhrase[], { ja, idOf }: Inventory): Phone[][] {
  const spelled = phrases.map(({ kana, kernel }) => {
    const morae = splitMorae(kana, ja);
    return morae.flatMap((mora, i) => mora.map((sound) => ({ sound, accent: accentOf(i + 1, morae.length, kernel) })));
  });
  const whispered = findWhispered(spelled.flat().map(({ sound }) => sound), new Set(ja.unvoiced));
  let index = 0;
  return spelled.map((phones) => phones
    .map(({ sound, accent }) => ({ symbol: ja.prefix + (whispered.has(index++) ? sound.toUpperCase() : sound), accent }))
    .filter(({ symbol }) => idOf.has(symbol)));
}

function findWhispered(sounds: readonly string[], unvoiced: ReadonlySet<string>): Set<number> {
  const found = new Set<number>();
  let last = -3;
  sounds.forEach((sound, k) => {
    const before = sounds[k - 1] ?? '';
    if ((sound !== 'i' && sound !== 'u') || !unvoiced.has(before)) return;
    const following = sounds[k + 1];
    const isWhispered = following === undefined ? before === 's' && sound === 'u' : unvoiced.has(following);
    if (!isWhispered || k - last <= 2) return;
    found.add(k);
    last = k;
  });
  return found;
}
