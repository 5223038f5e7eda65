import type { Inventory } from './front-end/inventory';
import type { Phone, Utterance } from './front-end/utterance';

/** Whether a phoneme carries a syllable: a vowel of English, a final of a tone language, a vowel or the moraic nasal of Japanese. */
export function isNucleus({ symbol }: Phone, { en, zh, yue }: Inventory): boolean {
  const bare = symbol.slice(symbol.indexOf(':') + 1);
  if (symbol === bare) return en.vowels.includes(symbol);
  const tonal = [zh, yue].find(({ prefix }) => prefix !== '' && symbol.startsWith(prefix));
  return tonal === undefined ? /^[aiueoIUN]$/.test(bare) : tonal.finals.includes(bare);
}

/** Indices of the phonemes that carry the syllables of an utterance. */
export function findNuclei({ phones, wordOf }: Utterance, inventory: Inventory): number[] {
  return phones.flatMap((phone, i) => (wordOf[i] !== -1 && isNucleus(phone, inventory) ? [i] : []));
}

/** Those of `nuclei` that beats fall on: the stressed ones of English, all of them where it has none and in other languages. */
export function findStressed({ language, phones }: Utterance, nuclei: readonly number[]): number[] {
  const stressed = language === 'en' ? nuclei.filter((i) => phones[i]?.accent === 1) : [];
  return stressed.length > 0 ? stressed : [...nuclei];
}

/** Where the syllable of the second nucleus begins: at its word, or with the last consonant before it. */
export function findOnset({ wordOf }: Utterance, nucleus: number, next: number): number {
  for (let i = nucleus + 1; i <= next; i += 1) if (wordOf[i] !== wordOf[nucleus]) return i;
  return next - nucleus > 1 ? next - 1 : next;
}

/** The syllables of an utterance hummed: a nasal for each, which lasts as long as all its phonemes. */
export function toHum({ phones, wordOf, ...rest }: Utterance, durations: readonly number[], inventory: Inventory): { utterance: Utterance; durations: number[] } {
  const hummed: { phone: Phone; word: number; frames: number; isVoiced: boolean }[] = [];
  phones.forEach((phone, i) => {
    const [word, frames] = [wordOf[i] ?? -1, durations[i] ?? 0];
    const last = hummed.at(-1);
    const isHeld = word !== -1 && last !== undefined && last.word !== -1 && !isNucleus(phone, inventory);
    if (isHeld) last.frames += frames;
    else if (word === -1) hummed.push({ phone, word, frames, isVoiced: false });
    else if (last !== undefined && last.word === word && !last.isVoiced) Object.assign(last, { frames: last.frames + frames, isVoiced: true });
    else hummed.push({ phone: { symbol: `${/^[a-z]+:/.exec(phone.symbol)?.[0] ?? ''}m`, accent: phone.accent }, word, frames, isVoiced: isNucleus(phone, inventory) });
  });
  return {
    utterance: { ...rest, phones: hummed.map(({ phone }) => phone), wordOf: hummed.map(({ word }) => word) },
    durations: hummed.map(({ frames }) => frames),
  };
}
