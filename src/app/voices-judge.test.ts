import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areTwoPeople, judgeSpeech, type RecordingFacts } from './voices-judge';

const GOOD: RecordingFacts = {
  quality: { seconds: 9, activeSeconds: 7, levelDb: -22, dynamicDb: 45, toppedShare: 1e-4 },
  events: [], hasSpeech: true, voicedSeconds: 4, stretches: [],
};
const withQuality = (quality: Partial<RecordingFacts['quality']>): RecordingFacts => ({ ...GOOD, quality: { ...GOOD.quality, ...quality } });
/** A unit vector in a plane. */
const at = (degrees: number): Float32Array => Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));

describe('the judgement of a recording', () => {
  it('finds nothing wrong with one person speaking clearly for nine seconds', () => {
    expect(judgeSpeech({ ...GOOD, stretches: [at(0), at(20), at(35)] })).toBeNull();
  });

  it.each([
    ['silent', withQuality({ levelDb: -90, activeSeconds: 0 })],
    ['too-short', withQuality({ seconds: 3 })],
    ['too-short', withQuality({ activeSeconds: 1 })],
    ['too-long', withQuality({ seconds: 400 })],
    ['clipped', withQuality({ toppedShare: 0.05 })],
    ['noisy', withQuality({ dynamicDb: 8 })],
    ['music', { ...GOOD, events: [{ name: 'music', share: 0.8 }] }],
    ['noisy', { ...GOOD, events: [{ name: 'rain', share: 0.5 }] }],
    ['no-speech', { ...GOOD, events: [{ name: 'dog', share: 0.9 }], hasSpeech: false }],
    ['no-speech', { ...GOOD, hasSpeech: false }],
    ['no-voice', { ...GOOD, voicedSeconds: 0 }],
    ['two-people', { ...GOOD, stretches: [at(0), at(100), at(10), at(95)] }],
  ] as const)('says that it is %s', (fault, facts) => {
    expect(judgeSpeech(facts)).toBe(fault);
  });

  it('never takes a recording that gets worse for a better one', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 60, noNaN: true }), (topped, dynamic, moreTopped, lessDynamic) => {
      const [worse, better] = [{ toppedShare: Math.max(topped, moreTopped), dynamicDb: Math.min(dynamic, lessDynamic) }, { toppedShare: topped, dynamicDb: dynamic }].map((part) => judgeSpeech(withQuality(part)));
      if (worse === null) expect(better).toBeNull();
    }));
  });

  it('takes people for two whatever the order they speak in, and one person or a cough for one', () => {
    fc.assert(fc.property(fc.shuffledSubarray([0, 5, 12, 110, 118], { minLength: 5 }), (degrees) => { expect(areTwoPeople(degrees.map(at))).toBe(true); }));
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 8 }), (degrees) => { expect(areTwoPeople(degrees.map(at))).toBe(false); }));
    expect(areTwoPeople([at(0), at(10), at(120), at(5)])).toBe(false);
  });
});
