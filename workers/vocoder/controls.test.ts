import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, NO_EMOTION, PLAIN_SHAPE, plainSpeech, STYLES, type SpeechText } from '../../src/protocol/speech';
import { combineControls, createEffectLookup, formantFactor, lastAtMost } from './controls';
import { addEffect, NO_EFFECT } from './effect';
import { createAskedLookup } from './phrase';

describe('effects', () => {
  it('at half strength twice are those at full strength, breath aside', () => {
    const full = addEffect(NO_EFFECT, { rate: 1.2, pitchRange: 0.6, energyDb: 3, jitter: 0.01 });
    const twice = addEffect(addEffect(NO_EFFECT, { rate: 1.2, pitchRange: 0.6, energyDb: 3, jitter: 0.01 }, 0.5), { rate: 1.2, pitchRange: 0.6, energyDb: 3, jitter: 0.01 }, 0.5);
    for (const key of ['rate', 'pitchRange', 'energyDb', 'jitter'] as const) expect(twice[key]).toBeCloseTo(full[key], 10);
  });

  it('never turn more than all of the voice to breath', () => {
    const sad = combineControls({ ...NEUTRAL_SPEECH, breathiness: 0.9, emotions: { ...NO_EMOTION, affectionate: 1, afraid: 1 } }, null, PLAIN_SHAPE, 'en');
    expect(sad.breathiness).toBeGreaterThan(0.9);
    expect(sad.breathiness).toBeLessThanOrEqual(1);
    expect(combineControls({ ...NEUTRAL_SPEECH, style: 'whisper' }, null, PLAIN_SHAPE, 'en').breathiness).toBe(1);
  });

  it('differ from style to style', () => {
    const effects = STYLES.map((style) => JSON.stringify(combineControls({ ...NEUTRAL_SPEECH, style }, null, PLAIN_SHAPE, 'en')));
    expect(new Set(effects).size).toBe(STYLES.length);
  });

  it('leave tones their room: feelings and styles move a tone language half as high, the slider moves it as far as any', () => {
    const [english, mandarin, plain] = ([['en', 'angry'], ['zh', 'angry'], ['zh', 'calm']] as const).map(([language, emotion]) => combineControls({ ...NEUTRAL_SPEECH, pitchSemitones: 3, emotions: { ...NO_EMOTION, [emotion]: emotion === 'calm' ? 0 : 1 } }, null, PLAIN_SHAPE, language).pitchSemitones);
    expect(plain).toBe(3);
    expect((mandarin! - 3) * 2).toBeCloseTo(english! - 3, 10);
  });

  it('keep the words of tone languages: fear does not hurry there, and a whisper keeps a voice and takes its time', () => {
    const of = (language: 'en' | 'zh' | 'yue', controls: Partial<typeof NEUTRAL_SPEECH>) => combineControls({ ...NEUTRAL_SPEECH, ...controls }, null, PLAIN_SHAPE, language);
    const afraid = { emotions: { ...NO_EMOTION, afraid: 1 } };
    for (const language of ['zh', 'yue'] as const) {
      expect(of(language, afraid).rate).toBeLessThanOrEqual(1);
      expect(of(language, afraid).jitter).toBeLessThan(of('en', afraid).jitter);
      expect(of(language, { style: 'whisper' }).breathiness).toBeLessThan(1);
      expect(of(language, { style: 'whisper' }).rate).toBeLessThan(of('en', { style: 'whisper' }).rate);
    }
  });

  it('stay within limits whatever was asked for', () => {
    const wild = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity));
    fc.assert(fc.property(wild, wild, wild, (a, b, c) => {
      const effect = combineControls({ ...NEUTRAL_SPEECH, speakingRate: a, pitchSemitones: b, pitchRange: c, energyDb: a, breathiness: b, pauseScale: c, emotions: { ...NO_EMOTION, happy: a } }, 'strong', { age: a, pitchSemitones: b, brightness: c, roughness: a }, 'en');
      expect(Object.values(effect).every(Number.isFinite)).toBe(true);
      expect(effect.rate).toBeGreaterThan(0.3);
      expect(formantFactor({ ...PLAIN_SHAPE, age: a })).toBeGreaterThan(0.8);
    }));
  });
});

describe('the effect of a place', () => {
  it('is that of the last span that begins at or before it', () => {
    const speech: SpeechText = {
      ...plainSpeech('ab cd', NEUTRAL_SPEECH, null),
      spans: [0, 3].map((textStart, i) => ({ textStart, textEnd: textStart + 2, controls: { ...NEUTRAL_SPEECH, pitchSemitones: i }, dialect: null, emphasis: null, sayAs: null })),
    };
    const effectAt = createEffectLookup(speech, PLAIN_SHAPE);
    expect([0, 2, 3, 4].map((at) => effectAt(at, 'en').pitchSemitones)).toEqual([0, 0, 1, 1]);
    expect([lastAtMost([0, 3], -1), lastAtMost([], 5)]).toEqual([-1, -1]);
  });

  it('is emphasised where emphasis was asked for: longer, higher, louder; reduced the opposite', () => {
    const [strong, reduced] = (['strong', 'reduced'] as const).map((emphasis) => combineControls(NEUTRAL_SPEECH, emphasis, PLAIN_SHAPE, 'en'));
    expect([strong!.rate < 1, strong!.pitchSemitones > 0, strong!.energyDb > 0]).toEqual([true, true, true]);
    expect([reduced!.rate > 1, reduced!.pitchSemitones < 0, reduced!.energyDb < 0]).toEqual([true, true, true]);
  });

  it('goes with each phoneme, and a pause goes with the word before it', () => {
    const speech: SpeechText = { ...plainSpeech('ab cd', NEUTRAL_SPEECH, null), spans: plainSpeech('ab', NEUTRAL_SPEECH, null).spans.concat({ textStart: 3, textEnd: 5, controls: { ...NEUTRAL_SPEECH, speakingRate: 2 }, dialect: null, emphasis: null, sayAs: null }), pitchPoints: [{ at: 0, semitones: 0 }, { at: 5, semitones: 5 }] };
    const utterance = { language: 'en' as const, phones: Array.from({ length: 6 }, () => ({ symbol: 'aa', accent: 0 })), wordOf: [-1, 0, 0, -1, 1, -1], words: [{ textStart: 0, textEnd: 2 }, { textStart: 3, textEnd: 5 }], opening: 'usual' as const, ending: 'clause' as const };
    const { effects, bendSemitones } = createAskedLookup(speech, PLAIN_SHAPE)(utterance);
    expect(effects.map(({ rate }) => rate)).toEqual([1, 1, 1, 1, 2, 2]);
    const bends = Array.from(bendSemitones ?? []);
    expect(bends).toEqual([...bends].sort((a, b) => a - b));
    expect(bends[5 * 4 + 2]).toBeCloseTo(4, 5);
  });
});
