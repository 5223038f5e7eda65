import { pronunciationToPhones, type SpokenWord } from './english-words';
import type { Phone } from './utterance';

/** A vowel that General American lacks: between which two of its phones it lies, and how much longer than these it is. */
type Quality = Pick<Phone, 'symbol' | 'toward' | 'stretch'>;

/**
 * Lexical sets of Wells 1982, Accents of English. Without its R a word lasts about as long as with it. NURSE is central, START further back than American
 * AA, NORTH and THOUGHT are one and closer than American AO: F1 and F2 of the voice en-slt in “first” are about 555 and 1644 Hz so (STRUT made long:
 * 668 and 1330), in “force” 440 and 1123 (AO made long: 710 and 1233).
 */
const NURSE: Quality = { symbol: 'ah', toward: 'ih', stretch: 1.6 };
const THOUGHT: Quality = { symbol: 'ao', toward: 'uw', stretch: 1.2 };
const PALM: Quality = { symbol: 'aa', toward: 'ao' };
const START: Quality = { ...PALM, stretch: 1.3 };
const LETTER: Quality = { symbol: 'ah', stretch: 1.8 };
const NEAR: readonly Quality[] = [{ symbol: 'ih', stretch: 1.6 }, { symbol: 'ah', stretch: 1.8 }];

/** Vowels before an R that is not said: START, NORTH, SQUARE, NEAR, CURE, and the triphthongs. */
const BEFORE_SILENT_R: Readonly<Record<string, readonly Quality[]>> = {
  aa: [START], ao: [THOUGHT], eh: [{ symbol: 'eh', stretch: 1.6 }], ih: NEAR, iy: NEAR, uh: [THOUGHT], uw: [{ symbol: 'uh' }, LETTER],
  ay: [{ symbol: 'ay' }, LETTER], aw: [{ symbol: 'aw' }, LETTER], oy: [{ symbol: 'oy' }, LETTER],
};

/** The set BATH: words with the vowel of PALM (Wells 1982, 3.1.9); endings are found by their beginnings. */
const BATH = /^(after|ask|aunt|banana|basket|bath|branch|brass|calf|can't|cast|castle|chance|chant|class|command|craft|dance|demand|disaster|draft|drama|example|fast|france|glance|glass|graft|graph|grass|grant|half|halv|laugh|last|mask|master|nasty|pass|past|path|photograph|plant|plaster|rather|raft|rascal|sample|shaft|shan't|slant|staff|task|telegraph|vast|advance|advantage|answer|calv|clasp|gasp|grasp|moustache|tomato)(?!enger)/;
/** American AA that is written with o, or a after w: the set LOT, a rounded short vowel. */
const LOT_SPELLING = /o|w[ha]a?|qua/;
/** American AO is of the set THOUGHT where it is written so: saw, caught, all, bought, broad, water; elsewhere of CLOTH, which has the vowel of LOT: long, off. */
const THOUGHT_SPELLING = /a[uwl]|ough|oad|wat/;
/** And some of these have AA in the dictionary: caught. */
const CAUGHT_SPELLING = /a[uw]|ough/;
const LOT: Quality = { symbol: 'ao', stretch: 0.85 };
/** Stressed American ER that is STRUT and an R: hurry, courage, current. */
const HURRY = /^(?:hurr[iy]|worr[iy]|(?:dis|en)?courag|curren|thorough|nourish|flourish|burrow|furrow|surrey)/;
const LINKING_R: Phone = { symbol: 'r', accent: 0 };
/** After T, D, N a written u or ew has kept its glide: tune, duty, new. */
const YOD_SPELLING = /[tdn](?:u|ew|eu)/;
const YOD_AFTER = new Set(['t', 'd', 'n']);

