import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, NO_EMOTION } from '../protocol/speech';
import { NEUTRAL_CONTROLS } from './settings';
import { speechRequest, toSpeechControls } from './speech-request';

describe("Talk's settings as the voice's controls", () => {
  it('are neutral when nothing was chosen', () => {
    expect(toSpeechControls(NEUTRAL_CONTROLS)).toEqual(NEUTRAL_SPEECH);
  });

  it('pass every slider on', () => {
    const sliders = { speakingRate: 1.5, pitchSemitones: -2, pitchRange: 0.5, energyDb: 3 };
    expect(toSpeechControls({ ...NEUTRAL_CONTROLS, ...sliders })).toEqual({ ...NEUTRAL_SPEECH, ...sliders });
  });

  it('scale a mood by its strength, and mix two feelings for excitement', () => {
    expect(toSpeechControls({ ...NEUTRAL_CONTROLS, emotion: 'sad', emotionStrength: 0.4 }).emotions).toEqual({ ...NO_EMOTION, sad: 0.4 });
    const { happy, surprised, sad } = toSpeechControls({ ...NEUTRAL_CONTROLS, emotion: 'excited' }).emotions;
    expect([happy > 0, surprised > 0, sad]).toEqual([true, true, 0]);
  });

  it('cover the whole text in the dialect of the language', () => {
    const { speech, voice } = speechRequest('你好', 'zh', 'mei', NEUTRAL_CONTROLS);
    expect(speech.spans).toMatchObject([{ textStart: 0, textEnd: 2, dialect: 'mandarin' }]);
    expect(voice).toMatchObject({ voiceId: 'mei', shape: { age: 0 } });
  });
});
