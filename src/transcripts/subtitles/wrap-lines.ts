import { findInsideWords, rateBreak } from './rate-break';
import { lineColumns, type Unit } from './units';

/** How much a line break inside a phrase counts against lines of unequal length. */
const BREAK_WEIGHT = 0.12;

/** Counts lines while units are added one by one, each put on the line where it still fits: that is the fewest there can be. */
export class LineRoom {
  columns = 0;
  #lines = 0;
  #lineColumns = 0;
  constructor(readonly columnsPerLine: number) {}

  /** Adds a unit and answers how many lines there are now. */
  add(unit: Unit): number {
    this.columns += unit.columns + (this.#lines === 0 ? 0 : unit.spaceBefore);
    const together = this.#lineColumns + unit.spaceBefore + unit.columns;
    if (this.#lines > 0 && together <= this.columnsPerLine) this.#lineColumns = together;
    else {
      this.#lines++;
      this.#lineColumns = unit.columns;
    }
    return this.#lines;
  }
}

/** The fewest lines that hold the units, none wider than `columnsPerLine` unless it is a single unit. */
export function countLines(units: readonly Unit[], columnsPerLine: number): number {
  const room = new LineRoom(columnsPerLine);
  return units.reduce((_, unit) => room.add(unit), 0);
}

/**
 * Breaks units into the fewest lines, as even as good places to break allow.
 *
 * Depends on the text alone, not on times, so that a subtitle read back from a file breaks as it did.
 */
export function wrapLines(units: readonly Unit[], columnsPerLine: number): Unit[][] {
  const lineCount = countLines(units, columnsPerLine);
  if (lineCount <= 1) return units.length === 0 ? [] : [[...units]];
  const insides = findInsideWords(units.map(({ text }) => text));
  const target = lineColumns(units) / lineCount;
  const cost = (from: number, to: number) => {
    const columns = lineColumns(units.slice(from, to));
    if (columns > columnsPerLine && to - from > 1) return Infinity;
    const right = units[to];
    const broken = right === undefined ? 0 : rateBreak(units[to - 1]?.text ?? '', right.text, insides[to]);
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
