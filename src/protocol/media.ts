import type { JobCancel, JobEnd, JobId } from './job';

/**
 * Main thread → workers/media. `decode` opens a file and answers `media.opened`, then one `media.chunk` for every
 * `media.pull`, so that no more is decoded than is heard; `fromMs` continues where an earlier run stopped.
 */
export type MediaRequest =
  | { type: 'decode'; jobId: JobId; file: Blob; fromMs: number }
  | { type: 'media.pull'; jobId: JobId }
  | JobCancel;

/** Why a file could not be decoded; sent before the job fails with `bad-input`. */
export type MediaFault = 'not-audio' | 'empty' | 'no-audio-track' | 'unknown-codec' | 'broken';

/**
 * workers/media → main thread. `media.chunk` transfers `pcm.buffer` (16 kHz mono, −1…1, about ten seconds) and
 * `peaks.buffer` (low and high in turn, −127…127 of full scale, `PEAKS_PER_SECOND`).
 */
export type MediaEvent =
  | { type: 'media.opened'; jobId: JobId; durationMs: number | null; codec: string; channelCount: number; sampleRateHz: number }
  | { type: 'media.chunk'; jobId: JobId; startMs: number; pcm: Float32Array; peaks: Int8Array; isLast: boolean }
  | { type: 'media.fault'; jobId: JobId; fault: MediaFault; atMs: number | null }
  | JobEnd;

export const PEAKS_PER_SECOND = 25;
