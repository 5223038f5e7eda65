import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { estimateSpeechSeconds, holdSeconds, SynthesisPace } from './playback-hold';

/** How a reply goes whose chunks of these lengths are made one after the other; all in seconds. */
function play(chunks: readonly number[], realTimeFactor: number): { waitedS: number; underrunCount: number } {
  const totalS = chunks.reduce((sum, audioS) => sum + audioS, 0);
  let nowS = 0;
  let madeS = 0;
  let startS = Infinity;
  const arrivals = chunks.map((audioS) => {
    nowS += audioS * realTimeFactor;
    if (nowS < startS) {
      madeS += audioS;
      startS = nowS + holdSeconds({ bufferedS: madeS, remainingS: totalS - madeS, realTimeFactor, heldS: nowS - (chunks[0] ?? 0) * realTimeFactor });
    }
    return nowS;
  });
  let dueS = startS;
  let underrunCount = 0;
  chunks.forEach((audioS, i) => {
    // Arrival and due time of a chunk may be one and the same number but for rounding.
    if ((arrivals[i] ?? 0) > dueS + 1e-9) underrunCount += 1;
    dueS = Math.max(dueS, arrivals[i] ?? 0) + audioS;
  });
  return { waitedS: startS - (arrivals[0] ?? 0), underrunCount };
}

const reply = fc.array(fc.double({ min: 0.3, max: 1.5, noNaN: true }), { maxLength: 7 }).map((rest) => [0.25, 0.5, ...rest]);

describe('holdSeconds', () => {
  it('is nothing on a device that is fast enough', () => {
    fc.assert(fc.property(reply, fc.double({ min: 0, max: 0.39, noNaN: true }), (chunks, realTimeFactor) => {
      expect(play(chunks, realTimeFactor).waitedS).toBe(0);
    }));
  });

  it('lets a reply play without a gap on one that is slower, also slower than real time', () => {
    fc.assert(fc.property(reply, fc.double({ min: 0.4, max: 1.2, noNaN: true }), (chunks, realTimeFactor) => {
      expect(play(chunks, realTimeFactor).underrunCount).toBe(0);
    }));
  });

  it('never holds longer than six seconds, and lets go when nothing remains', () => {
    fc.assert(fc.property(reply, fc.double({ min: 2, max: 50, noNaN: true }), (chunks, realTimeFactor) => {
      expect(play(chunks, realTimeFactor).waitedS).toBeLessThanOrEqual(6 + 1e-9);
    }));
    expect(holdSeconds({ bufferedS: 0.1, remainingS: 0, realTimeFactor: 20, heldS: 0 })).toBe(0);
  });

  it('holds no longer than it must', () => {
    // Made in 2 s × 1.1 × 1.15, due when the buffer and all but the last stretch of 1.5 s have been heard.
    expect(holdSeconds({ bufferedS: 0.5, remainingS: 2, realTimeFactor: 1.1, heldS: 0 })).toBeCloseTo(2 * 1.1 * 1.15 - 0.5 - (2 - 1.5), 9);
    expect(holdSeconds({ bufferedS: 0.5, remainingS: 10, realTimeFactor: 0.8, heldS: 0 })).toBeCloseTo(1.5 * 0.8 * 1.15 - 0.5, 9);
  });
});

describe('SynthesisPace', () => {
  it('does not take the first chunk of a clause, which carries the work for more than itself, for a slow device', () => {
    const pace = new SynthesisPace();
    expect(pace.realTimeFactor).toBe(0);
    pace.add(160, 250);
    expect(pace.realTimeFactor).toBeLessThan(0.4);
  });

  it('comes to the factor of what was made lately', () => {
    const pace = new SynthesisPace();
    for (let second = 0; second < 60; second += 1) pace.add(200, 1000);
    expect(pace.realTimeFactor).toBeCloseTo(0.2, 2);
    for (let second = 0; second < 60; second += 1) pace.add(1500, 1000);
    expect(pace.realTimeFactor).toBeCloseTo(1.5, 1);
  });
});

describe('estimateSpeechSeconds', () => {
  it('counts Han characters for three letters, and goes with the rate', () => {
    expect(estimateSpeechSeconds('a'.repeat(14), 1)).toBe(1);
    expect(estimateSpeechSeconds('你'.repeat(14), 1)).toBe(3);
    expect(estimateSpeechSeconds('a'.repeat(14), 2)).toBe(0.5);
  });
});
