import type { Word } from '../../protocol/tokenizer';
import type { Segment } from '../document';

/**
 * Segments of a foreign file made to keep the document's promise: in order, apart, around their words.
 *
 * Where two overlap, both give up half of the overlap; words are kept, pressed into what is left. Segments that already
 * keep the promise come back the same.
 */
export function separateSegments(segments: readonly Segment[]): Segment[] {
  const ordered = segments.map((segment, index) => ({ segment, index }))
    .sort((left, right) => left.segment.startMs - right.segment.startMs || left.index - right.index)
    .map(({ segment }) => segment);
  const spans = ordered.map(({ startMs, endMs }) => ({ startMs, endMs: Math.max(startMs, endMs) }));
  for (let index = 1; index < spans.length; index++) {
    const before = spans[index - 1];
    const span = spans[index];
    if (before === undefined || span === undefined || span.startMs >= before.endMs) continue;
    const middle = (Math.max(before.startMs, span.startMs) + Math.min(before.endMs, span.endMs)) / 2;
    const cut = Math.max(before.startMs, Math.round(middle));
    before.endMs = cut;
    span.startMs = cut;
    span.endMs = Math.max(cut, span.endMs);
  }
  return ordered.map((segment, index) => fitSegment(segment, spans[index] ?? segment));
}

function fitSegment(segment: Segment, { startMs, endMs }: { startMs: number; endMs: number }): Segment {
  const words = fitWords(segment.words, startMs, endMs);
  const isSame = startMs === segment.startMs && endMs === segment.endMs && words === segment.words;
  return isSame ? segment : { ...segment, startMs, endMs, words };
}

function fitWords(words: readonly Word[], startMs: number, endMs: number): readonly Word[] {
  let last = startMs;
  let isSame = true;
  const fitted = words.map((word) => {
    const from = Math.min(endMs, Math.max(last, word.startMs));
    const to = Math.min(endMs, Math.max(from, word.endMs));
    last = to;
    if (from === word.startMs && to === word.endMs) return word;
    isSame = false;
    return { ...word, startMs: from, endMs: to };
  });
  return isSame ? words : fitted;
}
