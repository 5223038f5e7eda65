import { createStore, type StoreApi } from 'zustand/vanilla';
import type { TranscriptDocument } from '../transcripts/document';
import type { FileJob, HearingWishes } from '../transcripts/jobs';
import type { SearchHit } from '../transcripts/search';

/** A transcript as the library lists it. */
export type LibraryEntry = {
  id: string;
  title: string;
  createdAtMs: number;
  durationMs: number;
  segmentCount: number;
  speakerNames: readonly string[];
  /** What the recording takes on this device; 0 when only its text is kept. */
  audioBytes: number;
};

/** Files in work, the transcript on the screen, and the library. Playback and peaks do not pass through here. */
export type FilesStoreState = {
  jobs: readonly FileJob[];
  wishes: HearingWishes;
  /** Newest first. */
  library: readonly LibraryEntry[];
  open: TranscriptDocument | null;
  canUndo: boolean;
  canRedo: boolean;
  /** Words of the segment that is being heard right now, not committed yet; per job id. */
  partial: { jobId: string; text: string } | null;
  search: { query: string; hits: readonly SearchHit[] };
  isRecording: boolean;
  /** Segments translated or spoken so far of a run in progress. */
  progress: { kind: 'translate' | 'dub'; done: number; total: number } | null;
};

export type FilesStore = StoreApi<FilesStoreState>;

export function createFilesStore(): FilesStore {
  return createStore<FilesStoreState>(() => ({
    jobs: [],
    wishes: { language: 'auto', translateTo: null },
    library: [],
    open: null,
    canUndo: false,
    canRedo: false,
    partial: null,
    search: { query: '', hits: [] },
    isRecording: false,
    progress: null,
  }));
}

export const selectJobs = (state: FilesStoreState): readonly FileJob[] => state.jobs;
export const selectLibrary = (state: FilesStoreState): readonly LibraryEntry[] => state.library;
export const selectOpenDocument = (state: FilesStoreState): TranscriptDocument | null => state.open;
