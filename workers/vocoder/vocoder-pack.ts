import * as v from 'valibot';
import { SPEECH_LANGUAGES } from '../../src/protocol/speech';

/** `voices.json`: `speaker` is the vector every graph takes; `pitchHz` the mean F0 that a pitch range is scaled around. */
export const VOICES = v.pipe(
  v.array(v.object({ id: v.string(), name: v.string(), language: v.picklist(SPEECH_LANGUAGES), speaker: v.array(v.number()), pitchHz: v.number() })),
  v.minLength(1),
);
export type Voice = v.InferOutput<typeof VOICES>[number];

const VOCODER_FEATURES = v.pipe(
  v.object({
    sampleRateHz: v.optional(v.number()),
    sampleRate: v.optional(v.number()),
    nFft: v.number(),
    hopLength: v.number(),
    nMels: v.number(),
    contextFrames: v.optional(v.number(), 5),
    mean: v.optional(v.array(v.number())),
    std: v.optional(v.array(v.number())),
  }),
  v.transform(({ sampleRateHz, sampleRate, ...rest }) => ({ ...rest, sampleRateHz: sampleRateHz ?? sampleRate ?? 16_000 })),
);

/** The parts of `features.json` that speaking needs; `mean` and `std` undo the normalisation of the acoustic model. */
export const SPEECH_FEATURES = v.pipe(
  v.object({
    vocoder: VOCODER_FEATURES,
    acoustic: v.optional(v.object({
      frameMultiple: v.optional(v.number(), 2),
      solverSteps: v.optional(v.number(), 4),
      temperature: v.optional(v.number(), 0.6),
      // A pack that has not measured it is taken at its word: energy is a natural logarithm of power.
      decibelsPerEnergy: v.optional(v.pipe(v.number(), v.minValue(0.1)), 10 * Math.LOG10E),
      // Without it the acoustic model is not told where in its phoneme a frame is.
      positionEdgeFrames: v.optional(v.pipe(v.number(), v.minValue(0.1))),
      mean: v.optional(v.array(v.number())),
      std: v.optional(v.array(v.number())),
    }), {}),
  }),
  v.transform(({ vocoder, acoustic }) => ({
    ...vocoder,
    ...acoustic,
    mean: Float32Array.from(acoustic.mean ?? vocoder.mean ?? new Array<number>(vocoder.nMels).fill(0)),
    std: Float32Array.from(acoustic.std ?? vocoder.std ?? new Array<number>(vocoder.nMels).fill(1)),
  })),
);
export type SpeechFeatures = v.InferOutput<typeof SPEECH_FEATURES>;
