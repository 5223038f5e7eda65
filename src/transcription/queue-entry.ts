import { Mutex } from '../lib/mutex';
import type { TranscriptDocument } from '../transcripts/document';
import type { StoredJob } from './ports';

/** A recording in the queue. */
export type QueueEntry = {
  job: StoredJob;
  /** The recording, while this visit has it at hand. */
  file: Blob | null;
  document: TranscriptDocument | null;
  controller: AbortController | null;
  /** Resolves when the run that is going on has ended. */
  ended: Promise<void>;
  /** Changes of the document and of the row, one after the other. */
  mutex: Mutex;
};

export function createEntry(job: StoredJob, file: Blob | null, document: TranscriptDocument | null): QueueEntry {
  return { job, file, document, controller: null, ended: Promise.resolve(), mutex: new Mutex() };
}
