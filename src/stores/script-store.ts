import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobErrorCode } from '../protocol/job';
import type { Provenance } from '../protocol/speech';
import type { Project } from '../studio/project';
import { NOTHING_MADE } from '../studio/provenance';

/** A project as the list shows it; `seconds` is the sound that is kept of it. */
export type ProjectEntry = { id: string; title: string; updatedAtMs: number; lineCount: number; readyCount: number; seconds: number };

/** Where the sound of a line stands. A line that has nothing to say is `silent` and is left out of everything. */
export type LineState =
  | { phase: 'none' | 'silent' | 'waiting' | 'rendering' }
  | { phase: 'ready'; seconds: number }
  /** It was changed since it was made; `seconds` is what it was. */
  | { phase: 'stale'; seconds: number }
  | { phase: 'failed'; code: JobErrorCode | 'no-voice'; message: string };

/** How far the whole is. `lineCount` counts the lines that have something to say, `readyCount` those whose sound is there. */
export type RenderProgress = {
  /** `starting`: the models load. `yielding`: the conversation has the voice; it goes on by itself. `paused`: a person paused it. */
  phase: 'idle' | 'starting' | 'rendering' | 'yielding' | 'paused';
  readyCount: number;
  lineCount: number;
  failedCount: number;
  /** Sound that is ready, pauses not counted. */
  seconds: number;
  /** Computing time for a second of sound on this visit; null before the first line. */
  realTimeFactor: number | null;
  /** Null while nobody can tell. */
  remainingMs: number | null;
};

/** The recording under the speech; what it is set to is in `open.music`. */
export type MusicState = { phase: 'none' | 'reading' } | { phase: 'ready'; durationMs: number; byteCount: number } | { phase: 'failed'; message: string };

/** `lineId`: the line that is heard, or waited for. Where in it is read past the store. */
export type ScriptPlaying = { phase: 'silent' } | { phase: 'starting' | 'playing'; lineId: string };

export type ScriptFaultCode =
  | JobErrorCode
  /** A file that could not be made a script or a project. */
  | 'unreadable-file'
  /** A project of this device that cannot be read; it is kept. */
  | 'damaged-project'
  /** There is no room for more sound; everything made so far is kept. */
  | 'storage-full'
  | 'storage-failed'
  | 'models'
  | 'no-voice'
  | 'nothing-to-say'
  | 'music-unreadable'
  /** More than the container can hold. */
  | 'export-too-large';

/** `message` is a sentence for a person where the code alone does not say enough, else ''. */
export type ScriptFault = { code: ScriptFaultCode; message: string };

/** What is being made a file, 0–1. */
export type Exporting = { format: string; share: number };

/** Scripts of many lines: what is on the screen. Sound does not pass through here. */
export type ScriptStoreState = {
  /** Newest first. */
  projects: readonly ProjectEntry[];
  /** It is not known yet what was open when this device was left; until then `open` being null says nothing. */
  isResuming: boolean;
  open: Project | null;
  canUndo: boolean;
  canRedo: boolean;
  /** By line id; has every line of the open script. */
  lines: ReadonlyMap<string, LineState>;
  progress: RenderProgress;
  music: MusicState;
  playing: ScriptPlaying;
  exporting: Exporting | null;
  /** What the sound of the open project takes on this device. */
  usedBytes: number;
  /** What made the sound of the open project, as far as it is made. */
  provenance: Provenance;
  fault: ScriptFault | null;
};

export type ScriptStore = StoreApi<ScriptStoreState>;

export const NO_PROGRESS: RenderProgress = { phase: 'idle', readyCount: 0, lineCount: 0, failedCount: 0, seconds: 0, realTimeFactor: null, remainingMs: null };
/** No project is open. */
export const NOTHING_OPEN: Omit<ScriptStoreState, 'projects' | 'isResuming' | 'fault'> = {
  open: null, canUndo: false, canRedo: false, lines: new Map(), progress: NO_PROGRESS, music: { phase: 'none' }, playing: { phase: 'silent' }, exporting: null, usedBytes: 0, provenance: NOTHING_MADE,
};

export function createScriptStore(): ScriptStore {
  return createStore<ScriptStoreState>(() => ({ ...NOTHING_OPEN, projects: [], isResuming: false, fault: null }));
}

const NO_STATE: LineState = { phase: 'none' };

export const selectProjects = (state: ScriptStoreState): readonly ProjectEntry[] => state.projects;
export const selectOpenProject = (state: ScriptStoreState): Project | null => state.open;
export const selectProgress = (state: ScriptStoreState): RenderProgress => state.progress;
/** The state of one line; the same object until it changes. */
export const selectLineState = (lineId: string) => (state: ScriptStoreState): LineState => state.lines.get(lineId) ?? NO_STATE;
/** The line that is heard or about to be; null in silence. */
export const selectPlayingLineId = ({ playing }: ScriptStoreState): string | null => (playing.phase === 'silent' ? null : playing.lineId);
