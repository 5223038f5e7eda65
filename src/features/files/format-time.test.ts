import { describe, expect, it } from 'vitest';
import * as fc from 'fast-check';
import { formatClock, formatExactClock, parseClock } from './format-time';

describe('clock times', () => {
  it('show hours only when there are some', () => {
    expect([0, 59_999, 60_000, 3_599_000, 3_600_000].map(formatClock)).toEqual(['0:00', '0:59', '1:00', '59:59', '1:00:00']);
  });

  it('that a person edits come back as they were shown', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 90_000_000 }), (ms) => parseClock(formatExactClock(ms)) === ms));
  });

  it('are read in every form people write them', () => {
    expect(['75', '1:15', '1:15.25', '1:02:03,5', ' 2:00 '].map(parseClock)).toEqual([75_000, 75_000, 75_250, 3_723_500, 120_000]);
    expect(['', 'soon', '1:2:3:4', '-5', '1:'].map(parseClock)).toEqual([null, null, null, null, null]);
  });
});
