import type { Segment } from '../../transcripts/document';
import { literalPattern } from '../../transcripts/edit-text';
import { segmentLine } from './segment-line';

export type Match = { segmentId: string; start: number; end: number };

/** Every place of a literal text, in order; the same that `text.replace` would change. */
export function findMatches(segments: readonly Segment[], find: string, isCaseSensitive: boolean): Match[] {
  if (find.trim() === '') return [];
  const pattern = literalPattern(find, isCaseSensitive);
  return segments.flatMap((segment) => [...segmentLine(segment).text.matchAll(pattern)].map((match) => ({ segmentId: segment.id, start: match.index, end: match.index + match[0].length })));
}
