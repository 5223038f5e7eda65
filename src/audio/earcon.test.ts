import { expect, it } from 'vitest';
import { peak, rms } from '../../workers/dsp/level';
import { timerRing } from './earcon';

it('a timer rings loud enough, without clipping, and ends in silence', () => {
  const ring = timerRing(16000);
  expect(peak(ring)).toBeLessThan(0.99);
  expect(rms(ring.subarray(0, 16000))).toBeGreaterThan(0.03);
  expect(Math.abs(ring.at(-1) ?? 1)).toBeLessThan(0.001);
});
