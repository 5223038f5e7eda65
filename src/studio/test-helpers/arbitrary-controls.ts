import fc from 'fast-check';
import { STYLES, type EmotionMix, type SpeechControls } from '../../protocol/speech';
import { CONTROL_LIMITS } from '../limits';

const share = fc.integer({ min: 0, max: 1000 }).map((value) => value / 1000);
const within = ([least, most]: readonly [number, number]) => share.map((part) => Math.round((least + part * (most - least)) * 1000) / 1000);
const strength = fc.oneof(fc.constant(0), share);

export const arbitraryEmotions: fc.Arbitrary<EmotionMix> = fc.record({
  happy: strength, angry: strength, sad: strength, afraid: strength, surprised: strength, disgusted: strength, calm: strength, affectionate: strength,
});

/** Controls within their limits, in steps of a thousandth. */
export const arbitraryControls: fc.Arbitrary<SpeechControls> = fc.record({
  speakingRate: within(CONTROL_LIMITS.speakingRate),
  pitchSemitones: within(CONTROL_LIMITS.pitchSemitones),
  pitchRange: within(CONTROL_LIMITS.pitchRange),
  energyDb: within(CONTROL_LIMITS.energyDb),
  breathiness: within(CONTROL_LIMITS.breathiness),
  pauseScale: within(CONTROL_LIMITS.pauseScale),
  emotions: arbitraryEmotions,
  style: fc.constantFrom(...STYLES),
});
