import type { Word } from '../../protocol/tokenizer';
import { isSpaced, joinWords, splitWords } from '../join-words';
import { measureColumns } from '../scripts';

/** The smallest thing a subtitle can be broken between: a word, or one Han or kana character. */
export type Unit = {
  text: string;
  startMs: number;
  endMs: number;
  columns: number;
  /** Columns of the space before it, when the unit before stands in the same line. */
  spaceBefore: 0 | 1;
  /** A cue may not end here: a speaker's name stands with what they say. */
  isGlued: boolean;
};

/** A stretch of the letters of a text (white space left out) and when it is said. */
type Stretch = { from: number; to: number; startMs: number; endMs: number };

/**
 * The units of words, cut as the text is when it is read back from a file: a word that holds several (a pack may time phrases)
 * shares its time among them by their letters, and stray signs go to the word they will be read with.
 *
 * @param prefix A name to stand before the words, said in no time.
 */
export function wordsToUnits(words: readonly Word[], prefix: readonly string[] = []): Unit[] {
  const startMs = words[0]?.startMs ?? 0;
  const timed = [...prefix.map((text) => ({ text, startMs, endMs: startMs })), ...words];
  const stretches = toStretches(timed);
  const prefixLength = stretches[prefix.length - 1]?.to ?? 0;
  let offset = 0;
  let left: string | null = null;
  return splitWords(joinWords(timed)).map((text): Unit => {
    const from = offset;
    offset += text.length;
    const spaceBefore = left !== null && isSpaced(left, text) ? 1 : 0;
    left = text;
    return { text, columns: measureColumns(text), spaceBefore, isGlued: offset <= prefixLength, startMs: startAt(stretches, from), endMs: endAt(stretches, offset) };
  });
}

function toStretches(words: readonly { text: string; startMs: number; endMs: number }[]): Stretch[] {
  let to = 0;
  return words.map(({ text, startMs, endMs }) => {
    const from = to;
    to += text.replace(/\s+/gu, '').length;
    return { from, to, startMs, endMs };
  });
}

function startAt(stretches: readonly Stretch[], offset: number): number {
  return interpolate(stretches[findStretch(stretches, offset)], offset);
}

/** The end of a letter is in the stretch of that letter, not at the beginning of the next. */
function endAt(stretches: readonly Stretch[], offset: number): number {
  return interpolate(stretches[findStretch(stretches, offset - 1)], offset);
}

/** The index of the stretch that holds the letter at an offset: the first that ends after it. */
function findStretch(stretches: readonly Stretch[], offset: number): number {
  let low = 0;
  for (let high = stretches.length - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if ((stretches[middle]?.to ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

function interpolate(stretch: Stretch | undefined, offset: number): number {
  if (stretch === undefined) return 0;
  const { from, to, startMs, endMs } = stretch;
  return offset === to ? endMs : offset === from ? startMs : Math.round(startMs + ((endMs - startMs) * (offset - from)) / Math.max(1, to - from));
}

/** Columns of a line that holds these units. */
export function lineColumns(units: readonly Unit[]): number {
  return units.reduce((sum, { columns, spaceBefore }, index) => sum + columns + (index === 0 ? 0 : spaceBefore), 0);
}
