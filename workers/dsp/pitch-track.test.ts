import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trackPitch } from './pitch-track';
import { RATE_HZ, speechlike } from './test-helpers/speechlike';

const medianHz = (f0Hz: Float32Array): number => [...f0Hz].filter((hz) => hz > 0).sort((a, b) => a - b).at(Math.floor([...f0Hz].filter((hz) => hz > 0).length / 2)) ?? 0;

describe('the pitch tracker', () => {
  it('finds the pitch of a voice, however loud it is', () => {
    fc.assert(fc.property(fc.double({ min: 80, max: 350, noNaN: true }), fc.double({ min: 0.02, max: 0.9, noNaN: true }), (f0Hz, gain) => {
      expect(medianHz(trackPitch(speechlike(1, { f0Hz, gain }), RATE_HZ).f0Hz) / f0Hz).toBeCloseTo(1, 2);
    }), { numRuns: 12 });
  });

  it('finds none in noise, in silence and in what is shorter than a frame', () => {
    for (const pcm of [speechlike(1, { gain: 0, noise: 0.1 }), new Float32Array(RATE_HZ), new Float32Array(100)]) {
      const { f0Hz } = trackPitch(pcm, RATE_HZ);
      expect([...f0Hz].filter((hz) => hz > 0).length).toBeLessThanOrEqual(0.05 * f0Hz.length);
    }
  });
});
