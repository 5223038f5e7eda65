import type { Script } from '../../../studio/script/script';
import { literalPattern } from '../../../transcripts/edit-text';

export type LineMatch = { lineId: string; row: number; start: number; end: number };

/** More are not stepped through by anybody. */
const MAX_MATCHES = 5000;

/** Every place of a literal text in what was typed, in order, whatever its case. Offsets are UTF-16 units of the source. */
export function findInScript({ chapters }: Script, query: string): LineMatch[] {
  if (query.trim() === '') return [];
  const pattern = literalPattern(query, false);
  const matches: LineMatch[] = [];
  let row = 0;
  for (const { lines } of chapters) {
    for (const { id, source } of lines) {
      for (const match of source.matchAll(pattern)) {
        if (matches.length >= MAX_MATCHES) return matches;
        matches.push({ lineId: id, row, start: match.index, end: match.index + match[0].length });
      }
      row += 1;
    }
  }
  return matches;
}
