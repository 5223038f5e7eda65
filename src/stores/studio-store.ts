import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobErrorCode } from '../protocol/job';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, type Provenance, type VoiceChoice } from '../protocol/speech';
import type { SpeechPreset } from '../studio/presets';
import { createLine, type SpokenLine } from '../studio/script/script';

/** A text and everything that was set for it. Voice id '': the first voice of the pack that fits. */
export type StudioDraft = {
  id: string;
  title: string;
  line: SpokenLine;
  voice: VoiceChoice;
  hasMetronome: boolean;
};

/** What has been made of the text as it stands; the sound itself is read past the store. */
export type StudioMade = { /** Changes with every piece that is made. */ version: number; durationMs: number; isComplete: boolean; provenance: Provenance };

export type StudioFault = { code: JobErrorCode | 'no-voice' | 'models' | 'nothing-to-say'; message: string };

/** A text as the shelf lists it. */
export type StudioEntry = { id: string; title: string; excerpt: string; updatedAtMs: number };

export type StudioStoreState = {
  draft: StudioDraft;
  canUndo: boolean;
  canRedo: boolean;
  /** Newest first. */
  shelf: readonly StudioEntry[];
  /** Ways of speaking that the person has given a name. */
  presets: readonly SpeechPreset[];
  phase: 'silent' | 'starting' | 'playing';
  made: StudioMade | null;
  fault: StudioFault | null;
  /** An export in progress, 0–1. */
  exporting: number | null;
};

export type StudioStore = StoreApi<StudioStoreState>;

export const EMPTY_DRAFT: StudioDraft = {
  id: 'draft', title: '', line: { ...createLine('text', ''), controls: NEUTRAL_SPEECH }, voice: { voiceId: '', shape: PLAIN_SHAPE }, hasMetronome: false,
};

export function createStudioStore(): StudioStore {
  return createStore<StudioStoreState>(() => ({ draft: EMPTY_DRAFT, canUndo: false, canRedo: false, shelf: [], presets: [], phase: 'silent', made: null, fault: null, exporting: null }));
}

export const selectDraft = (state: StudioStoreState): StudioDraft => state.draft;
export const selectLine = (state: StudioStoreState): SpokenLine => state.draft.line;
export const selectControls = (state: StudioStoreState): SpokenLine['controls'] => state.draft.line.controls;
export const selectVoice = (state: StudioStoreState): VoiceChoice => state.draft.voice;
export const selectPhase = (state: StudioStoreState): StudioStoreState['phase'] => state.phase;
