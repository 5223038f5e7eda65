import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignUnits, timeEnglish, timeGreedy } from './word-times';

const UNITS = ['<blank>', ' ', "'", ...'abcdefghijklmnopqrstuvwxyz'];
/** Logits that say exactly one unit a frame. */
const rowsOf = (path: readonly number[]) => path.map((unit) => Float32Array.from({ length: UNITS.length }, (_, i) => (i === unit ? 10 : 0)));
const logRowsOf = (path: readonly number[]) => path.map((unit) => Float64Array.from({ length: UNITS.length }, (_, i) => (i === unit ? -0.1 : -9)));

describe('alignUnits', () => {
  it('finds the frame where each unit fires first', () => {
    expect(alignUnits([3, 4, 4], logRowsOf([0, 3, 3, 0, 4, 0, 0, 4, 0]))).toEqual([1, 4, 7]);
  });

  it('is in order and inside the frames for any text and any posteriors', () => {
    const paths = fc.array(fc.nat({ max: 28 }), { minLength: 1, maxLength: 40 });
    fc.assert(fc.property(paths, fc.array(fc.integer({ min: 1, max: 28 }), { maxLength: 12 }), (path, units) => {
      const frames = alignUnits(units, logRowsOf(path));
      expect(frames).toHaveLength(units.length);
      frames.forEach((frame, i) => {
        expect(frame).toBeGreaterThanOrEqual(frames[i - 1] ?? 0);
        expect(frame).toBeLessThan(path.length);
      });
    }));
  });
});

describe('word times', () => {
  it('are in order, do not overlap and stay inside the audio', () => {
    const paths = fc.array(fc.constantFrom(0, 0, 1, 3, 4, 5), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(paths, fc.array(fc.constantFrom('a', 'ab', "b'c"), { maxLength: 6 }), (path, words) => {
      const audioMs = path.length * 40 - 13;
      const timed = timeEnglish(words.join(' '), rowsOf(path), UNITS, audioMs);
      expect(timed.map(({ text }) => text)).toEqual(words);
      let last = 0;
      for (const { startMs, endMs } of timed) {
        expect(startMs).toBeGreaterThanOrEqual(last);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        expect(endMs).toBeLessThanOrEqual(audioMs);
        last = endMs;
      }
    }));
  });

  it('give each word of the best path its frames', () => {
    const emissions = [{ unit: 3, first: 2, end: 3 }, { unit: 4, first: 5, end: 6 }, { unit: 1, first: 7, end: 8 }, { unit: 5, first: 20, end: 22 }];
    expect(timeGreedy(emissions, (unit) => UNITS[unit] ?? '', 2000)).toEqual([
      { text: 'ab', startMs: 40, endMs: 400, confidence: 1 }, { text: 'c', startMs: 760, endMs: 1040, confidence: 1 },
    ]);
  });
});
