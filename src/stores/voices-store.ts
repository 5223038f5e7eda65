import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Similarity } from '../studio/cloning/similarity';

/** A voice made on this device, as it is listed. */
export type OwnVoice = {
  id: string;
  name: string;
  language: 'en' | 'zh';
  createdAtMs: number;
  similarity: Similarity;
  /** False when it was made with other models than those that are loaded: it cannot be heard then. */
  isUsable: boolean;
};

/** Why no voice can be made of a recording; the first that holds is told. */
export type RecordingFault =
  | 'silent' | 'too-short' | 'too-long' | 'music' | 'no-speech' | 'clipped' | 'noisy' | 'two-people' | 'no-voice'
  | 'unreadable' | 'microphone' | 'models' | 'failed';

/** What the person has given and what was heard in it. The sound itself does not pass through here. */
export type CheckedRecording = { name: string; seconds: number; transcript: string; language: 'en' | 'zh' };

/** Where the making of a voice stands. */
export type CloningState =
  | { phase: 'empty'; fault: RecordingFault | null }
  | { phase: 'recording' }
  | { phase: 'checking' }
  | { phase: 'checked'; recording: CheckedRecording; fault: 'failed' | null }
  | { phase: 'making'; recording: CheckedRecording; share: number }
  | { phase: 'made'; voiceId: string };

export type VoicesStoreState = {
  /** Newest first. */
  own: readonly OwnVoice[];
  cloning: CloningState;
};
export type VoicesStore = StoreApi<VoicesStoreState>;

export function createVoicesStore(): VoicesStore {
  return createStore<VoicesStoreState>(() => ({ own: [], cloning: { phase: 'empty', fault: null } }));
}

export const selectOwnVoices = (state: VoicesStoreState): readonly OwnVoice[] => state.own;
export const selectCloning = (state: VoicesStoreState): CloningState => state.cloning;
