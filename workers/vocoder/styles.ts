import type { Emphasis, Style } from '../../src/protocol/speech';
import type { Effect } from './effect';

/**
 * Styles as rules. `whisper` has no voice at all and a flatter spectrum (Jovičić 1998); `shout` is Lombard speech: louder, higher,
 * longer vowels and several decibels an octave more above 500 Hz (Summers et al. 1988; Junqua 1993). The sizes, and `narrate`,
 * `news` and `bedtime` as a whole, are a guess that no listening test has checked. The last three take their durations and
 * pitch from `score.ts`.
 */
export const STYLE_EFFECTS: Readonly<Record<Style, Partial<Effect>>> = {
  plain: {},
  narrate: { rate: 0.93, pitchRange: 1.15, pauseScale: 1.3, accentSemitones: 0.4 },
  whisper: { rate: 0.93, breathiness: 1, tiltDbPerOctave: 1.5, energyDb: -5 },
  shout: { rate: 0.92, pitchSemitones: 4, pitchRange: 1.2, energyDb: 8, tiltDbPerOctave: 2.5, accentSemitones: 1 },
  news: { rate: 1.08, pitchRange: 1.1, pauseScale: 0.85, accentSemitones: 0.6, tiltDbPerOctave: 0.5, energyDb: 1 },
  bedtime: { rate: 0.8, pitchSemitones: -0.7, pitchRange: 0.85, pauseScale: 1.6, energyDb: -4, breathiness: 0.35, tiltDbPerOctave: -1.5 },
  rap: { pitchRange: 0.7, accentSemitones: 1.2, energyDb: 2, tiltDbPerOctave: 0.7 },
  hum: { energyDb: 2 },
  sing: { energyDb: 1 },
};

/** What stress adds, after the sizes that readers use for narrow focus (Eady and Cooper 1986). */
export const EMPHASIS_EFFECTS: Readonly<Record<Emphasis, Partial<Effect>>> = {
  strong: { rate: 0.78, pitchSemitones: 2, pitchRange: 1.3, energyDb: 4, accentSemitones: 1 },
  moderate: { rate: 0.88, pitchSemitones: 1, pitchRange: 1.15, energyDb: 2, accentSemitones: 0.5 },
  reduced: { rate: 1.15, pitchSemitones: -1, pitchRange: 0.7, energyDb: -3 },
};
