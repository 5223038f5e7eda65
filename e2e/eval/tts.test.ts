import { describe, expect, it } from 'vitest';
import { parseEmotions, parseMelody, toCall } from './tts';

const row = (values: Record<string, string>) => ({ line: 2, values: { id: 'a', language: 'en', text: 'Hi', ...values } });

describe('a row of texts to speak', () => {
  it('asks only for what its columns say', () => {
    expect(toCall(row({}))).toEqual({ text: 'Hi', language: 'en', hasMarkup: false, shape: {} });
    expect(toCall(row({ emotion: 'happy:0.5+sad:0.3', strength: '0.5', dialect: 'british', rate: '1.5', pitch: '-3', range: '0', energy: '6', style: 'news', voice: 'anna', preset: 'coach', age: '-1', markup: '1' }))).toEqual({
      text: 'Hi', language: 'en', hasMarkup: true, emotions: { happy: 0.25, sad: 0.15 }, dialect: 'british', rate: 1.5, pitch: -3, range: 0, energy: 6, style: 'news', voice: 'anna', preset: 'builtin-coach', shape: { age: -1 },
    });
  });

  it('names what is wrong with it', () => {
    expect(() => toCall(row({ emotion: 'joyful' }))).toThrow('Expected emotion happy, angry');
    expect(() => toCall(row({ rate: 'fast' }))).toThrow('Expected a number for rate, got fast');
    expect(() => toCall(row({ language: 'fr' }))).toThrow('Expected language en, zh, yue, ja, got fr');
  });

  it('knows no feeling as neutral, and notes and rests of a melody', () => {
    expect(parseEmotions('neutral', 1)).toEqual({});
    expect(parseEmotions('calm', 0.4)).toEqual({ calm: 0.4 });
    expect(parseMelody('60:1 -:0.5 62')).toEqual([{ midi: 60, beats: 1 }, { midi: null, beats: 0.5 }, { midi: 62, beats: 1 }]);
  });
});
