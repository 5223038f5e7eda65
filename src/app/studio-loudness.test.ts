import { describe, expect, it } from 'vitest';
import { measureLoudness, normaliseLoudness } from './studio-loudness';

const sine = (hz: number, seconds: number, rateHz: number, amplitude: number) => Float32Array.from({ length: seconds * rateHz }, (_, n) => amplitude * Math.sin((2 * Math.PI * hz * n) / rateHz));

describe('measureLoudness', () => {
  it.each([48_000, 44_100, 16_000])('is −3.01 LUFS for a sine of 997 Hz at full scale, as the standard says, at %i Hz', (rateHz) => {
    expect(measureLoudness(sine(997, 4, rateHz, 1), rateHz)).toBeCloseTo(-3.01, 1);
    expect(measureLoudness(sine(997, 4, rateHz, 0.1), rateHz)).toBeCloseTo(-23.01, 1);
  });
  it('does not count pauses', () => {
    const rateHz = 16_000;
    const withPause = new Float32Array(8 * rateHz);
    withPause.set(sine(997, 4, rateHz, 0.1));
    expect(measureLoudness(withPause, rateHz)).toBeCloseTo(-23.01, 0);
  });
});

describe('normaliseLoudness', () => {
  it('brings quiet and loud to the same loudness', () => {
    for (const amplitude of [0.003, 0.05, 0.9]) {
      const made = normaliseLoudness(sine(440, 3, 16_000, amplitude), 16_000, -16);
      expect(measureLoudness(made, 16_000)).toBeCloseTo(-16, 1);
    }
  });
  it('never goes beyond full scale, and leaves silence and nothing alone', () => {
    const spiky = sine(300, 3, 16_000, 0.01);
    spiky[1000] = 0.9;
    const held = normaliseLoudness(spiky, 16_000, -16);
    expect(held).toHaveLength(spiky.length);
    expect(20 * Math.log10(Math.max(...held.map(Math.abs)))).toBeCloseTo(-1, 4);
    // The peak is where it was, what is far from it is only louder, and the whole is as loud as if nothing had been held.
    expect(held.indexOf(Math.max(...held))).toBe(1000);
    expect((held[20_003] ?? 0) / (spiky[20_003] ?? 1)).toBeCloseTo((held[40_003] ?? 0) / (spiky[40_003] ?? 1), 3);
    expect(measureLoudness(held, 16_000)).toBeCloseTo(-16, 1);
    expect([...normaliseLoudness(new Float32Array(5), 16_000, -16)]).toEqual([0, 0, 0, 0, 0]);
    expect(normaliseLoudness(new Float32Array(0), 16_000, -16)).toHaveLength(0);
  });
});
