import type { EndpointerConfig } from '../protocol/vad';
import type { SpokenLanguage } from './conversation';

export type Sensitivity = 'low' | 'medium' | 'high';

/** How Talk's voice feels: the names that the model's tool knows. `src/session/speech-request.ts` says what each is made of. */
export type Mood = 'neutral' | 'happy' | 'sad' | 'calm' | 'angry' | 'excited';

/** What a person may ask of Talk's voice; the neutral value of each is in `NEUTRAL_CONTROLS`. */
export type VoiceControls = {
  /** 1 = normal, 0.5–2. */
  speakingRate: number;
  pitchSemitones: number;
  /** 1 = as predicted, 0 = monotone, 2 = lively. */
  pitchRange: number;
  energyDb: number;
  emotion: Mood;
  /** 0–1. */
  emotionStrength: number;
};

export const NEUTRAL_CONTROLS: VoiceControls = {
  speakingRate: 1,
  pitchSemitones: 0,
  pitchRange: 1,
  energyDb: 0,
  emotion: 'neutral',
  emotionStrength: 1,
};

/** Everything a person chose; persisted as a whole. */
export type Settings = {
  /** Voice by language; null is the first voice of the pack in that language. */
  voiceIds: Record<SpokenLanguage, string | null>;
  controls: VoiceControls;
  listenMode: 'hands-free' | 'push-to-talk';
  /** Device ids of the browser; null is the default device. */
  microphoneId: string | null;
  outputId: string | null;
  /** `auto` answers in the language of the utterance. */
  languageLock: 'auto' | SpokenLanguage;
  theme: 'system' | 'light' | 'dark';
  /** How little speech is enough to interrupt a reply. */
  interruptionSensitivity: Sensitivity;
  /** How soon a silence is taken for the end: `high` is quick, `low` is patient. */
  endOfTurnSensitivity: Sensitivity;
};

export const DEFAULT_SETTINGS: Settings = {
  voiceIds: { en: null, zh: null },
  controls: NEUTRAL_CONTROLS,
  listenMode: 'hands-free',
  microphoneId: null,
  outputId: null,
  languageLock: 'auto',
  theme: 'system',
  interruptionSensitivity: 'medium',
  endOfTurnSensitivity: 'medium',
};

const MIN_INTERRUPTION_MS: Record<Sensitivity, number> = { low: 480, medium: 320, high: 200 };
const ENDPOINT_SILENCE_MS: Record<Sensitivity, number> = { low: 1000, medium: 600, high: 400 };

/** The endpointer's numbers for what the person chose. */
export function endpointerConfig(settings: Settings): EndpointerConfig {
  return {
    onsetThreshold: 0.5,
    offsetThreshold: 0.35,
    minSpeechMs: 160,
    minInterruptionMs: MIN_INTERRUPTION_MS[settings.interruptionSensitivity],
    preRollMs: 320,
    pauseMs: 130,
    endpointSilenceMs: ENDPOINT_SILENCE_MS[settings.endOfTurnSensitivity],
    maxUtteranceMs: 30_000,
  };
}
