import { describe, expect, it } from 'vitest';
import { judgeTranscript } from './judge';
import type { Manner } from './traits';

const SPOKEN: Manner = {
  language: 'en', languageConfidence: 0.9, speechFrames: 30, speechConfidence: 0.95,
  traits: { pitch: 0, pitchRange: 0, rate: 0, energy: 0, arousal: 0 }, events: [], speaker: new Float32Array(4),
};
const word = (text: string, confidence: number) => ({ text, startMs: 0, endMs: 100, confidence });
const judge = (text: string, confidence: number, manner: Partial<Manner> = {}) =>
  judgeTranscript({ language: 'en', text }, text.split(' ').map((part) => word(part, confidence)), { ...SPOKEN, ...manner });

describe('judgeTranscript', () => {
  it('says the language that was fixed, also where nothing is clear', () => {
    const unclear = { language: 'zh' as const, text: '水', characters: [] };
    expect(judgeTranscript(unclear, [word('水', 0.01)], SPOKEN, 'zh')).toEqual({ text: '', language: 'zh', languageConfidence: 1 - SPOKEN.languageConfidence, words: [] });
    expect(judgeTranscript(unclear, [word('水', 0.01)], SPOKEN)).toEqual({ text: '', language: 'en', languageConfidence: SPOKEN.languageConfidence, words: [] });
  });

  it('believes words that were heard in speech', () => {
    expect(judge('what time is it', 0.5)).toMatchObject({ text: 'what time is it', language: 'en', languageConfidence: 0.9 });
  });

  it.each([
    ['hardly any speech', 'tick tock', 0.9, { speechFrames: 1 }],
    ['frames that are more likely noise', 'hush now', 0.9, { speechConfidence: 0.4 }],
    ['a language without text', 'otan tkvresh', 0.6, { language: 'other' as const, languageConfidence: 0.95 }],
    ['words that are a guess', 'mr weal door', 0.05, {}],
    ['a single letter that is not sure', 'a', 0.3, {}],
  ])('invents nothing for %s', (_, text, confidence, manner) => {
    expect(judge(text, confidence, manner)).toMatchObject({ text: '', words: [] });
  });

  it('believes a single Mandarin word more readily than a single letter, but not any', () => {
    const judgeMandarin = (confidence: number) => judgeTranscript({ language: 'zh', text: '水', characters: [] }, [word('水', confidence)], { ...SPOKEN, language: 'zh' });
    expect(judgeMandarin(0.25).text).toBe('水');
    expect(judgeMandarin(0.1).text).toBe('');
  });

  it('lets the letters decide between English and Mandarin, and says so in the confidence', () => {
    const transcript = judge('hello there', 0.8, { language: 'zh', languageConfidence: 0.7 });
    expect(transcript.language).toBe('en');
    expect(transcript.languageConfidence).toBeCloseTo(0.3);
  });
});
