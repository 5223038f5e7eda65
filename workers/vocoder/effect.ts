import type { SpeechLanguage } from '../../src/protocol/speech';

/** What is done to the predicted speech of a stretch of text; everything that can be asked for comes down to this. */
export type Effect = {
  /** 1 = as predicted. */
  rate: number;
  pauseScale: number;
  pitchSemitones: number;
  /** Factor on the distance from the voice's mean pitch. */
  pitchRange: number;
  /** Height added at the middle of accented syllables, in semitones; languages with tones have no such accents. */
  accentSemitones: number;
  /** Line added over the utterance, from −½ of it at the end to +½ at the start, in semitones. */
  declinationSemitones: number;
  /** Line added over the last syllables, full at the very end, in semitones. */
  finalSemitones: number;
  energyDb: number;
  /** 0–1: share of the harmonic power that turns to noise. */
  breathiness: number;
  /** Added slope of the spectrum above 500 Hz, in dB per octave. */
  tiltDbPerOctave: number;
  /** Standard deviation of the length of a period, as a share of it. */
  jitter: number;
  /** Standard deviation of the level of a period. */
  shimmerDb: number;
};

/** Languages whose tones tell words apart. */
export const TONAL: ReadonlySet<SpeechLanguage> = new Set<SpeechLanguage>(['zh', 'yue']);

export const NO_EFFECT: Effect = {
  rate: 1, pauseScale: 1, pitchSemitones: 0, pitchRange: 1, accentSemitones: 0, declinationSemitones: 0, finalSemitones: 0,
  energyDb: 0, breathiness: 0, tiltDbPerOctave: 0, jitter: 0, shimmerDb: 0,
};

const FACTORS = ['rate', 'pauseScale', 'pitchRange'] as const;
const SUMS = ['pitchSemitones', 'accentSemitones', 'declinationSemitones', 'finalSemitones', 'energyDb', 'tiltDbPerOctave', 'jitter', 'shimmerDb'] as const;

/** `base` with `added` at `strength` 0–1: factors are scaled as logarithms, breath fills what is not breath yet. */
export function addEffect(base: Effect, added: Partial<Effect>, strength = 1): Effect {
  const sum = { ...base };
  for (const key of FACTORS) sum[key] *= (added[key] ?? 1) ** strength;
  for (const key of SUMS) sum[key] += (added[key] ?? 0) * strength;
  sum.breathiness = 1 - (1 - base.breathiness) * (1 - (added.breathiness ?? 0) * strength);
  return sum;
}
