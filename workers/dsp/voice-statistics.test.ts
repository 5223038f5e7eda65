import { describe, expect, it } from 'vitest';
import { BAND_COUNT, bandCentresHz, measureVoice } from './voice-statistics';
import { RATE_HZ, speechlike } from './test-helpers/speechlike';

const highestBandHz = (spectrumDb: readonly number[]): number => bandCentresHz()[spectrumDb.indexOf(Math.max(...spectrumDb))] ?? 0;

describe('what is measured of a voice', () => {
  it('is the same however loud it was recorded', () => {
    const [quiet, loud] = [0.05, 0.8].map((gain) => measureVoice(speechlike(3, { gain, noise: gain * 1e-4 }), RATE_HZ)!);
    expect(quiet!.medianHz).toBeCloseTo(loud!.medianHz, 1);
    quiet!.spectrumDb.forEach((value, band) => expect(value).toBeCloseTo(loud!.spectrumDb[band]!, 0));
  });

  it('shows where the voice resonates, and nothing of its level', () => {
    for (const formantHz of [500, 1500, 3000]) {
      const { spectrumDb } = measureVoice(speechlike(3, { formantHz }), RATE_HZ)!;
      expect(spectrumDb).toHaveLength(BAND_COUNT);
      expect(Math.abs(Math.log(highestBandHz(spectrumDb) / formantHz))).toBeLessThan(0.2);
      expect(spectrumDb.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 6);
    }
  });

  it('counts the time that is spoken and leaves long pauses out', () => {
    const { spokenSeconds, voicedSeconds } = measureVoice(speechlike(5), RATE_HZ)!;
    expect(voicedSeconds).toBeLessThanOrEqual(spokenSeconds);
    // Two of three breaths of half a second lie inside, and a fifth of a second of each counts.
    expect(spokenSeconds).toBeGreaterThan(3.5);
    expect(spokenSeconds).toBeLessThan(4.7);
  });

  it('is nothing where there is no voice', () => {
    expect(measureVoice(new Float32Array(2 * RATE_HZ), RATE_HZ)).toBeNull();
  });
});
