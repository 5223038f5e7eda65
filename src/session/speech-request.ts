import { NEUTRAL_SPEECH, NO_EMOTION, PLAIN_SHAPE, plainSpeech, type Dialect, type EmotionMix, type SpeechControls } from '../protocol/speech';
import type { SpokenLanguage } from './conversation';
import type { SynthesisRequest } from './ports';
import type { Mood, VoiceControls } from './settings';

/** What each mood of Talk is made of at full strength. */
const MOODS: Readonly<Record<Mood, Partial<EmotionMix>>> = {
  neutral: {},
  happy: { happy: 1 },
  sad: { sad: 1 },
  calm: { calm: 1 },
  angry: { angry: 1 },
  excited: { happy: 0.7, surprised: 0.6 },
};

/** The only dialect of each language that Talk speaks; it also decides how a text without letters is read. */
const DIALECT_OF: Readonly<Record<SpokenLanguage, Dialect>> = { en: 'american', zh: 'mandarin' };

/** Talk's settings in the terms of the voice. */
export function toSpeechControls({ emotion, emotionStrength, ...sliders }: VoiceControls): SpeechControls {
  const feelings = Object.entries(MOODS[emotion]).map(([name, share]) => [name, share * emotionStrength] as const);
  return { ...NEUTRAL_SPEECH, ...sliders, emotions: { ...NO_EMOTION, ...Object.fromEntries(feelings) } };
}

/** `text` as Talk and the dubbing of recordings say it: in one way throughout. */
export function speechRequest(text: string, language: SpokenLanguage, voiceId: string, controls: VoiceControls): SynthesisRequest {
  return { speech: plainSpeech(text, toSpeechControls(controls), DIALECT_OF[language]), voice: { voiceId, shape: PLAIN_SHAPE } };
}
