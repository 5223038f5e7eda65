import { expect, it, vi } from 'vitest';
import { blocksWithin, ROWS_A_BLOCK, RowWindow } from './row-window';

it('a list opens with its first rows and those it lands on', () => {
  expect([...new RowWindow(-1).getDrawn()]).toEqual([0]);
  expect([...new RowWindow(4 * ROWS_A_BLOCK + 3).getDrawn()]).toEqual([0, 4]);
});

it('every block is drawn in the end, once, and each time somebody is told', () => {
  const rows = new RowWindow(-1);
  const onChange = vi.fn();
  rows.subscribe(onChange);
  rows.drawRow(3 * ROWS_A_BLOCK);
  rows.drawRow(3 * ROWS_A_BLOCK + 1);
  expect(onChange).toHaveBeenCalledTimes(1);
  for (let block = rows.nextMissing(5 * ROWS_A_BLOCK); block !== null; block = rows.nextMissing(5 * ROWS_A_BLOCK)) rows.draw(block);
  expect([...rows.getDrawn()].sort()).toEqual([0, 1, 2, 3, 4]);
  expect(onChange).toHaveBeenCalledTimes(4);
});

it('a row that is nowhere changes nothing', () => {
  const rows = new RowWindow(-1);
  const before = rows.getDrawn();
  rows.drawRow(-1);
  expect(rows.getDrawn()).toBe(before);
});

it('a part of a list lies in the blocks of the whole, each row in one of them', () => {
  expect(blocksWithin(ROWS_A_BLOCK - 10, ROWS_A_BLOCK + 20)).toEqual([
    { block: 0, start: 0, end: 10 }, { block: 1, start: 10, end: ROWS_A_BLOCK + 10 }, { block: 2, start: ROWS_A_BLOCK + 10, end: ROWS_A_BLOCK + 20 },
  ]);
  expect(blocksWithin(2 * ROWS_A_BLOCK, 1)).toEqual([{ block: 2, start: 0, end: 1 }]);
  expect(blocksWithin(7, 0)).toEqual([]);
});
