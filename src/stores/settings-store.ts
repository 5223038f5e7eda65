import { createStore, type StoreApi } from 'zustand/vanilla';
import { DEFAULT_SETTINGS, type Settings } from '../session/settings';

export type SettingsStore = StoreApi<Settings>;

export function createSettingsStore(): SettingsStore {
  return createStore<Settings>(() => DEFAULT_SETTINGS);
}

export const selectSettings = (state: Settings): Settings => state;
export const selectVoiceIds = (state: Settings): Settings['voiceIds'] => state.voiceIds;
export const selectControls = (state: Settings): Settings['controls'] => state.controls;
export const selectListenMode = (state: Settings): Settings['listenMode'] => state.listenMode;
export const selectTheme = (state: Settings): Settings['theme'] => state.theme;
export const selectLanguageLock = (state: Settings): Settings['languageLock'] => state.languageLock;
