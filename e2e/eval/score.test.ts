import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countEdits, errorInterval, errorRate, normalize, splitCharacters, splitWords } from './score';

describe('normalize', () => {
  it('drops case, punctuation and stray quotes but keeps apostrophes inside words', () => {
    expect(normalize("  'Don’t' stop — it’s 5 O'Clock! ")).toBe("don't stop it's 5 o'clock");
  });
  it('makes every Chinese character a word', () => {
    expect(splitWords('你好，世界 hello')).toEqual(['你', '好', '世', '界', 'hello']);
    expect(splitCharacters('你好 ok')).toEqual(['你', '好', 'o', 'k']);
  });
});

describe('countEdits', () => {
  it('tells substitutions, deletions and insertions apart', () => {
    expect(countEdits(['a', 'b', 'c'], ['a', 'x', 'c', 'd'])).toEqual({ substitutions: 1, deletions: 0, insertions: 1, referenceLength: 3 });
    expect(countEdits(['a', 'b'], [])).toEqual({ substitutions: 0, deletions: 2, insertions: 0, referenceLength: 2 });
  });
  it('costs nothing for equal sequences and at most the longer length otherwise', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 });
    fc.assert(
      fc.property(words, words, (reference, hypothesis) => {
        const { substitutions, deletions, insertions } = countEdits(reference, hypothesis);
        const total = substitutions + deletions + insertions;
        expect(total === 0).toBe(JSON.stringify(reference) === JSON.stringify(hypothesis));
        expect(total).toBeLessThanOrEqual(Math.max(reference.length, hypothesis.length));
        expect(reference.length - deletions + insertions).toBe(hypothesis.length);
      }),
    );
  });
});

describe('errorRate', () => {
  it('sums over the corpus instead of averaging files', () => {
    const edits = [countEdits(['a'], ['b']), countEdits(['a', 'b', 'c'], ['a', 'b', 'c'])];
    expect(errorRate(edits)).toBe(0.25);
    expect(errorRate([countEdits([], ['x'])])).toBeNull();
  });
});

describe('errorInterval', () => {
  const clip = (errors: number) => ({ substitutions: errors, deletions: 0, insertions: 0, referenceLength: 10 });
  it('holds the corpus rate and is wider for fewer clips', () => {
    const few = [clip(0), clip(10), clip(2), clip(4)];
    const many = Array.from({ length: 25 }, () => few).flat();
    const [low, high] = errorInterval(few)!;
    const [lowOfMany, highOfMany] = errorInterval(many)!;
    expect(errorRate(few)).toBeCloseTo(0.4);
    expect(low).toBeLessThan(lowOfMany);
    expect(lowOfMany).toBeLessThan(0.4);
    expect(highOfMany).toBeGreaterThan(0.4);
    expect(highOfMany).toBeLessThan(high);
  });
  it('has no width when every clip has the same rate and none without a reference', () => {
    expect(errorInterval([clip(3), clip(3)])).toEqual([0.3, 0.3]);
    expect(errorInterval([])).toBeNull();
  });
});
