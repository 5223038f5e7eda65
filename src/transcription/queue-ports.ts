import type { TranscriptDocument } from '../transcripts/document';
import type { FileJob, LanguageChoice } from '../transcripts/jobs';
import type { DocumentChange } from './document-growth';
import type { ModelsPort, TranscriptStoragePort } from './ports';
import type { RunPorts } from './transcription-run';

export type QueueListener = {
  /** All rows, in the order in which they were added. */
  onJobs(jobs: readonly FileJob[]): void;
  /** A document grew. `grow` is the same change as a function, for a document with edits that are not stored yet. */
  onDocument(document: TranscriptDocument, grow: DocumentChange): void;
  onPartial(partial: { jobId: string; text: string } | null): void;
  /** What was thrown while a recording was heard, for a log; its row has the code. */
  onError?(jobId: string, error: unknown): void;
};

export type QueuePorts = RunPorts & { models: ModelsPort; storage: TranscriptStoragePort; nowMs(): number; listener: QueueListener };
export type NewFile = { name: string; content: Blob; language: LanguageChoice; translateTo: FileJob['translateTo'] };
