import { expect, it } from 'vitest';
import { quantile, slope, summarize } from './statistics';

it('interpolates quantiles between the two nearest values', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10], 0.95)).toBe(10);
  expect(quantile([], 0.5)).toBeNull();
});

it('finds the slope of a line and of noise around a level', () => {
  expect(slope([3, 5, 7, 9])).toBeCloseTo(2);
  expect(slope([2, 2, 2])).toBeCloseTo(0);
  expect(slope([1])).toBeNull();
});

it('summarizes with the extremes', () => {
  expect(summarize([1, 2, 3])).toMatchObject({ n: 3, median: 2, min: 1, max: 3 });
});
