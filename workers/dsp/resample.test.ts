import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/resample.json';
import { rms } from './level';
import { maxDifference } from './max-difference';
import { resample, Resampler } from './resample';

const sine = (hz: number, rateHz: number, count: number) =>
  Float32Array.from({ length: count }, (_, n) => Math.sin((2 * Math.PI * hz * n) / rateHz));

describe('resample', () => {
  it.each(golden.cases)('agrees with scipy from $fromHz to $toHz Hz', ({ fromHz, toHz, input, output }) => {
    expect(maxDifference(resample(Float32Array.from(input), fromHz, toHz), output)).toBeLessThan(1e-5);
  });

  it('keeps a tone in time and level', () => {
    const output = resample(sine(1000, 44100, 44100), 44100, 16000);
    const inner = output.subarray(500, 15500);
    expect(maxDifference(inner, sine(1000, 16000, 16000).subarray(500, 15500))).toBeLessThan(1e-3);
  });

  it('lets 70 dB less through of what would fold back', () => {
    const folded = resample(sine(9000, 48000, 48000), 48000, 16000).subarray(500, 15500);
    expect(20 * Math.log10(rms(folded) / Math.SQRT1_2)).toBeLessThan(-70);
  });

  it('copies when the rates are equal', () => {
    const pcm = sine(440, 16000, 100);
    expect(resample(pcm, 16000, 16000)).toEqual(pcm);
  });
});

describe('Resampler', () => {
  const rates = fc.constantFrom(8000, 11025, 16000, 22050, 24000, 44100, 44056, 48000, 96000);

  it('gives the same samples however the input is cut, and never more than it promised', () => {
    fc.assert(
      fc.property(rates, rates, fc.array(fc.integer({ min: 1, max: 300 }), { maxLength: 8 }), (fromHz, toHz, sizes) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const input = sine(700, fromHz, total);
        const whole = new Resampler(fromHz, toHz);
        const expected = new Float32Array(whole.maxOutputCount(total));
        const expectedCount = whole.process(input, expected);
        const resampler = new Resampler(fromHz, toHz);
        const parts: number[] = [];
        let at = 0;
        for (const size of sizes) {
          const output = new Float32Array(resampler.maxOutputCount(size));
          const count = resampler.process(input.subarray(at, at + size), output);
          expect(count).toBeLessThanOrEqual(output.length);
          parts.push(...output.subarray(0, count));
          at += size;
        }
        expect(maxDifference(parts, expected.subarray(0, expectedCount))).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the clock: a second of input is a second of output, less the delay', () => {
    fc.assert(
      fc.property(rates, rates, (fromHz, toHz) => {
        const resampler = new Resampler(fromHz, toHz);
        const output = new Float32Array(resampler.maxOutputCount(fromHz));
        const count = resampler.process(new Float32Array(fromHz), output);
        expect(Math.abs(count - ((fromHz - resampler.delaySamples) * toHz) / fromHz)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 20 },
    );
  });

  it('refuses a rate that is no whole number', () => {
    expect(() => new Resampler(44100.5, 16000)).toThrow('44100.5');
  });
});
