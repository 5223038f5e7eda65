import type { Segment } from '../../transcripts/document';
import { literalPattern } from '../../transcripts/edit-text';
import type { FoundPlace } from '../../ui/find-places';
import { segmentLine } from './segment-line';

/** Every place of a literal text, in order; the same that `text.replace` would change. */
export function findMatches(segments: readonly Segment[], find: string, isCaseSensitive: boolean): FoundPlace[] {
  if (find.trim() === '') return [];
  const pattern = literalPattern(find, isCaseSensitive);
  return segments.flatMap((segment, rowIndex) => [...segmentLine(segment).text.matchAll(pattern)].map((match) => ({ rowId: segment.id, rowIndex, start: match.index, end: match.index + match[0].length })));
}
