import { hasIdeograph } from '../scripts';

/** English words that lean on what follows: articles, prepositions, conjunctions, auxiliaries, possessives. */
const LEANS_FORWARD = new Set(('a an the my your his her its our their this that these those some any no every each of to in on at by for from with ' +
  'about into onto over under between through without within during against and or but nor so yet because although if when while ' +
  'that which who whose is are was were am be been being has have had do does did will would shall should can could may might must ' +
  "not very i you he she it we they i'm you're he's she's it's we're they're mr mrs ms dr").split(' '));
/** English words before which a phrase begins. */
const BEGINS_PHRASE = new Set(('and or but nor so yet because although though if when while where who which that to in on at by for from with about into ' +
  'over under between through without during after before until since').split(' '));
/** Chinese characters that close what stands before them: a line never begins with one. */
const LEANS_BACK = new Set([...'的了着过吗呢吧啊呀嘛么地得们里上下中后前时']);
/** Chinese characters that open what follows: a line had better not end with one. */
const OPENS = new Set([...'在把被从向对和与跟及或是不没很太更最这那每各第我你他她它一二三四五六七八九十两几']);
const CHINESE_PHRASE = /^(?:但|而|所|因|如|虽|然|可|并|和|与|在|从|对|把|被|就|才|也|都|还)/u;

const SENTENCE_END = /[.!?。！？…]["'”’」』）)\]]*$/u;
const CLAUSE_END = /[,;:，；：、—–]["'”’」』）)\]]*$/u;
const ABBREVIATION = /^(?:mr|mrs|ms|dr|st|vs|etc|e\.g|i\.e|prof|no)\.$/iu;

const chineseWords = new Intl.Segmenter('zh', { granularity: 'word' });

/** For each token, whether the place before it is inside a Chinese or Japanese word, as the browser's dictionary has it. */
export function findInsideWords(tokens: readonly string[]): boolean[] {
  if (!tokens.some(hasIdeograph)) return tokens.map(() => false);
  const starts = new Set<number>();
  for (const { index } of chineseWords.segment(tokens.join(''))) starts.add(index);
  let offset = 0;
  return tokens.map((token, index) => {
    const isInside = index > 0 && !starts.has(offset) && hasIdeograph(token) && hasIdeograph(tokens[index - 1] ?? '');
    offset += token.length;
    return isInside;
  });
}

/**
 * How bad it is to break between two neighbouring words: 0 after a sentence, 0.2 after a clause, 0.5 before a phrase,
 * 0.8 between any two words, 1 inside what belongs together (after an article or preposition, before 的 or 了, inside a
 * Chinese word).
 */
export function rateBreak(left: string, right: string, isInsideWord = false): number {
  if (SENTENCE_END.test(left) && !ABBREVIATION.test(left)) return 0;
  if (CLAUSE_END.test(left)) return 0.2;
  if (isInsideWord) return 1;
  if (hasIdeograph(left) || hasIdeograph(right)) return rateChinese(left, right);
  const before = bareWord(left);
  if (LEANS_FORWARD.has(before) || /^\d+$/u.test(before)) return 1;
  return BEGINS_PHRASE.has(bareWord(right)) ? 0.5 : 0.8;
}

function rateChinese(left: string, right: string): number {
  const next = [...right][0] ?? '';
  if (LEANS_BACK.has(next) || OPENS.has([...left].at(-1) ?? '') || /[\p{Nd}]$/u.test(left)) return 1;
  return CHINESE_PHRASE.test(right) || '的了'.includes([...left].at(-1) ?? ' ') ? 0.5 : 0.8;
}

function bareWord(text: string): string {
  return text.toLowerCase().replace(/’/g, "'").replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '');
}
