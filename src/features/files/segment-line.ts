import type { Segment } from '../../transcripts/document';
import { joinWords } from '../../transcripts/join-words';
import { wordOffsets } from './word-offsets';

/** A segment's text and where its words stand in it. */
export type SegmentLine = { text: string; offsets: readonly number[] };

const lines = new WeakMap<Segment['words'], SegmentLine>();

/** Computed once for the same words: find, click and the lit word all ask for it. */
export function segmentLine({ words }: Segment): SegmentLine {
  const known = lines.get(words);
  if (known !== undefined) return known;
  const text = joinWords(words);
  const line = { text, offsets: wordOffsets(text, words) };
  lines.set(words, line);
  return line;
}
