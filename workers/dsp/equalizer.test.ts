import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalizeSpectrum, equalizerToBins, LARGEST_GAIN_DB, matchSpectra } from './equalizer';
import { BAND_COUNT, bandCentresHz } from './voice-statistics';

const BINS = 513;
const BIN_HZ = 8000 / 512;
const spectra = fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: BAND_COUNT, maxLength: BAND_COUNT });

describe('the equalizer', () => {
  it('does nothing where the spectra are equal', () => {
    fc.assert(fc.property(spectra, (spectrum) => matchSpectra(spectrum, spectrum).forEach((gain) => expect(Math.abs(gain)).toBeLessThan(1e-9))));
  });

  it('stays within its limit, and gives back a slope that was taken', () => {
    fc.assert(fc.property(spectra, spectra, (wanted, made) => matchSpectra(wanted, made).forEach((gain) => expect(Math.abs(gain)).toBeLessThanOrEqual(LARGEST_GAIN_DB))));
    const slope = Array.from({ length: BAND_COUNT }, (_, band) => (band - (BAND_COUNT - 1) / 2) / 2);
    const gains = matchSpectra(slope, new Array<number>(BAND_COUNT).fill(0));
    for (let band = 3; band < BAND_COUNT - 3; band += 1) expect(gains[band]).toBeCloseTo(slope[band]!, 6);
  });

  it('refuses spectra of another length', () => {
    expect(() => matchSpectra([0], [0])).toThrow(RangeError);
  });

  it('raises the bins of a band by its gain and holds the ends', () => {
    const gains = Array.from({ length: BAND_COUNT }, (_, band) => band % 7);
    const frame = new Float32Array(BINS);
    equalizeSpectrum(frame, equalizerToBins(gains, BINS, BIN_HZ));
    const dbAt = (hz: number): number => (20 * (frame[Math.round(hz / BIN_HZ)] ?? 0)) / Math.LN10;
    expect(dbAt(0)).toBeCloseTo(gains[0]!, 5);
    expect(dbAt(8000)).toBeCloseTo(gains[BAND_COUNT - 1]!, 5);
    const centre = bandCentresHz()[24]!;
    expect(Math.abs(dbAt(centre) - gains[24]!)).toBeLessThan(0.2);
  });
});
