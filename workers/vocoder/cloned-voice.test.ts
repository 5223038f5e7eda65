import { describe, expect, it } from 'vitest';
import type { ClonedVoice } from '../../src/protocol/speech';
import { PLAIN_SHAPE } from '../../src/protocol/speech';
import { heardHz, openVoice } from './cloned-voice';
import type { Voice } from './vocoder-pack';

const FEATURES = { nFft: 1024, sampleRateHz: 16_000 };
const VOICES: Voice[] = [
  { id: 'low', name: 'Low', language: 'en', speaker: [1, 0], pitchHz: 100 },
  { id: 'high', name: 'High', language: 'en', speaker: [0, 1], pitchHz: 200 },
  { id: 'zh-low', name: '低', language: 'zh', speaker: [1, 1], pitchHz: 120 },
  { id: 'zh-high', name: '高', language: 'zh', speaker: [1, -1], pitchHz: 240 },
];
const CLONE: ClonedVoice = { id: 'clone-1', language: 'en', speaker: [0.5, 0.5], modelPitchHz: 100, pitchHz: 220, pitchRange: 1.5, rate: 0.9, formantFactor: 1.1, equalizerDb: new Array<number>(32).fill(6) };
const open = (voiceId: string, language: 'en' | 'zh' | 'yue' | null, clones = [CLONE]) => openVoice({ voiceId, shape: PLAIN_SHAPE }, language, VOICES, clones, FEATURES);

describe('a cloned voice', () => {
  it('speaks its own language with its vector, at the pitch and with the colour of the person', () => {
    const opened = open('clone-1', 'en')!;
    expect(opened.voice.speaker).toEqual([0.5, 0.5]);
    expect(heardHz(opened)).toBeCloseTo(220, 6);
    expect(opened.manner).toMatchObject({ pitchRange: 1.5, rate: 0.9 });
    expect(opened.formantFactor).toBeCloseTo(1.1, 6);
    expect(opened.equalizer?.[100]).toBeCloseTo((6 * Math.LN10) / 20, 5);
  });

  it('has another language said by the nearest built-in voice, moved to its pitch', () => {
    const opened = open('clone-1', 'zh')!;
    expect(opened.voice).toMatchObject({ id: 'zh-high' });
    expect(heardHz(opened)).toBeCloseTo(220, 6);
    expect(opened.equalizer).toBeNull();
  });

  it('stands in for no other voice', () => {
    expect(open('zh-high', 'en')!.voice).toMatchObject({ id: 'high' });
  });

  it('says itself what no voice of the pack can', () => {
    expect(open('clone-1', 'yue')!.voice.speaker).toEqual([0.5, 0.5]);
  });

  it('leaves its texts to a built-in voice once it is deleted, and other unknown names are still an error', () => {
    expect(open('clone-1', 'en', [])!.voice).toMatchObject({ id: 'low' });
    expect(open('clone-1', 'zh', [])!.voice).toMatchObject({ language: 'zh' });
    expect(open('nobody', null)).toBeUndefined();
  });

  it('leaves the voices of the pack as they are', () => {
    expect(open('low', 'en')).toMatchObject({ centreHz: 100, formantFactor: 1, equalizer: null, manner: {} });
  });
});
