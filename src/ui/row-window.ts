/** Rows that are drawn together. */
export const ROWS_A_BLOCK = 50;
/** Rows that are drawn at once when a list opens: more than any screen shows. */
const FIRST_BLOCKS = 1;

/**
 * Which rows of a long list are drawn, in blocks. All are in the end, so that the browser finds, selects and reads out
 * everything; but those in sight come first, and the others when the page has nothing better to do.
 */
export class RowWindow {
  #drawn: ReadonlySet<number>;
  readonly #listeners = new Set<() => void>();

  /** @param landingIndex the row that the list opens at */
  constructor(landingIndex: number) {
    const landing = blockOf(Math.max(0, landingIndex));
    this.#drawn = new Set([...Array.from({ length: FIRST_BLOCKS }, (_, block) => block), landing]);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The blocks that are drawn; another object after every change. */
  readonly getDrawn = (): ReadonlySet<number> => this.#drawn;

  draw(block: number): void {
    if (this.#drawn.has(block)) return;
    this.#drawn = new Set([...this.#drawn, block]);
    for (const listener of this.#listeners) listener();
  }

  drawRow(index: number): void {
    if (index >= 0) this.draw(blockOf(index));
  }

  /** The first block of `rowCount` rows that is not drawn; null when all are. */
  nextMissing(rowCount: number): number | null {
    for (let block = 0; block * ROWS_A_BLOCK < rowCount; block += 1) if (!this.#drawn.has(block)) return block;
    return null;
  }
}

/** The blocks that a part of a list lies in, and where each begins and ends in that part; the first and the last may be cut by it. */
export function blocksWithin(firstRow: number, count: number): { block: number; start: number; end: number }[] {
  if (count <= 0) return [];
  const first = blockOf(firstRow);
  return Array.from({ length: blockOf(firstRow + count - 1) - first + 1 }, (_, offset) => {
    const block = first + offset;
    return { block, start: Math.max(0, block * ROWS_A_BLOCK - firstRow), end: Math.min(count, (block + 1) * ROWS_A_BLOCK - firstRow) };
  });
}

const blockOf = (index: number): number => Math.floor(index / ROWS_A_BLOCK);
