import type { Word } from '../protocol/tokenizer';

/** Stands where somebody spoke and no words were found, so that the place is not lost: a person can listen, and write. */
const UNCLEAR = '[unclear]';

export function unclearWord(startMs: number, endMs: number): Word {
  return { text: UNCLEAR, startMs, endMs, confidence: 0 };
}

/** Whether words say only that none were found. */
export function isUnclear(words: readonly { text: string }[]): boolean {
  return words.length === 1 && words[0]?.text === UNCLEAR;
}
