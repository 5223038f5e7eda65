import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, NEUTRAL_SPEECH, NO_EMOTION, PLAIN_SHAPE, type SpeechControls } from '../../src/protocol/speech';
import { combineControls } from './controls';
import { NO_EFFECT, type Effect } from './effect';
import { EMOTION_EFFECTS } from './emotions';
import type { Utterance } from './front-end/utterance';
import { layOutProsody, pointsToFrames, repeatByDuration, roundDurations } from './prosody';

const logFrames = fc.array(fc.double({ min: Math.log(2), max: Math.log(30), noNaN: true }), { minLength: 3, maxLength: 60 });
const combine = (controls: Partial<SpeechControls>): Effect => combineControls({ ...NEUTRAL_SPEECH, ...controls }, null, PLAIN_SHAPE, 'en');
const SCALE = { centreHz: 150, decibelsPerEnergy: 5 };
const all = (count: number, effect: Effect): Effect[] => new Array<Effect>(count).fill(effect);

/** An utterance of `count` phones without long pauses, so that nothing is cut. */
function utterance(count: number): Utterance {
  return { language: 'en', phones: Array.from({ length: count }, () => ({ symbol: 'aa', accent: 0 })), wordOf: new Array<number>(count).fill(0), words: [{ textStart: 0, textEnd: 1 }], opening: 'usual', ending: 'sentence' };
}
function predict(logDurations: readonly number[], pitchHz: (i: number) => number) {
  const points = Float32Array.from({ length: logDurations.length * 5 }, (_, i) => Math.log(pitchHz(i)));
  return { logDurations: Float32Array.from(logDurations), pitch: points, voicing: new Float32Array(points.length).fill(50), energy: new Float32Array(logDurations.length).fill(-6) };
}

describe('durations', () => {
  it('add up to the exact total over the rate, to the nearest even frame', () => {
    fc.assert(fc.property(logFrames, fc.double({ min: 0.5, max: 2, noNaN: true }), (logs, rate) => {
      const frames = logs.map(Math.exp);
      const total = roundDurations(frames, rate).reduce((sum, value) => sum + value, 0);
      const exact = frames.reduce((sum, value) => sum + value, 0) / rate;
      expect(total % 2).toBe(0);
      expect(total - exact).toBeGreaterThanOrEqual(-0.5001);
      expect(total - exact).toBeLessThanOrEqual(1.5001);
    }));
  });

  it('are at least one frame each, and never drift from the exact running total by more than a frame', () => {
    fc.assert(fc.property(logFrames, (logs) => {
      const frames = logs.map(Math.exp);
      let exact = 0;
      let placed = 0;
      roundDurations(frames, 1).slice(0, -1).forEach((value, i) => {
        exact += frames[i]!;
        placed += value;
        expect(value).toBeGreaterThanOrEqual(1);
        expect(Math.abs(placed - exact)).toBeLessThanOrEqual(0.5001);
      });
    }));
  });

  it('cut the silence at both ends to what the place calls for', () => {
    const long = predict([Math.log(80), Math.log(10), Math.log(80)], () => 150);
    const lengthOf = (ending: Utterance['ending']) => layOutProsody({ ...utterance(3), ending }, long, all(3, NO_EFFECT), SCALE).frameCount;
    expect(lengthOf('sentence')).toBeGreaterThan(lengthOf('clause'));
    expect(lengthOf('clause')).toBeGreaterThan(lengthOf('joint'));
    expect(lengthOf('sentence')).toBeLessThan(50);
  });
});

describe('lines over a phrase', () => {
  it('lift each syllable of a tone language as a whole, and go through those of others', () => {
    const logs = Array.from({ length: 7 }, () => Math.log(10));
    const effects = all(7, { ...NO_EFFECT, finalSemitones: 5, declinationSemitones: -3 });
    const heights = (language: Utterance['language']): number[][] => {
      const spoken: Utterance = { ...utterance(7), language, wordOf: [-1, 0, 0, 1, 1, 2, -1], words: [0, 1, 2].map((textStart) => ({ textStart, textEnd: textStart + 1 })) };
      const { pitch } = layOutProsody(spoken, predict(logs, () => 150), effects, SCALE);
      // Five frames of silence come first; near its neighbours the pitch glides towards their heights.
      return [[7, 22], [27, 42], [47, 52]].map(([from = 0, to = 0]) => [pitch[from] ?? 0, pitch[to] ?? 0]);
    };
    const rises = (language: Utterance['language']) => heights(language).map(([from = 0, to = 0]) => (12 * (to - from)) / Math.LN2);
    for (const rise of rises('zh')) expect(Math.abs(rise)).toBeLessThan(1e-5);
    expect(rises('en').every((rise) => rise > 0.5)).toBe(true);
    const [first, second, third] = heights('zh').map(([from = 0]) => from);
    expect(second!).toBeGreaterThan(first!);
    expect(third!).toBeGreaterThan(second!);
  });
});

