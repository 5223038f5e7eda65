import { EMOTIONS, type Emotion, type SpeechControls } from '../../src/protocol/speech';

/** Rule-based prosody of an emotion at full strength, relative to the neutral voice. */
type EmotionPreset = { rateFactor: number; pitchSemitones: number; pitchRangeFactor: number; energyDb: number };

/**
 * Emotions are rules on duration, F0 and energy, not a trained style: the directions are those that listeners
 * agree on (Murray and Arnott 1993, table 1; Scherer 2003), the sizes are a first guess that no listening test has checked.
 */
export const EMOTION_PRESETS: Readonly<Record<Emotion, EmotionPreset>> = {
  happy: { rateFactor: 1.06, pitchSemitones: 1.8, pitchRangeFactor: 1.35, energyDb: 1.5 },
  sad: { rateFactor: 0.85, pitchSemitones: -1.5, pitchRangeFactor: 0.55, energyDb: -3 },
  calm: { rateFactor: 0.92, pitchSemitones: -0.8, pitchRangeFactor: 0.75, energyDb: -1.5 },
  angry: { rateFactor: 1.1, pitchSemitones: 1, pitchRangeFactor: 1.4, energyDb: 4 },
  afraid: { rateFactor: 1.12, pitchSemitones: 3, pitchRangeFactor: 1.1, energyDb: -1 },
  surprised: { rateFactor: 1.05, pitchSemitones: 3, pitchRangeFactor: 1.6, energyDb: 2 },
  disgusted: { rateFactor: 0.85, pitchSemitones: -1.2, pitchRangeFactor: 0.9, energyDb: 0 },
  affectionate: { rateFactor: 0.92, pitchSemitones: 0.6, pitchRangeFactor: 0.9, energyDb: -2 },
};

/** What all controls together do to the predicted prosody. */
export type ProsodyTransform = { rate: number; pitchSemitones: number; pitchRange: number; energyDb: number };

/** Adds the emotion, scaled by its strength, to the sliders; factors are scaled as logarithms. */
export function combineControls(controls: SpeechControls): ProsodyTransform {
  let { speakingRate: rate, pitchSemitones, pitchRange, energyDb } = controls;
  for (const emotion of EMOTIONS) {
    const preset = EMOTION_PRESETS[emotion];
    const strength = Math.min(1, Math.max(0, controls.emotions[emotion]));
    rate *= preset.rateFactor ** strength;
    pitchSemitones += preset.pitchSemitones * strength;
    pitchRange *= preset.pitchRangeFactor ** strength;
    energyDb += preset.energyDb * strength;
  }
  return { rate: Math.min(2.5, Math.max(0.4, rate)), pitchSemitones, pitchRange: Math.max(0, pitchRange), energyDb };
}
