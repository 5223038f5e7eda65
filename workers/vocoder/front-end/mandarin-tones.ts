/** A spoken syllable: pinyin without tone (ü as v), tone 1–5 with 5 neutral. An accent may say it halfway to another one, `toward`. */
export type Syllable = { body: string; tone: number; toward?: string };

/** After these, 儿 colours the syllable before it instead of being one. */
const COLOURED_BEFORE_ER = new Set(Array.from('这那哪会点玩花事味劲活今明昨门空块样边头圈串本份馅'));

/** 'nü3' → { body: 'nv', tone: 3 }; `undefined` when it is not a syllable. */
export function parseSyllable(pinyin: string): Syllable | undefined {
  const match = /^([a-zêü:]+)([0-5]?)$/.exec(pinyin.toLowerCase());
  if (match === null) return undefined;
  const tone = Number(match[2] === '' ? '5' : match[2]);
  return { body: (match[1] ?? '').replace(/u:|ü/g, 'v'), tone: tone === 0 ? 5 : tone };
}

/** Words of Mandarin text as lists of character counts; every character its own word where no segmenter exists. */
export function segmentWords(text: string): number[] {
  const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => Array.from(segment).length);
}

/**
 * Third-tone sandhi and er-hua on one phrase; 一 and 不 are already done by pinyin-pro.
 *
 * A third tone before another becomes second: inside words first, then across their borders, where the
 * right neighbour keeps the tone it was given inside its own word (你 | 几点 | 走 → 3, 2, 2, 3).
 */
export function applySandhi(characters: readonly string[], syllables: readonly Syllable[], wordLengths: readonly number[]): Syllable[] {
  const spoken = syllables.map((syllable, i) =>
    i > 0 && characters[i] === '儿' && COLOURED_BEFORE_ER.has(characters[i - 1] ?? '') ? { body: 'r', tone: 5 } : { ...syllable });
  const ends = new Set<number>();
  let at = 0;
  for (const length of wordLengths) ends.add((at += length) - 1);
  const raise = (isBorder: boolean): void => {
    for (let i = 0; i + 1 < spoken.length; i += 1) {
      const [here, next] = [spoken[i], spoken[i + 1]];
      if (ends.has(i) === isBorder && here?.tone === 3 && next?.tone === 3) here.tone = 2;
    }
  };
  raise(false);
  raise(true);
  return spoken;
}
