import type { Gesture, SpeechLanguage } from '../../src/protocol/speech';
import { addEffect, type Effect } from './effect';
import type { Inventory } from './front-end/inventory';
import type { Utterance } from './front-end/utterance';
import { pointsToFrames } from './prosody';
import type { PhraseVoice } from './render-utterance';

/** One sound of a gesture: which, for how long, how far from the voice's mean pitch, and how. */
type Step = { sound: 'h' | 'a'; frames: number; semitones: number; effect: Partial<Effect> };

/**
 * Laughter as bursts of h and a, about five a second and softer each time (Provine and Yong 1991, Ethology 89: notes of 75 ms every
 * 210 ms, a decrescendo); that pitch falls too is one shape of many that people's laughs have (Bachorowski et al. 2001). Level 0 is that of speech.
 */
const LAUGH: readonly Step[] = [0, 1, 2, 3, 4].flatMap((burst): Step[] => [
  { sound: 'h', frames: 6 + burst, semitones: 6 - 1.6 * burst, effect: { energyDb: -3 - 1.8 * burst, breathiness: 0.9 } },
  { sound: 'a', frames: 8 - burst, semitones: 6 - 1.8 * burst, effect: { energyDb: 1 - 2.2 * burst, breathiness: 0.3, jitter: 0.01 } },
]);
/** A breath out through an open mouth with a voice that gives way. */
const SIGH: readonly Step[] = [
  { sound: 'h', frames: 14, semitones: 1, effect: { energyDb: -6, breathiness: 1 } },
  { sound: 'a', frames: 14, semitones: 1, effect: { energyDb: -4, breathiness: 0.5, tiltDbPerOctave: -1.5 } },
  { sound: 'a', frames: 14, semitones: -2, effect: { energyDb: -7, breathiness: 0.65, tiltDbPerOctave: -2 } },
  { sound: 'a', frames: 14, semitones: -4, effect: { energyDb: -11, breathiness: 0.85, tiltDbPerOctave: -2.5 } },
  { sound: 'h', frames: 16, semitones: -5, effect: { energyDb: -14, breathiness: 1, tiltDbPerOctave: -2.5 } },
];
/** Air drawn in: noise that swells, and stops. */
const BREATH: readonly Step[] = [-16, -12, -9, -8].map((energyDb): Step => ({ sound: 'h', frames: 8, semitones: 0, effect: { energyDb, breathiness: 1, tiltDbPerOctave: 1 } }));

const STEPS: Readonly<Record<Gesture, readonly Step[]>> = { laugh: LAUGH, sigh: SIGH, breath: BREATH };
const SILENCE_FRAMES = 3;

/** The two sounds in the phonemes of each language: a voice knows only its own. */
const SOUNDS: Readonly<Record<SpeechLanguage, Readonly<Record<Step['sound'], string>>>> = {
  en: { h: 'hh', a: 'aa' }, zh: { h: 'zh:h', a: 'zh:a' }, yue: { h: 'yue:h', a: 'yue:aa' }, ja: { h: 'ja:h', a: 'ja:a' },
};

/** A gesture as phonemes, their frames and ln F0 of every frame: made by rule, said by the models. */
export type GestureScore = { utterance: Utterance; durations: number[]; pitch: Float32Array; effects: Effect[] };

export function scoreGesture(gesture: Gesture, at: number, { voice, centreHz }: PhraseVoice, base: Effect, inventory: Inventory): GestureScore {
  const { language } = voice;
  const symbols = SOUNDS[language];
  const steps = STEPS[gesture];
  const silence = { symbol: inventory.pauses.start, accent: 0 };
  const utterance: Utterance = {
    language,
    phones: [silence, ...steps.map(({ sound }) => ({ symbol: symbols[sound], accent: 1 })), silence],
    wordOf: [-1, ...steps.map(() => 0), -1],
    words: [{ textStart: at, textEnd: at }],
    opening: 'held',
    ending: 'held',
  };
  const total = steps.reduce((sum, { frames }) => sum + frames, 0);
  const durations = [SILENCE_FRAMES, ...steps.map(({ frames }) => frames), SILENCE_FRAMES + (total % 2)];
  const frameCount = durations.reduce((sum, frames) => sum + frames, 0);
  const heights = [steps[0]?.semitones ?? 0, ...steps.map(({ semitones }) => semitones), steps.at(-1)?.semitones ?? 0];
  const points = Float32Array.from(heights.flatMap((semitones) => new Array<number>(5).fill(Math.log(centreHz) + ((semitones + base.pitchSemitones) * Math.LN2) / 12)));
  return { utterance, durations, pitch: pointsToFrames(points, durations, frameCount), effects: [base, ...steps.map(({ effect }) => addEffect(base, effect)), base] };
}
