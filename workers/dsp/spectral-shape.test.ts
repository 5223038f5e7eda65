import { describe, expect, it } from 'vitest';
import { addBreath, amplifySpectrum, harmonicPower, tiltSpectrum, warpSpectrum } from './spectral-shape';

const BINS = 513;
const BIN_HZ = 8000 / 512;
const toDb = (nepers: number): number => (20 * nepers) / Math.LN10;
const binOf = (hz: number): number => Math.round(hz / BIN_HZ);

/** A spectrum with one resonance. */
function peakAt(hz: number): Float32Array {
  return Float32Array.from({ length: BINS }, (_, k) => -0.5 * ((k * BIN_HZ - hz) / 120) ** 2);
}
const highest = (frame: Float32Array): number => frame.indexOf(Math.max(...frame)) * BIN_HZ;

describe('the slope of a spectrum', () => {
  it('changes by the decibels an octave that were asked for, above 500 Hz only', () => {
    const frame = new Float32Array(BINS);
    tiltSpectrum(frame, 3, BIN_HZ);
    expect(toDb(frame[binOf(400)]!)).toBe(0);
    expect(toDb(frame[binOf(1000)]!)).toBeCloseTo(3, 2);
    expect(toDb(frame[binOf(4000)]!)).toBeCloseTo(9, 2);
  });
});

describe('the length of a vocal tract', () => {
  it('moves a resonance by its factor, up and down', () => {
    for (const factor of [0.85, 1, 1.2]) {
      const frame = peakAt(1500);
      warpSpectrum(frame, factor, new Float32Array(BINS));
      expect(Math.abs(highest(frame) / (1500 * factor) - 1)).toBeLessThan(0.02);
    }
  });
});

describe('breath', () => {
  it('keeps the power of voice and noise together, and takes the high voice first', () => {
    for (const breathiness of [0.2, 0.6, 1]) {
      const [harmonic, noise] = [new Float32Array(BINS).fill(-1), new Float32Array(BINS).fill(-3)];
      addBreath(harmonic, noise, breathiness, 1, BIN_HZ);
      for (let k = 0; k < BINS; k += 16) expect(Math.exp(2 * harmonic[k]!) + Math.exp(2 * noise[k]!)).toBeCloseTo(Math.exp(-2) + Math.exp(-6), 5);
      if (breathiness < 1) expect(harmonic[binOf(5000)]!).toBeLessThan(harmonic[binOf(200)]!);
      else expect(Math.max(...harmonic)).toBeLessThan(-50);
    }
  });

  it('takes no more from a frame than is voiced in it', () => {
    const [harmonic, noise] = [new Float32Array(BINS), new Float32Array(BINS).fill(-3)];
    addBreath(harmonic, noise, 1, 0, BIN_HZ);
    expect(noise[100]).toBeCloseTo(-3, 4);
  });
});

describe('loudness', () => {
  it('adds the same decibels everywhere', () => {
    const frame = peakAt(1000);
    amplifySpectrum(frame, 6);
    expect(toDb(Math.max(...frame))).toBeCloseTo(6, 4);
  });

  it('of a pitch is what its harmonics meet of the envelope', () => {
    const envelope = peakAt(400);
    expect(harmonicPower(envelope, 400, BIN_HZ)).toBeGreaterThan(4 * harmonicPower(envelope, 700, BIN_HZ));
    expect(harmonicPower(new Float32Array(BINS), 123, BIN_HZ)).toBeCloseTo(1, 5);
  });
});
