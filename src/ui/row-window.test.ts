import { expect, it, vi } from 'vitest';
import { ROWS_A_BLOCK, RowWindow } from './row-window';

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
