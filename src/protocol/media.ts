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
export type MediaFault =
  /** No audio that the browser or the demuxer knows. */
  | 'not-audio'
  | 'empty'
  /** A video without a sound track. */
  | 'no-audio-track'
  /** The sound is coded in a way this browser does not decode. */
  | 'unknown-codec'
  /** The file breaks off or contradicts itself; what came before is kept. */
  | 'broken'
  /** The part that says where the sound is stands at the end of such files, and is not there. */
  | 'no-index'
  /** The head of the file says what no recording can be. */
  | 'bad-header'
  /** The browser lost hold of the file: it was moved, changed or deleted while it was read, and has to be dropped again. */
  | 'file-gone';

/**
 * workers/media → main thread. `media.chunk` transfers `pcm.buffer` (16 kHz mono, −1…1) and `peaks.buffer` (low and
 * high in turn, −127…127 of full scale, `PEAKS_PER_SECOND`).
 *
 * Chunks lie on a grid of `MEDIA_CHUNK_SAMPLES` from the start of the recording: the first begins at or before
 * `fromMs`. Only the last is shorter, and may be empty.
 */
export type MediaEvent =
  | { type: 'media.opened'; jobId: JobId; durationMs: number | null; codec: string; channelCount: number; sampleRateHz: number }
  | { type: 'media.chunk'; jobId: JobId; startMs: number; pcm: Float32Array; peaks: Int8Array; isLast: boolean }
  | { type: 'media.fault'; jobId: JobId; fault: MediaFault; atMs: number | null }
  | JobEnd;

export const MEDIA_RATE_HZ = 16_000;
/** 10.24 s: whole frames of the voice activity detector (512) and whole peaks (640). */
export const MEDIA_CHUNK_SAMPLES = 163_840;
export const MEDIA_CHUNK_MS = 10_240;
export const PEAKS_PER_SECOND = 25;
