import { EMOTIONS, type Emphasis, type SpeechControls, type SpeechLanguage, type SpeechText, type VoiceShape } from '../../src/protocol/speech';
import { addEffect, NO_EFFECT, TONAL, type Effect } from './effect';
import { EMOTION_EFFECTS, TONAL_EMOTION_EFFECTS } from './emotions';
import { EMPHASIS_EFFECTS, STYLE_EFFECTS, TONAL_STYLE_EFFECTS } from './styles';

/**
 * Languages with tones leave less of the pitch to feelings (Ross, Edmondson and Seibert 1986, J. Phonetics 14, 283: Taiwanese, Mandarin and Thai
 * against English). The share is a guess that keeps words: Mandarin raised by five semitones lost a fifth of them (training/voice/CONTROLS.md).
 */
const TONAL_SHARE = 0.5;

const clamp = (value: number, low: number, high: number): number => (Number.isFinite(value) ? Math.min(high, Math.max(low, value)) : low);

/** Everything that was asked for of a stretch of text, as one effect; values beyond the limits of the protocol are cut to them. */
export function combineControls(controls: SpeechControls, emphasis: Emphasis | null, shape: VoiceShape, language: SpeechLanguage): Effect {
  let effect: Effect = {
    ...NO_EFFECT,
    rate: clamp(controls.speakingRate, 0.5, 2),
    pauseScale: clamp(controls.pauseScale, 0, 3),
    pitchSemitones: clamp(controls.pitchSemitones, -12, 12),
    pitchRange: clamp(controls.pitchRange, 0, 2),
    energyDb: clamp(controls.energyDb, -12, 12),
    breathiness: clamp(controls.breathiness, 0, 1),
  };
  for (const emotion of EMOTIONS) effect = addEffect(effect, inLanguage(EMOTION_EFFECTS[emotion], TONAL_EMOTION_EFFECTS[emotion], language), clamp(controls.emotions[emotion], 0, 1));
  effect = addEffect(effect, inLanguage(STYLE_EFFECTS[controls.style], TONAL_STYLE_EFFECTS[controls.style], language));
  if (emphasis !== null) effect = addEffect(effect, EMPHASIS_EFFECTS[emphasis]);
  return addEffect(effect, shapeEffect(shape));
}

/** An effect in a language: where tones tell words apart the one that was made for them, else the usual one at a share of its height. */
function inLanguage(effect: Partial<Effect>, tonal: Partial<Effect> | undefined, language: SpeechLanguage): Partial<Effect> {
  if (!TONAL.has(language)) return effect;
  if (tonal !== undefined || effect.pitchSemitones === undefined) return tonal ?? effect;
  return { ...effect, pitchSemitones: TONAL_SHARE * effect.pitchSemitones };
}

/** Roughness of 1 is about that of a pathological voice: jitter of 2.5 % and shimmer of 1.5 dB. */
function shapeEffect({ pitchSemitones, brightness, roughness }: VoiceShape): Partial<Effect> {
  const rough = clamp(roughness, 0, 1);
  return {
    pitchSemitones: clamp(pitchSemitones, -24, 24),
    tiltDbPerOctave: 3 * clamp(brightness, -1, 1),
    jitter: 0.025 * rough,
    shimmerDb: 1.5 * rough,
  };
}

/** How much higher the formants are: the vocal tract of a child is about a fifth shorter, of a tall man a tenth longer. */
export function formantFactor({ age }: VoiceShape): number {
  const years = clamp(age, -1, 1);
  return years < 0 ? 1 - 0.22 * years : 1 / (1 + 0.14 * years);
}

/** The effect of each place of a text, said in a language; spans that do not name the place leave it to the one before them. */
export function createEffectLookup({ spans }: SpeechText, shape: VoiceShape): (textOffset: number, language: SpeechLanguage) => Effect {
  const starts = spans.map(({ textStart }) => textStart);
  const known = new Map<SpeechLanguage, Effect[]>();
  const effectsIn = (language: SpeechLanguage): Effect[] => {
    const effects = known.get(language) ?? spans.map(({ controls, emphasis }) => combineControls(controls, emphasis, shape, language));
    known.set(language, effects);
    return effects;
  };
  return (textOffset, language) => effectsIn(language)[Math.max(0, lastAtMost(starts, textOffset))] ?? addEffect(NO_EFFECT, shapeEffect(shape));
}

/** Index of the last of the ascending `values` that is at most `limit`; −1 for none. */
export function lastAtMost(values: readonly number[], limit: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
