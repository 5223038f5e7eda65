import type { Script } from '../../../studio/script/script';
import { literalPattern } from '../../../transcripts/edit-text';
import type { FoundPlace } from '../../../ui/find-places';

/** More are not stepped through by anybody. */
const MAX_MATCHES = 5000;

/** Every place of a literal text in what was typed, in order, whatever its case. Offsets are UTF-16 units of the source. */
export function findInScript({ chapters }: Script, query: string): FoundPlace[] {
  if (query.trim() === '') return [];
  const pattern = literalPattern(query, false);
  const matches: FoundPlace[] = [];
  let rowIndex = 0;
  for (const { lines } of chapters) {
    for (const { id, source } of lines) {
      for (const match of source.matchAll(pattern)) {
        if (matches.length >= MAX_MATCHES) return matches;
        matches.push({ rowId: id, rowIndex, start: match.index, end: match.index + match[0].length });
      }
      rowIndex += 1;
    }
  }
  return matches;
}
