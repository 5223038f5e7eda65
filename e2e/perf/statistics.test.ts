import { expect, it } from 'vitest';
import { lineSlope, quantile, slopeWithInterval, summarize } from './statistics';

it('interpolates quantiles between the two nearest values', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10], 0.95)).toBe(10);
  expect(quantile([], 0.5)).toBeNull();
});

it('finds the slope of a line and of noise around a level', () => {
  expect(lineSlope([[0, 3], [1, 5], [2, 7], [3, 9]])).toBeCloseTo(2);
  expect(lineSlope([[0, 2], [1, 2], [2, 2]])).toBeCloseTo(0);
  expect(lineSlope([[0, 1]])).toBeNull();
});

it('says how sure a slope is', () => {
  // By hand: standard error √0.12, and 3.182 is Student's 97.5 % point for three degrees of freedom.
  const { slope, low, high, n } = slopeWithInterval([[0, 1], [1, 3], [2, 2], [3, 5], [4, 4]]) ?? { slope: 0, low: 0, high: 0, n: 0 };
  expect([slope, n]).toEqual([expect.closeTo(0.8), 5]);
  expect(high - slope).toBeCloseTo(1.1, 1);
  expect(slope - low).toBeCloseTo(1.1, 1);
  expect(slopeWithInterval([[0, 1], [1, 3]])).toBeNull();
});

it('summarizes with the extremes', () => {
  expect(summarize([1, 2, 3])).toMatchObject({ n: 3, median: 2, min: 1, max: 3 });
});
