import * as v from 'valibot';

export const JSON_FORMAT = 'sotto-transcript';
/** Counts up when a reader of the version before would misread the file. */
export const JSON_VERSION = 1;

const ms = v.pipe(v.number(), v.finite(), v.minValue(0));

const word = v.object({ text: v.string(), startMs: ms, endMs: ms, confidence: v.pipe(v.number(), v.minValue(0), v.maxValue(1)) });

const segment = v.object({
  id: v.string(),
  startMs: ms,
  endMs: ms,
  speakerId: v.nullable(v.string()),
  language: v.picklist(['en', 'zh', 'yue', 'ja', 'other']),
  words: v.array(word),
  translation: v.nullable(v.object({ to: v.picklist(['en', 'zh']), text: v.string(), isOutdated: v.optional(v.boolean()) })),
});

/** A transcript as a file, version 1. Times are milliseconds from the start of the recording, dates since 1970. */
export const transcriptFileSchema = v.object({
  format: v.literal(JSON_FORMAT),
  version: v.literal(JSON_VERSION),
  id: v.string(),
  title: v.string(),
  fileName: v.string(),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  durationMs: ms,
  speakers: v.array(v.object({ id: v.string(), name: v.string() })),
  segments: v.array(segment),
  sounds: v.array(v.object({ startMs: ms, endMs: ms, name: v.string() })),
});
