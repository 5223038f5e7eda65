import * as v from 'valibot';

/** Shapes of `src/transcripts/document.ts` and `src/transcription/ports.ts` as they are kept; read-only, as those are. */
const TRANSLATION = v.object({ to: v.picklist(['en', 'zh']), text: v.string(), isOutdated: v.optional(v.boolean()) });
const WORD = v.object({ text: v.string(), startMs: v.number(), endMs: v.number(), confidence: v.number() });

const SEGMENT = v.object({
  id: v.string(),
  startMs: v.number(),
  endMs: v.number(),
  speakerId: v.nullable(v.string()),
  language: v.picklist(['en', 'zh', 'yue', 'ja', 'other']),
  words: v.pipe(v.array(WORD), v.readonly()),
  translation: v.nullable(TRANSLATION),
});
export type StoredSegment = v.InferOutput<typeof SEGMENT>;
export const SEGMENT_BLOCK = v.pipe(v.array(SEGMENT), v.readonly());

/** A document without its segments. */
export const DOCUMENT_HEAD = v.object({
  id: v.string(),
  title: v.string(),
  fileName: v.string(),
  createdAtMs: v.number(),
  updatedAtMs: v.number(),
  durationMs: v.number(),
  speakers: v.pipe(v.array(v.object({ id: v.string(), name: v.string() })), v.readonly()),
  sounds: v.pipe(v.array(v.object({ startMs: v.number(), endMs: v.number(), name: v.string() })), v.readonly()),
  segmentCount: v.number(),
});
export type DocumentHead = v.InferOutput<typeof DOCUMENT_HEAD>;
export type StoredDocument = Omit<DocumentHead, 'segmentCount'> & { segments: readonly StoredSegment[] };

const FAULTS = [
  'model-missing', 'device-lost', 'out-of-memory', 'bad-input', 'wrong-result', 'internal',
  'not-audio', 'empty', 'no-audio-track', 'unknown-codec', 'broken', 'no-index', 'bad-header', 'unreachable', 'quota', 'file-gone',
] as const;

export const STORED_JOB = v.object({
  id: v.string(),
  fileName: v.string(),
  bytes: v.number(),
  phase: v.picklist(['waiting', 'running', 'paused', 'finished', 'failed']),
  heardMs: v.number(),
  durationMs: v.nullable(v.number()),
  speed: v.nullable(v.number()),
  fault: v.nullable(v.object({ code: v.picklist(FAULTS), atMs: v.nullable(v.number()) })),
  language: v.picklist(['auto', 'en', 'zh']),
  translateTo: v.nullable(v.picklist(['en', 'zh'])),
  isVolatile: v.optional(v.boolean()),
  createdAtMs: v.number(),
  voices: v.nullable(v.object({
    nodes: v.pipe(v.array(v.object({ sum: v.custom<Float32Array>((value) => value instanceof Float32Array), weight: v.number(), speakerId: v.string() })), v.readonly()),
    nextNumber: v.number(),
    merges: v.pipe(v.array(v.object({ from: v.string(), into: v.string() })), v.readonly()),
  })),
});
export type StoredFileJob = v.InferOutput<typeof STORED_JOB>;
