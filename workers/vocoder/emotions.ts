import type { Emotion } from '../../src/protocol/speech';
import type { Effect } from './effect';

/**
 * Emotions are rules at full strength, not a trained style; `addEffect` scales and mixes them.
 *
 * `happy`, `angry` and `sad` move duration, pitch, range, the end of the phrase and spectral tilt as one actress does: 60
 * sentences in the four Tohoku voices (`python -m training.voice.measure_emotion`, figures in training/voice/CONTROLS.md). Her
 * angry endings rise as her happy ones do, which is left to happy. Those voices were evened out in loudness, so `energyDb` follows
 * the table that goes back to the review of Murray and Arnott 1993 (J. Acoust. Soc. Am. 93, 1097; its abstract was read, and the table at
 * second hand): happy and angry louder, sad softer.
 *
 * The others have no recordings here. From the same table: afraid is faster (much faster there, which cost words), higher and irregular, disgusted very slow,
 * low and falls at its ends. It also has both in a wider range; ours is narrower, else they come near to surprised and angry.
 * Surprise was found higher and louder than neutral speech (Gurrado, Studi AISV, Italian, abstract); its wide range and rising end,
 * and all of calm and affectionate (slow, soft, dull), are conventions that no source was checked for. The sizes of these five are
 * guesses, and no listening test has checked any.
 */
export const EMOTION_EFFECTS: Readonly<Record<Emotion, Partial<Effect>>> = {
  happy: { rate: 1.045, pitchSemitones: 3.9, pitchRange: 1.2, energyDb: 1.5, accentSemitones: 0.8, declinationSemitones: -1, finalSemitones: 3 },
  angry: { rate: 1.033, pitchSemitones: 5.2, pitchRange: 1.42, energyDb: 5, tiltDbPerOctave: 2.5, accentSemitones: 1.2, jitter: 0.006 },
  sad: { rate: 0.948, pitchSemitones: -2.9, pitchRange: 0.76, energyDb: -3, tiltDbPerOctave: -0.9, breathiness: 0.15 },
  afraid: { rate: 1.08, pitchSemitones: 4, pitchRange: 0.8, energyDb: -1, breathiness: 0.3, jitter: 0.015, shimmerDb: 0.8, finalSemitones: 1 },
  surprised: { rate: 1.02, pitchSemitones: 3.5, pitchRange: 1.8, energyDb: 2, finalSemitones: 5, declinationSemitones: -2 },
  disgusted: { rate: 0.82, pitchSemitones: -1.5, pitchRange: 0.85, energyDb: 0, jitter: 0.01, finalSemitones: -3, declinationSemitones: 2 },
  calm: { rate: 0.9, pitchSemitones: -0.8, pitchRange: 0.7, energyDb: -2, tiltDbPerOctave: -0.8 },
  affectionate: { rate: 0.9, pitchSemitones: 1, pitchRange: 1, energyDb: -3, breathiness: 0.45, tiltDbPerOctave: -1, finalSemitones: 1.5 },
};

/**
 * What feelings do otherwise where tones tell words apart. Pitch carries the words there, and haste, breath and irregular periods cost
 * more of them than in English: fear at the English sizes kept 0.65 of what is understood of plain Mandarin, surprise 0.76
 * (training/voice/CONTROLS.md). So fear does not hurry and is less hoarse, and surprise widens the range less and takes its time.
 */
export const TONAL_EMOTION_EFFECTS: Readonly<Partial<Record<Emotion, Partial<Effect>>>> = {
  afraid: { rate: 0.97, pitchSemitones: 2, pitchRange: 0.9, energyDb: -1, breathiness: 0.15, jitter: 0.008, shimmerDb: 0.8, finalSemitones: 1 },
  surprised: { rate: 0.95, pitchSemitones: 1.75, pitchRange: 1.4, energyDb: 2, finalSemitones: 3, declinationSemitones: -2 },
};
