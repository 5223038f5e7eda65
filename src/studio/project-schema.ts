import * as v from 'valibot';
import { DIALECTS, EMOTIONS, NEUTRAL_SPEECH, PLAIN_SHAPE, STYLES, type SpeechControls } from '../protocol/speech';
import { clampControls, mergeControls, type ControlChanges } from './controls';
import { CONTROL_LIMITS } from './limits';
import { DEFAULT_LOUDNESS_LUFS } from './project';
import { createLine, DEFAULT_BEATS_PER_MINUTE, LINE_PAUSE_MS, MAX_PAUSE_MS, NO_CHANGES } from './script/script';

const finite = v.pipe(v.number(), v.finite());
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const balance = v.optional(v.pipe(v.number(), v.minValue(-1), v.maxValue(1)), 0);
const amount = (name: keyof typeof CONTROL_LIMITS) => v.optional(v.pipe(v.number(), v.minValue(CONTROL_LIMITS[name][0]), v.maxValue(CONTROL_LIMITS[name][1])));

const changesSchema = v.object({
  speakingRate: amount('speakingRate'), pitchSemitones: amount('pitchSemitones'), pitchRange: amount('pitchRange'),
  energyDb: amount('energyDb'), breathiness: amount('breathiness'), pauseScale: amount('pauseScale'),
  emotions: v.optional(v.partial(v.object(v.entriesFromList(EMOTIONS, share)))),
  style: v.optional(v.picklist(STYLES)),
});

/** Only what is not neutral is written. */
export const controlsSchema = v.pipe(
  changesSchema,
  v.transform((changes): SpeechControls => (Object.keys(changes).length === 0 ? NEUTRAL_SPEECH : mergeControls(NEUTRAL_SPEECH, changes))),
);

export const voiceSchema = v.object({
  voiceId: v.string(),
  shape: v.optional(v.object({ age: balance, pitchSemitones: v.optional(v.pipe(v.number(), v.minValue(-12), v.maxValue(12)), 0), brightness: balance, roughness: v.optional(share, 0) }), PLAIN_SHAPE),
});

/** Only what a line does not share with its speaker is written: a book has thousands of lines. */
const lineControlsSchema = v.pipe(changesSchema, v.transform((changes): ControlChanges => (Object.keys(changes).length === 0 ? NO_CHANGES : changes)));
const dialectSchema = v.optional(v.nullable(v.picklist(DIALECTS)), null);
const waySchema = v.optional(v.object({ controls: v.optional(controlsSchema, {}), dialect: dialectSchema }));

const lineSchema = v.pipe(
  v.object({
    id: v.string(),
    source: v.string(),
    speaker: v.optional(v.nullable(v.string()), null),
    controls: v.optional(lineControlsSchema, {}),
    dialect: dialectSchema,
    voice: v.optional(v.nullable(voiceSchema), null),
    pauseAfterMs: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_PAUSE_MS)), LINE_PAUSE_MS),
    pitchPoints: v.optional(v.array(v.object({ at: v.pipe(v.number(), v.integer(), v.minValue(0)), semitones: finite })), []),
    melodySource: v.optional(v.string(), ''),
    beatsPerMinute: v.optional(v.pipe(v.number(), v.minValue(20), v.maxValue(400)), DEFAULT_BEATS_PER_MINUTE),
  }),
  v.transform(({ id, source, ...rest }) => createLine(id, source, rest)),
);

export const scriptSchema = v.object({
  title: v.string(),
  speakers: v.array(v.object({ name: v.string(), voice: v.optional(v.nullable(voiceSchema), null), way: waySchema })),
  narratorWay: waySchema,
  chapters: v.pipe(v.array(v.object({ id: v.string(), title: v.string(), lines: v.array(lineSchema) })), v.minLength(1)),
});

export const presetSchema = v.object({ id: v.string(), name: v.string(), controls: v.pipe(controlsSchema, v.transform(clampControls)) });

export const projectSchema = v.object({
  id: v.string(),
  createdAtMs: finite,
  updatedAtMs: finite,
  script: scriptSchema,
  voice: voiceSchema,
  music: v.optional(v.nullable(v.object({ fileName: v.string(), gainDb: finite, duckDb: finite, attackMs: v.pipe(finite, v.minValue(0)), releaseMs: v.pipe(finite, v.minValue(0)) })), null),
  loudnessLufs: v.optional(v.nullable(finite), DEFAULT_LOUDNESS_LUFS),
  hasMetronome: v.optional(v.boolean(), false),
});
