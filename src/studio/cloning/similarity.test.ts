import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosineOf, judgeSimilarity, PERSON_BASELINES } from './similarity';

const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 3, maxLength: 3 });
const judge = (clone: number) => judgeSimilarity({ clone, builtIn: 0, builtInName: '' });

describe('the likeness of voices', () => {
  it('is the same both ways, whatever the lengths, between −1 and 1, and 1 with itself', () => {
    fc.assert(fc.property(vector, vector, fc.double({ min: 0.1, max: 10, noNaN: true }), (a, b, scale) => {
      expect(cosineOf(a, b)).toBeCloseTo(cosineOf(b, a), 9);
      // Squares of still smaller numbers have no digits left.
      if (Math.hypot(...a) > 1e-6 && Math.hypot(...b) > 1e-6) expect(cosineOf(a.map((value) => value * scale), b)).toBeCloseTo(cosineOf(a, b), 6);
      expect(Math.abs(cosineOf(a, b))).toBeLessThanOrEqual(1);
      if (Math.hypot(...a) > 1e-6) expect(cosineOf(a, a)).toBeCloseTo(1, 6);
    }));
  });

  it('is none with silence, and an error between vectors of two lengths', () => {
    expect(cosineOf([0, 0], [1, 2])).toBe(0);
    expect(() => cosineOf([1], [1, 2])).toThrow(RangeError);
  });

  it('is called that of one person only where two people hardly ever come', () => {
    expect(judge(PERSON_BASELINES.other.high + 0.01)).toBe('same');
    expect(judge(PERSON_BASELINES.same.low + 0.01)).toBe('between');
    expect(judge(PERSON_BASELINES.same.low - 0.01)).toBe('other');
  });
});
