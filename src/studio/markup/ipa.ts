/**
 * English in the International Phonetic Alphabet as ARPAbet, in lower case: the symbols of the Handbook of the IPA (1999) for American
 * and British English, and those that dictionaries write for the same sounds. Vowels that American English has with an r get one.
 */
const PHONES: Readonly<Record<string, string>> = {
  'i': 'iy', 'iː': 'iy', 'ɪ': 'ih', 'ɨ': 'ih', 'ᵻ': 'ih', 'e': 'eh', 'ɛ': 'eh', 'æ': 'ae', 'a': 'ae', 'ɑ': 'aa', 'ɑː': 'aa', 'ɒ': 'aa', 'ɔ': 'ao', 'ɔː': 'ao',
  'ʊ': 'uh', 'u': 'uw', 'uː': 'uw', 'ʌ': 'ah', 'ə': 'ah', 'ɐ': 'ah', 'ɜ': 'er', 'ɜː': 'er', 'ɜɹ': 'er', 'ɜːɹ': 'er', 'ɜr': 'er', 'ɜːr': 'er', 'ɝ': 'er', 'ɝː': 'er', 'ɚ': 'er', 'əɹ': 'er', 'ər': 'er',
  'eɪ': 'ey', 'aɪ': 'ay', 'ɔɪ': 'oy', 'aʊ': 'aw', 'oʊ': 'ow', 'əʊ': 'ow', 'o': 'ow', 'oː': 'ow', 'eː': 'ey', 'ɪə': 'ih r', 'eə': 'eh r', 'ʊə': 'uh r', 'ɪəɹ': 'ih r', 'eəɹ': 'eh r', 'ʊəɹ': 'uh r',
  'p': 'p', 'b': 'b', 't': 't', 'd': 'd', 'k': 'k', 'g': 'g', 'ɡ': 'g', 'f': 'f', 'v': 'v', 'θ': 'th', 'ð': 'dh', 's': 's', 'z': 'z', 'ʃ': 'sh', 'ʒ': 'zh', 'h': 'hh', 'ɦ': 'hh',
  'tʃ': 'ch', 'ʧ': 'ch', 'dʒ': 'jh', 'ʤ': 'jh', 'm': 'm', 'n': 'n', 'ŋ': 'ng', 'l': 'l', 'ɫ': 'l', 'r': 'r', 'ɹ': 'r', 'ɻ': 'r', 'ɾ': 't', 'w': 'w', 'ʍ': 'w', 'j': 'y', 'ʔ': 't',
  'n̩': 'ah n', 'l̩': 'ah l', 'ɫ̩': 'ah l', 'm̩': 'ah m',
};
const LONGEST = 3;
/** Boundaries, ties, aspiration and release: English does not tell words apart by them. */
const IGNORED = /[\s.‿|/[\]\u0361\u035cʰʷʲ\u031a\u032a\u0303]/gu;
const STRESS: Readonly<Record<string, string>> = { 'ˈ': '1', "'": '1', 'ˌ': '2' };
/** What no other alphabet of pronunciations is written with. */
const ONLY_IPA = /[ˈˌːɪɨᵻɛæɑɒɔʊʌəɐɜɝɚθðʃʒʧʤŋɫɹɻɾɡɦʍʔ\u0361\u0329]/u;

export function isIpa(text: string): boolean {
  return ONLY_IPA.test(text);
}

/** Phones with stress, parted by spaces; null when a symbol stands for no sound of English. */
export function ipaToArpabet(text: string): string | null {
  // Composed letters are taken apart, so that a mark over or under a letter is one of its own.
  const symbols = text.normalize('NFD').replace(IGNORED, '');
  const isStressed = /[ˈ'ˌ]/u.test(symbols);
  const phones: string[] = [];
  let stress = '';
  for (let at = 0; at < symbols.length; ) {
    const mark = STRESS[symbols[at] ?? ''];
    const length = mark === undefined ? lengthOfPhone(symbols, at) : 1;
    if (length === 0) return null;
    const [first = '', ...rest] = mark === undefined ? (PHONES[symbols.slice(at, at + length)] ?? '').split(' ') : [];
    if (mark !== undefined) stress = mark;
    else if (!/^[aeiou]/.test(first)) phones.push(first, ...rest);
    else {
      phones.push(isStressed ? `${first}${stress === '' ? '0' : stress}` : first, ...rest);
      stress = '';
    }
    at += length;
  }
  return phones.length === 0 ? null : phones.join(' ');
}

/** Of the longest symbol that begins here, in UTF-16 units; 0 when there is none. */
function lengthOfPhone(symbols: string, at: number): number {
  for (let length = LONGEST; length > 0; length -= 1) if (Object.hasOwn(PHONES, symbols.slice(at, at + length)) && at + length <= symbols.length) return length;
  return 0;
}
