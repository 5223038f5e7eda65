import { rateBreak } from './rate-break';
import { lineColumns, type Unit } from './units';

/** How much a line break inside a phrase counts against lines of unequal length. */
const BREAK_WEIGHT = 0.12;

/** The fewest lines that hold the units, none wider than `columnsPerLine` unless it is a single unit. */
export function countLines(units: readonly Unit[], columnsPerLine: number): number {
  let lines = 0;
  let columns = 0;
  for (const unit of units) {
    if (lines > 0 && columns + unit.spaceBefore + unit.columns <= columnsPerLine) columns += unit.spaceBefore + unit.columns;
    else {
      lines++;
      columns = unit.columns;
    }
  }
  return lines;
}

/**
 * Breaks units into the fewest lines, as even as good places to break allow.
 *
 * Depends on the text alone, not on times, so that a subtitle read back from a file breaks as it did.
 */
export function wrapLines(units: readonly Unit[], columnsPerLine: number): Unit[][] {
  const lineCount = countLines(units, columnsPerLine);
  if (lineCount <= 1) return units.length === 0 ? [] : [[...units]];
  const target = lineColumns(units) / lineCount;
  const cost = (from: number, to: number) => {
    const columns = lineColumns(units.slice(from, to));
    if (columns > columnsPerLine && to - from > 1) return Infinity;
    const right = units[to];
    const broken = right === undefined ? 0 : rateBreak(units[to - 1]?.text ?? '', right.text);
    return ((columns - target) / columnsPerLine) ** 2 + BREAK_WEIGHT * broken;
  };
  return cutsOf(units.length, lineCount, cost).map(([from, to]) => units.slice(from, to));
}

/** The cheapest way to cut 0…length into `pieceCount` pieces that are not empty. */
function cutsOf(length: number, pieceCount: number, cost: (from: number, to: number) => number): (readonly [number, number])[] {
  let best: { total: number; cuts: (readonly [number, number])[] }[] = [{ total: 0, cuts: [] }];
  for (let piece = 1; piece <= pieceCount; piece++) {
    const next: typeof best = [];
    // The last piece ends where the line of text does: no other end is of use.
    for (let to = piece === pieceCount ? length : piece; to <= length - (pieceCount - piece); to++) {
      for (let from = piece - 1; from < to; from++) {
        const before = best[from];
        if (before === undefined) continue;
        const total = before.total + cost(from, to);
        if (Number.isFinite(total) && total < (next[to]?.total ?? Infinity)) next[to] = { total, cuts: [...before.cuts, [from, to]] };
      }
    }
    best = next;
  }
  return best[length]?.cuts ?? [[0, length]];
}
