import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ExecutionProvider } from '../protocol/graphs';
import type { JobErrorCode } from '../protocol/job';
import type { SpeechLanguage } from '../protocol/speech';

export type EngineName = 'vad' | 'tokenizer' | 'llm' | 'vocoder';

/** Why a pack could not be had or loaded. */
export type PackFault = JobErrorCode | 'offline' | 'download-failed' | 'wrong-hash' | 'wrong-version' | 'quota' | 'missing-file';

/** Where the weights are on their way from the server to the engines. */
export type PackState =
  | { phase: 'absent' }
  | { phase: 'downloading'; loadedBytes: number; totalBytes: number }
  /** Verified and on this device; the engines have not been started. */
  | { phase: 'stored' }
  | { phase: 'loading'; graphsLoaded: number; graphCount: number }
  | { phase: 'ready' }
  /** `missingBytes` is how much room is wanting, for `quota`. */
  | { phase: 'failed'; code: PackFault; message: string; missingBytes: number | null };

/** `isOwn`: made on this device, from a recording. */
export type VoiceSummary = { id: string; name: string; language: SpeechLanguage; /** Mean F0. */ pitchHz?: number; isOwn?: true };

export type PackSummary = {
  id: string;
  name: string;
  version: string;
  totalBytes: number;
  languages: readonly string[];
  voices: readonly VoiceSummary[];
  licence: string;
};

/** What the self-test of one graph said on this device. */
export type GraphVerdict = {
  engine: EngineName;
  graph: string;
  provider: ExecutionProvider;
  /** Largest absolute difference from the golden output; null when the graph did not run. */
  maxError: number | null;
  hasPassed: boolean;
  /** It ran on an earlier visit, with the same files and code, and not on this one. */
  isRemembered: boolean;
  loadMs: number;
  warmUpMs: number;
};

/** Why the provider is what it is. */
export type ProviderReason = 'chosen' | 'flag' | 'no-webgpu' | 'fallback-adapter' | 'too-small' | 'wrong-result' | 'device-lost' | 'failed';

export type ModelStoreState = {
  pack: PackState;
  summary: PackSummary | null;
  /** Voices made on this device that these models can speak with. */
  ownVoices: readonly VoiceSummary[];
  /** Null until the engines are loaded. */
  provider: ExecutionProvider | null;
  providerReason: ProviderReason | null;
  verdicts: readonly GraphVerdict[];
  /** From the click to ready. */
  readyMs: number | null;
};

export type ModelStore = StoreApi<ModelStoreState>;

export function createModelStore(): ModelStore {
  return createStore<ModelStoreState>(() => ({
    pack: { phase: 'absent' },
    summary: null,
    ownVoices: [],
    provider: null,
    providerReason: null,
    verdicts: [],
    readyMs: null,
  }));
}

export const selectPack = (state: ModelStoreState): PackState => state.pack;
export const selectPackSummary = (state: ModelStoreState): PackSummary | null => state.summary;
/** All that can be chosen: those of the pack, then those made on this device. The same list until either changes. */
export function selectVoices({ summary, ownVoices }: ModelStoreState): readonly VoiceSummary[] {
  const packVoices = summary?.voices ?? NO_VOICES;
  if (packVoices.length === 0 || ownVoices.length === 0) return packVoices;
  if (joined.packVoices !== packVoices || joined.ownVoices !== ownVoices) joined = { packVoices, ownVoices, all: [...packVoices, ...ownVoices] };
  return joined.all;
}
export const selectProvider = (state: ModelStoreState): ExecutionProvider | null => state.provider;
export const selectProviderReason = (state: ModelStoreState): ProviderReason | null => state.providerReason;
export const selectVerdicts = (state: ModelStoreState): readonly GraphVerdict[] => state.verdicts;
export const selectIsReady = (state: ModelStoreState): boolean => state.pack.phase === 'ready';
/** 0–1 of the download; 1 once everything is stored. */
export const selectDownloadShare = ({ pack }: ModelStoreState): number => {
  if (pack.phase === 'downloading') return pack.totalBytes > 0 ? pack.loadedBytes / pack.totalBytes : 0;
  return pack.phase === 'absent' || pack.phase === 'failed' ? 0 : 1;
};

const NO_VOICES: readonly VoiceSummary[] = [];
let joined: { packVoices: readonly VoiceSummary[]; ownVoices: readonly VoiceSummary[]; all: readonly VoiceSummary[] } = { packVoices: NO_VOICES, ownVoices: NO_VOICES, all: NO_VOICES };
