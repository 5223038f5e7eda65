/** What hearing files needs from the rest of the page, by interface; `src/app` hands in the real ones. */
import type { JobErrorCode } from '../protocol/job';
import type { MediaFault } from '../protocol/media';
import type { SoundEvent, TranscribeOptions, Transcript, VoiceTraits } from '../protocol/tokenizer';
import type { TranscriptDocument } from '../transcripts/document';
import type { FileJob } from '../transcripts/jobs';
import type { SpeakerState } from './speakers';

export type MediaUpdate =
  | { type: 'media.opened'; durationMs: number | null }
  | { type: 'media.chunk'; startMs: number; pcm: Float32Array; peaks: Int8Array; isLast: boolean }
  | { type: 'media.fault'; fault: MediaFault; atMs: number | null };

/** `MediaClient` is one. */
export interface MediaPort {
  /** From the chunk that holds `fromMs` to the end; a fault of the file is the last update, not an exception. */
  decode(file: Blob, fromMs: number, signal: AbortSignal): AsyncGenerator<MediaUpdate, void>;
}

/** `SpeechDetector` is one. Calls come one at a time. */
export interface DetectorPort {
  reset(): Promise<void>;
  /** One probability for each whole frame of 512 samples. */
  probabilities(pcm: Float32Array, signal: AbortSignal): Promise<Float32Array>;
}

export type HeardUpdate =
  | { type: 'transcript.partial'; transcript: Transcript }
  | { type: 'transcript.tentative'; transcript: Transcript; traits: VoiceTraits }
  | { type: 'transcript.final'; transcript: Transcript }
  | { type: 'voice.traits'; traits: VoiceTraits; events: SoundEvent[]; speaker: Float32Array };

/** `TokenizerClient` is one. */
export interface FileRecognizerPort {
  /** Takes ownership of `pcm`, 16 kHz mono. */
  transcribe(pcm: Float32Array, signal: AbortSignal, options: TranscribeOptions): AsyncIterable<HeardUpdate>;
}

/** A job as it is kept between visits, with what telling voices apart needs to go on. */
export type StoredJob = FileJob & { createdAtMs: number; voices: SpeakerState | null };

/** `src/storage/transcripts.ts` is one. */
export interface TranscriptStoragePort {
  listJobs(): Promise<StoredJob[]>;
  writeJob(job: StoredJob): Promise<void>;
  /** Takes the row out of the queue; the transcript stays. */
  forgetJob(id: string): Promise<void>;
  /** Both in one transaction, so that a tab that is closed leaves neither or both. */
  commit(job: StoredJob, document: TranscriptDocument): Promise<void>;
  readDocument(id: string): Promise<TranscriptDocument | null>;
  writeDocument(document: TranscriptDocument): Promise<void>;
  /** Peaks of one chunk of `MEDIA_CHUNK_MS`. */
  writePeaks(id: string, chunkIndex: number, peaks: Int8Array): Promise<void>;
  /** False when there is no room for it. */
  keepRecording(id: string, recording: Blob): Promise<boolean>;
  readRecording(id: string): Promise<Blob | null>;
  /** The transcript, the row, the peaks and the recording. */
  deleteAll(id: string): Promise<void>;
}

/** The models: loaded when the first file needs them, and again when they failed. */
export interface ModelsPort {
  /** Resolves when files can be heard; rejects with a `code`. */
  prepare(signal: AbortSignal): Promise<void>;
  /** After a fault of the recogniser: whether it works again. */
  recover(code: JobErrorCode): Promise<boolean>;
}
