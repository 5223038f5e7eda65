import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectRecording } from './recording-quality';
import { RATE_HZ, speechlike } from './test-helpers/speechlike';

const gain = fc.double({ min: 0.05, max: 0.9, noNaN: true });

describe('the look at a recording', () => {
  it('tells the same of it at any level, but for the level', () => {
    fc.assert(fc.property(gain, gain, (a, b) => {
      const [one, other] = [a, b].map((level) => inspectRecording(speechlike(3, { gain: level, noise: level * 1e-3 }), RATE_HZ));
      expect(one!.levelDb - other!.levelDb).toBeCloseTo(20 * Math.log10(a / b), 1);
      expect(one!.dynamicDb).toBeCloseTo(other!.dynamicDb, 1);
      expect(one!.toppedShare).toBeCloseTo(other!.toppedShare, 5);
    }), { numRuns: 10 });
  });

  it('sees that the tops are cut off, wherever that happened', () => {
    fc.assert(fc.property(gain, fc.double({ min: 0.1, max: 0.5, noNaN: true }), (level, share) => {
      const clean = speechlike(3, { gain: level });
      const top = share * clean.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
      const cut = clean.map((sample) => Math.max(-top, Math.min(top, sample)));
      expect(inspectRecording(clean, RATE_HZ).toppedShare).toBeLessThan(0.004);
      expect(inspectRecording(cut, RATE_HZ).toppedShare).toBeGreaterThan(0.004);
    }), { numRuns: 10 });
  });

  it('hears less between the noise floor and the voice the louder the noise is', () => {
    const [clean, noisy] = [1e-4, 0.05].map((noise) => inspectRecording(speechlike(5, { noise }), RATE_HZ));
    expect(clean!.dynamicDb).toBeGreaterThan(noisy!.dynamicDb + 20);
  });

  it('counts seconds of sound, and none in silence', () => {
    expect(inspectRecording(new Float32Array(RATE_HZ), RATE_HZ)).toMatchObject({ seconds: 1, activeSeconds: 0, levelDb: -120, toppedShare: 0 });
    expect(inspectRecording(new Float32Array(0), RATE_HZ)).toMatchObject({ seconds: 0, activeSeconds: 0 });
    const { activeSeconds } = inspectRecording(speechlike(5), RATE_HZ);
    expect(activeSeconds).toBeGreaterThan(1.5);
    expect(activeSeconds).toBeLessThan(4);
  });
});
