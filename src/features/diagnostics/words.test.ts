import { expect, it } from 'vitest';
import { medianOf } from './words';

it('the median leaves out turns that did not get that far', () => {
  expect(medianOf([null, 300, 100, null, 200])).toBe(200);
  expect(medianOf([100, 200])).toBe(150);
  expect(medianOf([0, null])).toBe(0);
  expect(medianOf([null])).toBeNull();
});
