import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EMOTIONS, NEUTRAL_SPEECH, NO_EMOTION } from '../protocol/speech';
import { areControlsEqual, clampControls, controlChanges, mergeControls, strengthen, strengthOf, weaken } from './controls';
import { describeControls } from './describe-controls';
import { BUILTIN_PRESETS } from './presets';
import { arbitraryControls, arbitraryEmotions } from './test-helpers/arbitrary-controls';

describe('controls', () => {
  it('come back within their limits, and what is not a number becomes neutral', () => {
    expect(clampControls({ ...NEUTRAL_SPEECH, speakingRate: 9, pitchSemitones: -99, pitchRange: NaN, emotions: { ...NO_EMOTION, sad: 7 } }))
      .toEqual({ ...NEUTRAL_SPEECH, speakingRate: 2, pitchSemitones: -12, emotions: { ...NO_EMOTION, sad: 1 } });
  });
  it('within limits are left as they are', () => {
    fc.assert(fc.property(arbitraryControls, (controls) => { expect(clampControls(controls)).toEqual(controls); }));
  });
  it('keep the feelings that a change does not name', () => {
    const happy = mergeControls(NEUTRAL_SPEECH, { emotions: { happy: 0.5 } });
    expect(mergeControls(happy, { speakingRate: 1.2, emotions: { sad: 0.2 } })).toMatchObject({ speakingRate: 1.2, emotions: { happy: 0.5, sad: 0.2 } });
  });
  it('that are neutral are within limits', () => {
    expect(clampControls(NEUTRAL_SPEECH)).toEqual(NEUTRAL_SPEECH);
  });
});

describe('stronger and weaker', () => {
  it('press by press come nearer to full and never pass it', () => {
    const presses = [0.3, 0.53, 0.69, 0.79, 0.86];
    let emotions = { ...NO_EMOTION, happy: 0.3, calm: 0.15 };
    for (const expected of presses) {
      expect(emotions.happy).toBeCloseTo(expected, 2);
      emotions = strengthen(emotions);
    }
    expect(emotions.calm / emotions.happy).toBeCloseTo(0.5, 6);
  });
  it('stronger raises every mix that is not full, keeps its proportions and stays within limits', () => {
    fc.assert(fc.property(arbitraryEmotions, (emotions) => {
      const stronger = strengthen(emotions);
      const before = strengthOf(emotions);
      const after = strengthOf(stronger);
      if (before === 0) expect(stronger).toEqual(emotions);
      else if (before < 0.999) expect(after).toBeGreaterThan(before);
      expect(after).toBeLessThanOrEqual(1);
      for (const emotion of EMOTIONS) if (before > 0) expect(stronger[emotion] / after).toBeCloseTo(emotions[emotion] / before, 5);
    }));
  });
  it('weaker ends at neutral', () => {
    let emotions = { ...NO_EMOTION, angry: 1 };
    let presses = 0;
    for (; strengthOf(emotions) > 0; presses++) emotions = weaken(emotions);
    expect(presses).toBe(8);
    expect(emotions).toEqual(NO_EMOTION);
  });
});

describe('describeControls', () => {
  it.each([
    [{}, 'neutral'],
    [{ speakingRate: 0.9, emotions: { happy: 0.6 } }, 'a little slower, happy 0.6'],
    [{ style: 'whisper' as const, pitchSemitones: 4, energyDb: -9 }, 'whispered, higher, much quieter'],
    [{ pauseScale: 0, breathiness: 0.9 }, 'very breathy, without pauses'],
    [{ pauseScale: 1.2, pitchRange: 0 }, 'much flatter, with a little longer pauses'],
  ])('%j is "%s"', (changes, words) => {
    expect(describeControls(mergeControls(NEUTRAL_SPEECH, changes))).toBe(words);
  });
  it('says something of every preset but the neutral one', () => {
    for (const { name, controls } of BUILTIN_PRESETS) expect(describeControls(controls) === 'neutral').toBe(name === 'Neutral');
    expect(new Set(BUILTIN_PRESETS.map(({ id }) => id)).size).toBe(BUILTIN_PRESETS.length);
  });
  it('of one and what differs in another make the other, and nothing differs from itself', () => {
    fc.assert(fc.property(arbitraryControls, arbitraryControls, (base, controls) => {
      expect(mergeControls(base, controlChanges(base, controls))).toEqual(controls);
      expect(controlChanges(base, structuredClone(base))).toEqual({});
    }));
    expect(controlChanges(NEUTRAL_SPEECH, { ...NEUTRAL_SPEECH, energyDb: 2, emotions: { ...NO_EMOTION, sad: 0.5 } })).toEqual({ energyDb: 2, emotions: { sad: 0.5 } });
  });
  it('calls equal what describes the same', () => {
    fc.assert(fc.property(arbitraryControls, (controls) => {
      expect(areControlsEqual(controls, structuredClone(controls))).toBe(true);
      expect(areControlsEqual(controls, { ...controls, pauseScale: controls.pauseScale + 0.1 })).toBe(false);
    }));
  });
});
