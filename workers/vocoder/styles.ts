import type { Emphasis, Style } from '../../src/protocol/speech';
import type { Effect } from './effect';

/**
 * Styles as rules; the sizes are guesses that no listening test has checked. `whisper` has no voice at all, but in tone languages, and is slower, as whispered
 * vowels last longer than voiced ones (Houle and Levi 2020, J. Acoust. Soc. Am. 148, 4002, abstract); its flatter slope and lower level
 * are conventions, and the higher formants found there are not made. `shout` takes its directions from speech in noise: louder,
 * longer, higher, with other spectra (Summers et al. 1988, J. Acoust. Soc. Am. 84, 917), which differs much between
 * speakers (Junqua 1993, J. Acoust. Soc. Am. 93, 510). `narrate`, `news` and `bedtime` have no source; `bedtime` takes its
 * calm from pauses, as a slower pace cost words. The last three take their durations and pitch from `score.ts`.
 */
export const STYLE_EFFECTS: Readonly<Record<Style, Partial<Effect>>> = {
  plain: {},
  narrate: { rate: 0.93, pitchRange: 1.15, pauseScale: 1.3, accentSemitones: 0.4 },
  whisper: { rate: 0.93, breathiness: 1, tiltDbPerOctave: 1.5, energyDb: -5 },
  shout: { rate: 0.92, pitchSemitones: 4, pitchRange: 1.2, energyDb: 8, tiltDbPerOctave: 2.5, accentSemitones: 1 },
  news: { rate: 1.08, pitchRange: 1.1, pauseScale: 0.85, accentSemitones: 0.6, tiltDbPerOctave: 0.5, energyDb: 1 },
  bedtime: { rate: 0.94, pitchSemitones: -0.7, pitchRange: 0.85, pauseScale: 2, energyDb: -4, breathiness: 0.25, tiltDbPerOctave: -1 },
  rap: { pitchRange: 0.7, accentSemitones: 1.2, energyDb: 2, tiltDbPerOctave: 0.7 },
  hum: { energyDb: 2 },
  sing: { energyDb: 1 },
};

/**
 * What styles do otherwise where tones tell words apart: a whisper without any voice, at the pace of English, kept 0.59 of what is understood of
 * plain Mandarin, at 0.72 of the pace 0.80. With a voice left below the breath, so that tones live, it keeps all (training/voice/CONTROLS.md).
 */
export const TONAL_STYLE_EFFECTS: Readonly<Partial<Record<Style, Partial<Effect>>>> = {
  whisper: { rate: 0.75, breathiness: 0.6, tiltDbPerOctave: 2, energyDb: -5 },
};

/** What stress adds. A word in focus is much longer (Eady and Cooper 1986, J. Acoust. Soc. Am. 80, 402); the sizes, and what pitch and loudness do, are guesses. */
export const EMPHASIS_EFFECTS: Readonly<Record<Emphasis, Partial<Effect>>> = {
  strong: { rate: 0.78, pitchSemitones: 2, pitchRange: 1.3, energyDb: 4, accentSemitones: 1 },
  moderate: { rate: 0.88, pitchSemitones: 1, pitchRange: 1.15, energyDb: 2, accentSemitones: 0.5 },
  reduced: { rate: 1.15, pitchSemitones: -1, pitchRange: 0.7, energyDb: -3 },
};
