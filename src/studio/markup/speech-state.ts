import { NO_EMOTION, type Dialect, type Emphasis, type SayAs, type SpeechControls } from '../../protocol/speech';
import { clampControls } from '../controls';
import type { TagEffect } from './tags';

/** How the next word is said, as the elements around it have it. */
export type SpeechState = { controls: SpeechControls; dialect: Dialect | null; emphasis: Emphasis | null; sayAs: SayAs | null };

/** What the tags since the beginning of the line say; the latest of each kind counts. */
export type TagOverlay = Partial<{ [Kind in Exclude<TagEffect['kind'], 'reset' | 'tempo'>]: Extract<TagEffect, { kind: Kind }> }>;

/**
 * The overlay after one more tag.
 *
 * @param isInGroup Whether it stands right after another tag: feelings side by side mix, one after text takes over.
 */
export function addTag(overlay: TagOverlay, effect: TagEffect, isInGroup: boolean): TagOverlay {
  if (effect.kind === 'tempo') return overlay;
  if (effect.kind === 'reset') return effect.of === 'all' ? {} : { ...overlay, [effect.of]: undefined };
  if (effect.kind !== 'emotion' || !isInGroup) return { ...overlay, [effect.kind]: effect };
  return { ...overlay, emotion: { kind: 'emotion', mix: { ...overlay.emotion?.mix, ...effect.mix } } };
}

export function applyOverlay(state: SpeechState, overlay: TagOverlay): SpeechState {
  const { controls } = state;
  return {
    ...state,
    dialect: overlay.dialect?.dialect ?? state.dialect,
    controls: clampControls({
      speakingRate: controls.speakingRate * (overlay.rate?.factor ?? 1),
      pitchSemitones: overlay.pitch?.semitones ?? controls.pitchSemitones,
      pitchRange: overlay.range?.value ?? controls.pitchRange,
      energyDb: overlay.energy?.db ?? controls.energyDb,
      breathiness: overlay.breathiness?.value ?? controls.breathiness,
      pauseScale: controls.pauseScale,
      emotions: overlay.emotion === undefined ? controls.emotions : { ...NO_EMOTION, ...overlay.emotion.mix },
      style: overlay.style?.style ?? controls.style,
    }),
  };
}
