import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the browser says about the microphone it opened, read back from the track. */
export type MicrophoneSettings = {
  label: string;
  sampleRateHz: number | null;
  echoCancellation: boolean | null;
  noiseSuppression: boolean | null;
  autoGainControl: boolean | null;
};

export type MicrophoneState =
  | { phase: 'off' }
  | { phase: 'asking' }
  | { phase: 'live'; settings: MicrophoneSettings }
  | { phase: 'refused' }
  | { phase: 'missing' }
  /** It is there and would not open: another program holds it. */
  | { phase: 'busy' }
  /** It was live and has ended: unplugged, or taken by another program. */
  | { phase: 'lost' };

export type AudioDevice = { deviceId: string; label: string };

export type DeviceStoreState = {
  microphone: MicrophoneState;
  isMuted: boolean;
  /** A clip is speaking in the place of the microphone. */
  isClipPlaying: boolean;
  inputs: readonly AudioDevice[];
  outputs: readonly AudioDevice[];
  canChooseOutput: boolean;
  audioContext: 'closed' | 'suspended' | 'running' | 'interrupted';
  isOnline: boolean;
  /** Cross-origin isolated: WebAssembly may use threads. */
  isIsolated: boolean;
  threadCount: number;
  hasWebGpu: boolean;
  /** `elsewhere`: another tab holds the assistant, and this one only offers to take over. */
  tab: 'unknown' | 'here' | 'elsewhere';
  storage: { usedBytes: number; quotaBytes: number; isPersistent: boolean } | null;
};

export type DeviceStore = StoreApi<DeviceStoreState>;

export function createDeviceStore(): DeviceStore {
  return createStore<DeviceStoreState>(() => ({
    microphone: { phase: 'off' },
    isMuted: false,
    isClipPlaying: false,
    inputs: [],
    outputs: [],
    canChooseOutput: false,
    audioContext: 'closed',
    isOnline: true,
    isIsolated: false,
    threadCount: 1,
    hasWebGpu: false,
    tab: 'unknown',
    storage: null,
  }));
}

export const selectMicrophone = (state: DeviceStoreState): MicrophoneState => state.microphone;
export const selectIsMuted = (state: DeviceStoreState): boolean => state.isMuted;
export const selectIsOnline = (state: DeviceStoreState): boolean => state.isOnline;
export const selectInputs = (state: DeviceStoreState): readonly AudioDevice[] => state.inputs;
export const selectOutputs = (state: DeviceStoreState): readonly AudioDevice[] => state.outputs;
export const selectTab = (state: DeviceStoreState): DeviceStoreState['tab'] => state.tab;