describe('contours', () => {
  it('pass through their points and are flat outside', () => {
    const contour = pointsToFrames(Float32Array.of(1, 2, 3, 4, 5), [10], 10);
    expect(contour[0]).toBe(1);
    // The middle of frame 4 is 4.5, a quarter before the point at 5.
    expect(contour[4]).toBeCloseTo(2.75);
    expect(contour[9]).toBe(5);
  });

  it('repeat rows by duration', () => {
    expect([...repeatByDuration(Float32Array.of(1, 2, 3, 4), 2, [1, 2], 3)]).toEqual([1, 2, 3, 4, 3, 4]);
  });

  it('move by exactly the semitones asked for, and widen around the centre', () => {
    const predicted = predict([2, 2, 2], (i) => 120 + 4 * i);
    const plain = layOutProsody(utterance(3), predicted, all(3, NO_EFFECT), SCALE).pitch;
    const higher = layOutProsody(utterance(3), predicted, all(3, combine({ pitchSemitones: 3 })), SCALE).pitch;
    const flat = layOutProsody(utterance(3), predicted, all(3, combine({ pitchRange: 0 })), SCALE).pitch;
    plain.forEach((value, k) => {
      expect(higher[k]! - value).toBeCloseTo((3 * Math.LN2) / 12, 5);
      expect(flat[k]).toBeCloseTo(Math.log(150), 5);
    });
  });

  it('add decibels to the energy at the rate the pack was measured at', () => {
    const predicted = predict([2, 2, 2], () => 150);
    const laidOut = (energyDb: number, decibelsPerEnergy: number) => layOutProsody(utterance(3), predicted, all(3, combine({ energyDb })), { centreHz: 150, decibelsPerEnergy });
    expect(laidOut(5, 5).energy[0]! + 6).toBeCloseTo(1, 5);
    expect(laidOut(5, 10 * Math.LOG10E).energy[0]! + 6).toBeCloseTo(Math.LN10 / 2, 5);
    // The model follows six decibels up; what is asked beyond, and all that is softer, is gain.
    expect(laidOut(11, 5).energy[0]! + 6).toBeCloseTo(6 / 5, 5);
    expect(laidOut(11, 5).gainDb[0]).toBeCloseTo(5, 5);
    expect(laidOut(-4, 5).energy[0]! + 6).toBeCloseTo(0, 5);
    expect(laidOut(-4, 5).gainDb[0]).toBeCloseTo(-4, 5);
  });
});

describe('emotions', () => {
  it('do nothing when neutral or without strength', () => {
    expect(combine({})).toEqual(NO_EFFECT);
    for (const emotion of EMOTIONS) {
      const weak = combine({ emotions: { ...NO_EMOTION, [emotion]: 0.2 } });
      const strong = combine({ emotions: { ...NO_EMOTION, [emotion]: 1 } });
      expect(weak).not.toEqual(NO_EFFECT);
      expect(Math.abs(Math.log(strong.rate))).toBeGreaterThan(Math.abs(Math.log(weak.rate)));
    }
  });

  it('move the voice the way listeners expect', () => {
    for (const emotion of ['happy', 'angry', 'surprised'] as const) {
      const { rate, pitchRange, energyDb } = combine({ emotions: { ...NO_EMOTION, [emotion]: 1 } });
      expect(rate * pitchRange).toBeGreaterThan(1);
      expect(energyDb).toBeGreaterThan(0);
    }
    for (const emotion of ['sad', 'calm'] as const) {
      const { rate, pitchRange, energyDb } = combine({ emotions: { ...NO_EMOTION, [emotion]: 1 } });
      expect(Math.max(rate, pitchRange, energyDb + 1)).toBeLessThanOrEqual(1);
    }
  });

  it('add to the sliders', () => {
    const both = combine({ speakingRate: 1.2, pitchSemitones: 2, emotions: { ...NO_EMOTION, sad: 0.5 } });
    expect(both.rate).toBeCloseTo(1.2 * Math.sqrt(EMOTION_EFFECTS.sad.rate!));
    expect(both.pitchSemitones).toBeCloseTo(2 + EMOTION_EFFECTS.sad.pitchSemitones! / 2);
  });
});