/** Words that differ as a whole; Wells, Longman Pronunciation Dictionary, in the phones of the pack. Weak forms (was, of, from) are those of American English. */
const WORDS: Readonly<Record<string, string>> = {
  schedule: 'SH EH1 JH UW0 L', either: 'AY1 DH AH0', neither: 'N AY1 DH AH0', leisure: 'L EH1 ZH AH0', vitamin: 'V IH1 T AH0 M IH0 N', privacy: 'P R IH1 V AH0 S IY0',
  herb: 'HH AH1 B', vase: 'V AA1 Z', route: 'R UW1 T', process: 'P R OW1 S EH0 S', mobile: 'M OW1 B AY0 L', missile: 'M IH1 S AY0 L', lieutenant: 'L EH0 F T EH1 N AH0 N T',
  zebra: 'Z EH1 B R AH0', garage: 'G AE1 R IH0 JH', advertisement: 'AH0 D V AH1 T IH0 S M AH0 N T', laboratory: 'L AH0 B AO1 R AH0 T R IY0', tomato: 'T AH0 M AA1 T OW0',
  clerk: 'K L AA1 K', been: 'B IY1 N', ate: 'EH1 T', what: 'W AO1 T', because: 'B IH0 K AO1 Z', every: 'EH1 V R IY0',
};

/** American phones → British-leaning ones: the R of the spelling goes, BATH, LOT, THOUGHT and the glide of NEW change. */
export function toBritish(words: readonly SpokenWord[], vowels: readonly string[]): SpokenWord[] {
  const isVowel = (phone: Phone | undefined): boolean => phone !== undefined && vowels.includes(phone.symbol);
  return words.map(({ word, phones }, i) => {
    const whole = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    if (whole !== undefined) return { word, phones: pronunciationToPhones(whole) };
    const next = words[i + 1]?.phones[0];
    return { word, phones: dropR(respell(word, phones), isVowel, isVowel(next)) };
  });
}

function respell(word: string, phones: readonly Phone[]): Phone[] {
  return phones.flatMap((phone, i): Phone[] => {
    if (phone.symbol === 'er' && phone.accent > 0 && HURRY.test(word)) return [{ ...phone, symbol: 'ah' }, LINKING_R];
    if (phone.symbol === 'ae' && phone.accent > 0 && BATH.test(word)) return [{ ...phone, ...PALM }];
    if (phone.symbol === 'aa' && phones[i + 1]?.symbol !== 'r') return [{ ...phone, ...(CAUGHT_SPELLING.test(word) ? THOUGHT : LOT_SPELLING.test(word) ? LOT : PALM) }];
    if (phone.symbol === 'ao' && phones[i + 1]?.symbol !== 'r') return [{ ...phone, ...(THOUGHT_SPELLING.test(word) ? THOUGHT : LOT) }];
    if (phone.symbol === 'uw' && YOD_AFTER.has(phones[i - 1]?.symbol ?? '') && YOD_SPELLING.test(word)) return [{ symbol: 'y', accent: 0 }, phone];
    return [phone];
  });
}

/** An R is said only before a vowel, also that of the next word. */
function dropR(phones: readonly Phone[], isVowel: (phone: Phone | undefined) => boolean, isVowelNext: boolean): Phone[] {
  const isSilent = (i: number): boolean => phones[i]?.symbol === 'r' && !(i + 1 < phones.length ? isVowel(phones[i + 1]) : isVowelNext);
  return phones.flatMap((phone, i): Phone[] => {
    if (isSilent(i)) return [];
    if (phone.symbol === 'er') {
      const isLinked = i + 1 < phones.length ? isVowel(phones[i + 1]) : isVowelNext;
      if (phone.accent > 0) return [{ ...phone, ...NURSE }, ...(isLinked ? [LINKING_R] : [])];
      return isLinked ? [{ ...phone, symbol: 'ah' }, LINKING_R] : [{ ...phone, ...LETTER }];
    }
    const qualities = isSilent(i + 1) ? BEFORE_SILENT_R[phone.symbol] : undefined;
    return qualities?.map((quality, part) => ({ ...quality, accent: part === 0 ? phone.accent : 0 })) ?? [phone];
  });
}
