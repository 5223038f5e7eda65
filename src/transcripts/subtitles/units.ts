import type { Word } from '../../protocol/tokenizer';
import { isSpaced, splitWords } from '../join-words';
import { measureColumns } from '../scripts';
import { spreadTokens } from '../spread-words';

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

/** The units of words; a word that holds several (a pack may time phrases) shares its time among them. */
export function wordsToUnits(words: readonly Word[], prefix: readonly string[] = []): Unit[] {
  const startMs = words[0]?.startMs ?? 0;
  const timed = [
    ...spreadTokens(prefix, { startMs, endMs: startMs }, 1).map((word) => ({ word, isGlued: true })),
    ...words.flatMap((word) => spreadTokens(splitWords(word.text), word, 1)).map((word) => ({ word, isGlued: false })),
  ];
  return timed.map(({ word, isGlued }, index) => {
    const left = timed[index - 1]?.word.text;
    return {
      text: word.text, startMs: word.startMs, endMs: word.endMs, isGlued,
      columns: measureColumns(word.text),
      spaceBefore: left !== undefined && isSpaced(left, word.text) ? 1 : 0,
    };
  });
}

/** Columns of a line that holds these units. */
export function lineColumns(units: readonly Unit[]): number {
  return units.reduce((sum, { columns, spaceBefore }, index) => sum + columns + (index === 0 ? 0 : spaceBefore), 0);
}
