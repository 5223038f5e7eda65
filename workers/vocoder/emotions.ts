import type { Emotion, VoiceControls } from '../../src/protocol/vocoder';

/** Rule-based prosody of an emotion at full strength, relative to the neutral voice. */
type EmotionPreset = { rateFactor: number; pitchSemitones: number; pitchRangeFactor: number; energyDb: number };

/**
 * Emotions are rules on duration, F0 and energy, not a trained style: the directions are those that listeners
 * agree on (Murray and Arnott 1993, table 1; Scherer 2003), the sizes are a first guess that no listening test has checked.
 */
export const EMOTION_PRESETS: Readonly<Record<Emotion, EmotionPreset>> = {
  neutral: { rateFactor: 1, pitchSemitones: 0, pitchRangeFactor: 1, energyDb: 0 },
  happy: { rateFactor: 1.06, pitchSemitones: 1.8, pitchRangeFactor: 1.35, energyDb: 1.5 },
  sad: { rateFactor: 0.85, pitchSemitones: -1.5, pitchRangeFactor: 0.55, energyDb: -3 },
  calm: { rateFactor: 0.92, pitchSemitones: -0.8, pitchRangeFactor: 0.75, energyDb: -1.5 },
  angry: { rateFactor: 1.1, pitchSemitones: 1, pitchRangeFactor: 1.4, energyDb: 4 },
  excited: { rateFactor: 1.15, pitchSemitones: 3, pitchRangeFactor: 1.6, energyDb: 3 },
};

/** What all controls together do to the predicted prosody. */
export type ProsodyTransform = { rate: number; pitchSemitones: number; pitchRange: number; energyDb: number };

/** Adds the emotion, scaled by its strength, to the sliders; factors are scaled as logarithms. */
export function combineControls(controls: VoiceControls): ProsodyTransform {
  const preset = EMOTION_PRESETS[controls.emotion];
  const strength = Math.min(1, Math.max(0, controls.emotionStrength));
  return {
    rate: Math.min(2.5, Math.max(0.4, controls.speakingRate * preset.rateFactor ** strength)),
    pitchSemitones: controls.pitchSemitones + preset.pitchSemitones * strength,
    pitchRange: Math.max(0, controls.pitchRange * preset.pitchRangeFactor ** strength),
    energyDb: controls.energyDb + preset.energyDb * strength,
  };
}
