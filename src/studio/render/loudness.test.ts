import { describe, expect, it } from 'vitest';
import { kWeighting } from './biquad';
import { PeakLimiter } from './limiter';
import { LoudnessMeter } from './loudness';
import { normalizationGain } from './normalize';
import { measureTruePeak, TruePeakFollower } from './true-peak';

const dB = (value: number) => 10 ** (value / 20);
const sine = (frequencyHz: number, levelDb: number, seconds: number, rate: number, phase = 0) =>
  Float32Array.from({ length: Math.round(seconds * rate) }, (_, index) => dB(levelDb) * Math.sin(phase + (2 * Math.PI * frequencyHz * index) / rate));
const measure = (channels: readonly Float32Array[], rate: number, chunk = 1000) => {
  const meter = new LoudnessMeter(rate, channels.length);
  for (let at = 0; at < (channels[0]?.length ?? 0); at += chunk) meter.push(channels.map((channel) => channel.subarray(at, at + chunk)));
  return meter.integrated();
};
const join = (...parts: readonly Float32Array[]) => Float32Array.from(parts.flatMap((part) => [...part]));

describe('K-weighting', () => {
  it('at 48 kHz has the coefficients of BS.1770-4, tables 1 and 2', () => {
    const [shelf, highPass] = kWeighting(48_000);
    const expected = [
      [shelf, { b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285, a1: -1.69065929318241, a2: 0.73248077421585 }],
      [highPass, { b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621 }],
    ] as const;
    for (const [filter, table] of expected) for (const [name, value] of Object.entries(table)) expect(filter[name as 'b0']).toBeCloseTo(value, 6);
  });
});

describe('integrated loudness', () => {
  it('of a 997 Hz sine at full scale in one channel is −3.01 LKFS (BS.1770-4, Annex 1)', () => {
    expect(measure([sine(997, 0, 3, 48_000)], 48_000)).toBeCloseTo(-3.01, 1);
  });
  it.each([[48_000], [44_100], [24_000], [16_000]])('of a stereo sine at −23 dBFS is −23.0 LUFS within 0.1 (EBU Tech 3341, case 1) at %i Hz', (rate) => {
    const channel = sine(1000, -23, 3, rate);
    expect(Math.abs(measure([channel, channel], rate) + 23)).toBeLessThan(0.1);
  });
  it('leaves out what is 10 LU below the rest (EBU Tech 3341, case 3, shortened)', () => {
    const channel = join(sine(1000, -36, 2, 16_000), sine(1000, -23, 12, 16_000), sine(1000, -36, 2, 16_000));
    expect(Math.abs(measure([channel, channel], 16_000) + 23)).toBeLessThan(0.1);
  });
  it('leaves out silence, does not depend on the chunks, and of nothing is −Infinity', () => {
    const channel = join(sine(1000, -20, 2, 16_000), new Float32Array(80_000));
    expect(measure([channel], 16_000, 7)).toBe(measure([channel], 16_000, 16_000));
    expect(Math.abs(measure([channel], 16_000) + 23)).toBeLessThan(0.35);
    expect(measure([new Float32Array(16_000)], 16_000)).toBe(-Infinity);
    expect(measure([], 16_000)).toBe(-Infinity);
  });
});

describe('true peak', () => {
  it.each([[16_000], [48_000]])('between the samples of a sine at a quarter of %i Hz is found (EBU Tech 3341, case 16: −6.0 dBTP, +0.2/−0.4)', (rate) => {
    const channel = sine(rate / 4, -6, 0.1, rate, Math.PI / 4);
    expect(Math.max(...channel)).toBeLessThan(dB(-8.9));
    const peakDb = 20 * Math.log10(measureTruePeak([channel.map((sample, index) => sample * Math.min(1, index / 200, (channel.length - index) / 200))], rate));
    expect(peakDb).toBeGreaterThan(-6.4);
    expect(peakDb).toBeLessThan(-5.8);
  });
});

it('a true peak that reaches a floor is found as without one', () => {
  const [plain, floored] = [new TruePeakFollower(16_000), new TruePeakFollower(16_000, 0.5)];
  const channel = sine(3900, -3, 1, 16_000).map((sample, index) => sample * Math.abs(Math.sin(index / 900)));
  let skipped = 0;
  for (const sample of channel) {
    const [expected, found] = [plain.step(sample), floored.step(sample)];
    if (found === 0) skipped += 1;
    if (expected >= 0.5 || found > 0) expect(found).toBe(expected);
  }
  expect(skipped).toBeGreaterThan(1000);
});

describe('normalisation', () => {
  it('brings quiet speech to −16 LUFS, and true peaks under −1 dBTP', () => {
    const rate = 16_000;
    // Loud bursts of 20 ms in a quiet tone: raised to −16 LUFS they would pass full scale.
    const channel = sine(440, -34, 4, rate).map((sample, index) => (index % 8000 < 320 ? sample * 18 : sample));
    const gain = normalizationGain(measure([channel], rate), -16);
    const limiter = new PeakLimiter(rate, 1, gain);
    const output = join(...[channel.subarray(0, 5000), channel.subarray(5000)].flatMap((part) => limiter.process([part])), ...limiter.flush());
    expect(measureTruePeak([channel.map((sample) => sample * gain)], rate)).toBeGreaterThan(1.1);
    expect(20 * Math.log10(measureTruePeak([output], rate))).toBeLessThan(-0.9);
    expect(output.length).toBe(channel.length + limiter.delaySamples);
    // Away from the bursts nothing but the gain has changed.
    for (const index of [6000, 14_000, 30_000]) expect(output[index + limiter.delaySamples]! / channel[index]!).toBeCloseTo(gain, 1);
  });
  it('what is below the ceiling comes out as it went in, later', () => {
    const channel = sine(440, -12, 0.5, 16_000);
    const limiter = new PeakLimiter(16_000, 1, 1);
    const output = join(...limiter.process([channel]), ...limiter.flush());
    channel.forEach((sample, index) => { expect(output[index + limiter.delaySamples]).toBeCloseTo(sample, 5); });
  });
  it('silence is left as it is, and nothing is raised by more than 24 dB', () => {
    expect(normalizationGain(-Infinity, -16)).toBe(1);
    expect(normalizationGain(-69, -16)).toBeCloseTo(dB(24), 6);
    expect(normalizationGain(-10, -16)).toBeCloseTo(dB(-6), 6);
  });
});
