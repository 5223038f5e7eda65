import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RealFft } from './fft';
import golden from './golden/fft.json';
import signal from './golden/signal.json';
import { istft, stft } from './stft';
import { hannWindow } from './window';
import { maxDifference } from './max-difference';

const samples = (minLength: number, maxLength: number) =>
  fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength, maxLength }).map((values) => Float32Array.from(values));

describe('RealFft', () => {
  it('agrees with numpy', () => {
    const fft = new RealFft(golden.size);
    const re = new Float64Array(fft.binCount);
    const im = new Float64Array(fft.binCount);
    fft.forward(Float64Array.from(signal.pcm.slice(0, golden.size)), re, im);
    expect(maxDifference(re, golden.re)).toBeLessThan(1e-5);
    expect(maxDifference(im, golden.im)).toBeLessThan(1e-5);
  });

  it('undoes itself at every size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), samples(512, 512), (exponent, pcm) => {
        const fft = new RealFft(2 ** exponent);
        const input = pcm.subarray(0, fft.size);
        const [re, im, output] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount), new Float64Array(fft.size)];
        fft.forward(input, re, im);
        fft.inverse(re, im, output);
        expect(maxDifference(output, input)).toBeLessThan(1e-12);
      }),
    );
  });

  it('refuses a size that is no power of two', () => {
    expect(() => new RealFft(400)).toThrow('got 400');
  });
});

describe('istft', () => {
  it('gives the samples back wherever a window reaches', () => {
    const config = { nFft: 512, hopLength: 128, window: hannWindow(400) };
    const pcm = Float32Array.from(signal.pcm);
    const restored = istft(stft(pcm, config), config);
    const inner = { from: 1, to: restored.length - 1 };
    expect(restored.length).toBeGreaterThan(1900);
    expect(maxDifference(restored.subarray(inner.from, inner.to), pcm.subarray(inner.from, inner.to))).toBeLessThan(1e-5);
  });

  it('has no frames for less than a window', () => {
    const config = { nFft: 512, hopLength: 128, window: hannWindow(400) };
    expect(istft(stft(new Float32Array(399), config), config)).toHaveLength(0);
  });
});
