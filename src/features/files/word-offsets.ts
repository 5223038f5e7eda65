import type { Word } from '../../protocol/tokenizer';
import type { Segment } from '../../transcripts/document';

/** Where words stand in the text that joins them, in UTF-16 units: two numbers a word, begin and end. */
export function wordOffsets(text: string, words: readonly Word[]): number[] {
  const offsets: number[] = [];
  let from = 0;
  for (const word of words) {
    const start = Math.max(from, text.indexOf(word.text, from));
    from = Math.min(text.length, start + word.text.length);
    offsets.push(start, from);
  }
  return offsets;
}

/** The word a character belongs to; a space belongs to the word before it. −1 without words. */
export function wordAtOffset(offsets: readonly number[], offset: number): number {
  const count = offsets.length / 2;
  let index = count - 1;
  while (index > 0 && (offsets[2 * index] ?? 0) > offset) index -= 1;
  return index;
}

/** The segment that is heard at a moment, or the last that was; −1 before the first. Binary search. */
export function segmentAt(segments: readonly Segment[], ms: number): number {
  let low = 0;
  let high = segments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((segments[middle]?.startMs ?? Infinity) <= ms) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** The word that is heard at a moment, or the last that was; −1 before the first. */
export function wordAt({ words }: Segment, ms: number): number {
  return words.findLastIndex(({ startMs }) => startMs <= ms);
}
