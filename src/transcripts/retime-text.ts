import type { Word } from '../protocol/tokenizer';
import { splitWords } from './join-words';
import { foldText } from './fold-text';
import { spreadTokens, type Span } from './spread-words';

/** Above this many comparisons a changed stretch is taken as replaced: the table would hold the page up. */
const MAX_COMPARISONS = 4_000_000;
/** A person wrote it: there is nothing to doubt. */
const TYPED_CONFIDENCE = 1;

/**
 * The words of an edited text, on the clock of the words it was before.
 *
 * Words that stay (or change only in case, accents or punctuation) keep their times and confidence; new ones share the
 * time of what they replace, or the pause they were put into. The result is monotonic and lies within `span`.
 *
 * @param span Where the segment lies; by default from the first to the last of its words.
 */
export function retimeText(words: readonly Word[], newText: string, span: Span = spanOf(words)): Word[] {
  const tokens = splitWords(newText);
  const kept = alignWords(words, tokens);
  const result: Word[] = [];
  let wordIndex = 0;
  let tokenIndex = 0;
  for (const [keptWord, keptToken] of [...kept, [words.length, tokens.length] as const]) {
    const replaced = words.slice(wordIndex, keptWord);
    const room: Span = {
      startMs: replaced[0]?.startMs ?? words[wordIndex - 1]?.endMs ?? span.startMs,
      endMs: replaced.at(-1)?.endMs ?? words[keptWord]?.startMs ?? span.endMs,
    };
    result.push(...placeTokens(tokens.slice(tokenIndex, keptToken), replaced, room));
    const word = words[keptWord];
    const text = tokens[keptToken];
    if (word !== undefined && text !== undefined) result.push(word.text === text ? word : { ...word, text });
    wordIndex = keptWord + 1;
    tokenIndex = keptToken + 1;
  }
  return result;
}

function spanOf(words: readonly Word[]): Span {
  return { startMs: words[0]?.startMs ?? 0, endMs: words.at(-1)?.endMs ?? 0 };
}

/** One for one where as many were written as were there; otherwise by share of the characters. */
function placeTokens(tokens: readonly string[], replaced: readonly Word[], room: Span): Word[] {
  if (tokens.length !== replaced.length) return spreadTokens(tokens, { ...room, endMs: Math.max(room.startMs, room.endMs) }, TYPED_CONFIDENCE);
  return replaced.map((word, index) => ({ ...word, text: tokens[index] ?? word.text, confidence: TYPED_CONFIDENCE }));
}

/** Pairs (word, token) that are the same, in order: the longest common subsequence, exact matches preferred. */
function alignWords(words: readonly Word[], tokens: readonly string[]): (readonly [number, number])[] {
  const olds = words.map((word) => ({ text: word.text, key: keyOf(word.text) }));
  const news = tokens.map((text) => ({ text, key: keyOf(text) }));
  const score = (i: number, j: number) => {
    const old = olds[i];
    const fresh = news[j];
    if (old === undefined || fresh === undefined) return 0;
    return old.text === fresh.text ? 3 : old.key === fresh.key ? 2 : 0;
  };
  let start = 0;
  while (score(start, start) === 3) start++;
  let tail = 0;
  while (Math.min(olds.length, news.length) - tail > start && score(olds.length - 1 - tail, news.length - 1 - tail) === 3) tail++;
  const pairs: (readonly [number, number])[] = Array.from({ length: start }, (_, index) => [index, index]);
  pairs.push(...alignMiddle(score, start, olds.length - tail, news.length - tail));
  for (let back = tail; back > 0; back--) pairs.push([olds.length - back, news.length - back]);
  return pairs;
}

/** The best pairs between [start, oldEnd) and [start, newEnd), by the usual dynamic programme over suffixes. */
function alignMiddle(score: (i: number, j: number) => number, start: number, oldEnd: number, newEnd: number): (readonly [number, number])[] {
  const rows = oldEnd - start;
  const columns = newEnd - start;
  if (rows <= 0 || columns <= 0 || rows * columns > MAX_COMPARISONS) return [];
  const width = columns + 1;
  const best = new Uint32Array((rows + 1) * width);
  const read = (i: number, j: number) => best[i * width + j] ?? 0;
  for (let i = rows - 1; i >= 0; i--) {
    for (let j = columns - 1; j >= 0; j--) {
      const match = score(start + i, start + j);
      best[i * width + j] = Math.max(read(i + 1, j), read(i, j + 1), match > 0 ? match + read(i + 1, j + 1) : 0);
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < rows && j < columns; ) {
    const match = score(start + i, start + j);
    if (match > 0 && read(i, j) === match + read(i + 1, j + 1)) pairs.push([start + i++, start + j++]);
    else if (read(i, j) === read(i + 1, j)) i++;
    else j++;
  }
  return pairs;
}

/** What of a word has to stay for it to be the same word; punctuation alone is only itself. */
function keyOf(text: string): string {
  const letters = foldText(text).replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? text : letters;
}
