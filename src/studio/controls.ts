import { EMOTIONS, NEUTRAL_SPEECH, type Emotion, type EmotionMix, type SpeechControls } from '../protocol/speech';
import { clampTo, CONTROL_LIMITS } from './limits';

/** Controls some of which are said; emotions that are not said are kept. */
export type ControlChanges = Partial<Omit<SpeechControls, 'emotions'>> & { emotions?: Partial<EmotionMix> };

/** How far one press of "stronger" goes toward full, and one of "weaker" toward nothing. */
const STEP_SHARE = 1 / 3;
/** A feeling weaker than this is not heard. */
const LEAST_STRENGTH = 0.05;

export function mapEmotions(change: (emotion: Emotion) => number): EmotionMix {
  const of = (emotion: Emotion) => clampTo([0, 1], change(emotion), 0);
  return {
    happy: of('happy'), angry: of('angry'), sad: of('sad'), afraid: of('afraid'),
    surprised: of('surprised'), disgusted: of('disgusted'), calm: of('calm'), affectionate: of('affectionate'),
  };
}

/** Every control within its limits; what is not a number becomes neutral. */
export function clampControls(controls: SpeechControls): SpeechControls {
  const amount = (name: keyof typeof CONTROL_LIMITS) => clampTo(CONTROL_LIMITS[name], controls[name], NEUTRAL_SPEECH[name]);
  return {
    speakingRate: amount('speakingRate'), pitchSemitones: amount('pitchSemitones'), pitchRange: amount('pitchRange'),
    energyDb: amount('energyDb'), breathiness: amount('breathiness'), pauseScale: amount('pauseScale'),
    emotions: mapEmotions((emotion) => controls.emotions[emotion]),
    style: controls.style,
  };
}

/** Controls with changes made, within limits. */
export function mergeControls(controls: SpeechControls, changes: ControlChanges): SpeechControls {
  return clampControls({ ...controls, ...changes, emotions: { ...controls.emotions, ...changes.emotions } });
}

/** What makes `controls` of `base`, as `mergeControls` takes it; nothing of what is the same in both. */
export function controlChanges(base: SpeechControls, controls: SpeechControls): ControlChanges {
  const { emotions, ...rest } = controls;
  const before = new Map<string, unknown>(Object.entries(base));
  const changed: ControlChanges = Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== before.get(name)));
  const felt = EMOTIONS.filter((emotion) => emotions[emotion] !== base.emotions[emotion]);
  return felt.length === 0 ? changed : { ...changed, emotions: Object.fromEntries(felt.map((emotion) => [emotion, emotions[emotion]])) };
}

/**
 * The same feeling, stronger: the strongest one goes a third of the way to full and the others keep their share of it.
 *
 * It can be pressed again, each time for a smaller step, like Step-Audio-EditX's repeated edits. A neutral mix stays neutral:
 * there is no feeling to strengthen.
 */
export function strengthen(emotions: EmotionMix): EmotionMix {
  const strongest = strengthOf(emotions);
  if (strongest === 0) return emotions;
  const target = strongest + (1 - strongest) * STEP_SHARE;
  return mapEmotions((emotion) => emotions[emotion] * (target / strongest));
}

/** The same feeling, a third weaker; what is hardly left becomes nothing. */
export function weaken(emotions: EmotionMix): EmotionMix {
  const share = strengthOf(emotions) * (1 - STEP_SHARE) < LEAST_STRENGTH ? 0 : 1 - STEP_SHARE;
  return mapEmotions((emotion) => emotions[emotion] * share);
}

/** How strong the strongest feeling of a mix is, 0–1. */
export function strengthOf(emotions: EmotionMix): number {
  return Math.max(...EMOTIONS.map((emotion) => emotions[emotion]));
}

export function areControlsEqual(left: SpeechControls, right: SpeechControls): boolean {
  if (left === right) return true;
  return left.speakingRate === right.speakingRate && left.pitchSemitones === right.pitchSemitones && left.pitchRange === right.pitchRange
    && left.energyDb === right.energyDb && left.breathiness === right.breathiness && left.pauseScale === right.pauseScale
    && left.style === right.style && EMOTIONS.every((emotion) => left.emotions[emotion] === right.emotions[emotion]);
}
