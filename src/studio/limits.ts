import type { SpeechControls } from '../protocol/speech';

type Amount = Exclude<keyof SpeechControls, 'emotions' | 'style'>;

/** The least and the most of each control, as `src/protocol/speech.ts` names them. */
export const CONTROL_LIMITS: Readonly<Record<Amount, readonly [least: number, most: number]>> = {
  speakingRate: [0.5, 2],
  pitchSemitones: [-12, 12],
  pitchRange: [0, 2],
  energyDb: [-12, 12],
  breathiness: [0, 1],
  pauseScale: [0, 3],
};

/** Of a beat grid, a minute. */
export const TEMPO_LIMITS = [20, 300] as const;

/** A number within limits; what is not a number becomes `fallback`. */
export function clampTo([least, most]: readonly [number, number], value: number, fallback: number): number {
  return Number.isNaN(value) ? fallback : Math.min(most, Math.max(least, value));
}
