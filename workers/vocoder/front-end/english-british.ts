import { pronunciationToPhones, type SpokenWord } from './english-words';
import type { Phone } from './utterance';

/**
 * Vowels before an R that is not said, in what General American phones there are: Wells 1982, Accents of English, lexical
 * sets NURSE, LETTER, NORTH, START, SQUARE, NEAR, CURE. The long vowels [ɜː] and [ɛː] are only a short one held longer.
 */
const BEFORE_SILENT_R: Readonly<Record<string, string>> = { ih: 'ih ah', iy: 'ih ah', uh: 'ao', uw: 'uh ah', ay: 'ay ah', aw: 'aw ah', oy: 'oy ah' };
const LENGTHENED_BEFORE_R = new Set(['aa', 'ao', 'eh']);
const LENGTHENING = 1.35;

/** The set BATH: words with the vowel of START (Wells 1982, 3.1.9); endings are found by their beginnings. */
const BATH = /^(after|ask|aunt|banana|basket|bath|branch|brass|calf|can't|cast|castle|chance|chant|class|command|craft|dance|demand|disaster|draft|drama|example|fast|france|glance|glass|graft|graph|grass|grant|half|halv|laugh|last|mask|master|nasty|pass|past|path|photograph|plant|plaster|rather|raft|rascal|sample|shaft|shan't|slant|staff|task|telegraph|vast|advance|advantage|answer|calv|clasp|gasp|grasp|moustache|tomato)(?!enger)/;
/** American AA that is written with o, or a after w: the set LOT, a rounded short vowel. */
const LOT_SPELLING = /o|w[ha]a?|qua/;
/** After T, D, N a written u or ew has kept its glide: tune, duty, new. */
const YOD_SPELLING = /[tdn](?:u|ew|eu)/;
const YOD_AFTER = new Set(['t', 'd', 'n']);

/** Words that differ as a whole; Wells, Longman Pronunciation Dictionary, in the phones of the pack. Weak forms (was, of, from) are those of American English. */
const WORDS: Readonly<Record<string, string>> = {
  schedule: 'SH EH1 JH UW0 L', either: 'AY1 DH AH0', neither: 'N AY1 DH AH0', leisure: 'L EH1 ZH AH0', vitamin: 'V IH1 T AH0 M IH0 N', privacy: 'P R IH1 V AH0 S IY0',
  herb: 'HH AH1 B', vase: 'V AA1 Z', route: 'R UW1 T', process: 'P R OW1 S EH0 S', mobile: 'M OW1 B AY0 L', missile: 'M IH1 S AY0 L', lieutenant: 'L EH0 F T EH1 N AH0 N T',
  zebra: 'Z EH1 B R AH0', garage: 'G AE1 R IH0 JH', advertisement: 'AH0 D V AH1 T IH0 S M AH0 N T', laboratory: 'L AH0 B AO1 R AH0 T R IY0', tomato: 'T AH0 M AA1 T OW0',
  clerk: 'K L AA1 K', been: 'B IY1 N', ate: 'EH1 T', what: 'W AO1 T', because: 'B IH0 K AO1 Z',
};

/** American phones → British-leaning ones: the R of the spelling goes, BATH, LOT and the glide of NEW change. */
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
    if (phone.symbol === 'ae' && phone.accent > 0 && BATH.test(word)) return [{ ...phone, symbol: 'aa' }];
    if (phone.symbol === 'aa' && phones[i + 1]?.symbol !== 'r' && LOT_SPELLING.test(word)) return [{ ...phone, symbol: 'ao', stretch: 0.85 }];
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
      const linking = (i + 1 < phones.length ? isVowel(phones[i + 1]) : isVowelNext) ? [{ symbol: 'r', accent: 0 }] : [];
      return [{ ...phone, symbol: 'ah', ...(phone.accent > 0 ? { stretch: LENGTHENING } : {}) }, ...linking];
    }
    if (!isSilent(i + 1)) return [phone];
    const broken = BEFORE_SILENT_R[phone.symbol]?.split(' ');
    if (broken !== undefined) return broken.map((symbol, part) => ({ symbol, accent: part === 0 ? phone.accent : 0 }));
    return [LENGTHENED_BEFORE_R.has(phone.symbol) ? { ...phone, stretch: LENGTHENING } : phone];
  });
}
