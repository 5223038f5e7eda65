import { formatBytes } from '../../ui/format-bytes';
import type { PackFault, PackState, ProviderReason } from '../../stores/model-store';

export const WORDS = {
  willLoad: (bytes: number) => `${formatBytes(bytes)} of models load once, beside the program itself, and stay on this device.`,
  isStored: (bytes: number) => `The models (${formatBytes(bytes)}) are already on this device. No network needed.`,
  willLoadUnknown: 'The models load once and stay on this device.',
  downloading: (loaded: number, total: number) => `Fetching the models: ${formatBytes(loaded)} of ${formatBytes(total)}`,
  loading: (done: number, count: number) => (count > 0 ? `Waking the models: ${Math.min(done + 1, count)} of ${count}, each tested on this device` : 'Waking the models'),
  starting: 'Getting ready',
  retry: 'Try again',
  fetchAgain: 'Fetch it again',
  reload: 'Reload the page',
  freeRoom: 'Delete what is not in use',
  storage: 'Storage',
  pack: 'Model pack',
  licence: 'Licence',
  languages: 'Languages',
  size: 'Size',
  used: 'In use by this site',
  room: 'Room the browser allows',
  persistent: 'Kept until you delete it',
  mayBeCleared: 'The browser may clear it when room is short',
  freed: (bytes: number) => (bytes > 0 ? `${formatBytes(bytes)} freed.` : 'There was nothing to free.'),
  freeHint: 'Weights of older model versions go; the pack in use stays.',
  runsOn: 'Runs on',
} as const;

/** What is being waited for, in words. */
export function loadSentence(pack: PackState): string {
  if (pack.phase === 'downloading') return WORDS.downloading(pack.loadedBytes, pack.totalBytes);
  if (pack.phase === 'loading') return WORDS.loading(pack.graphsLoaded, pack.graphCount);
  return WORDS.starting;
}

/** Of the whole wait the download is by far the longer part, so it fills four fifths of the staff. */
export function loadShare(pack: PackState): number {
  if (pack.phase === 'downloading') return pack.totalBytes > 0 ? 0.8 * (pack.loadedBytes / pack.totalBytes) : 0;
  if (pack.phase === 'loading') return 0.8 + (pack.graphCount > 0 ? 0.2 * (pack.graphsLoaded / pack.graphCount) : 0);
  return pack.phase === 'ready' ? 1 : 0;
}

type FaultFace = { sentence: (missingBytes: number | null) => string; button: 'retry' | 'fetchAgain' | 'freeRoom' | 'reload' };

export const FAULT_FACES: Record<PackFault, FaultFace> = {
  offline: { sentence: () => 'The models are not on this device yet, and there is no network to fetch them. Connect once; after that Sotto needs no network.', button: 'retry' },
  'download-failed': { sentence: () => 'The models stopped coming. What has arrived is kept, and the rest is fetched from there.', button: 'retry' },
  'wrong-hash': { sentence: () => 'A model file arrived damaged and was thrown away.', button: 'fetchAgain' },
  'missing-file': { sentence: () => 'A model file is missing on the server.', button: 'retry' },
  'model-missing': { sentence: () => 'A model is missing from this device; the browser may have cleared it.', button: 'fetchAgain' },
  'wrong-version': { sentence: () => 'These models belong to another version of Sotto. Reload the page, so that both are of the same one. The conversation is kept.', button: 'reload' },
  quota: {
    sentence: (bytes) => `There is no room for the models${bytes === null ? '' : `: ${formatBytes(bytes)} are missing`}. Sotto can delete older models of its own, or free some room on this device.`,
    button: 'freeRoom',
  },
  'device-lost': { sentence: () => 'The graphics device was lost while the models were loading.', button: 'retry' },
  'out-of-memory': { sentence: () => 'There was not enough memory for the models. Close other tabs or programs, then try again.', button: 'retry' },
  'bad-input': { sentence: () => 'A model file could not be read.', button: 'fetchAgain' },
  'wrong-result': { sentence: () => 'The models compute something else than they should on this device, on the graphics card and without it. They may be damaged.', button: 'fetchAgain' },
  internal: { sentence: () => 'The models would not start.', button: 'retry' },
};

export const REASON_WORDS: Record<ProviderReason, string> = {
  chosen: 'the fastest this device offers',
  flag: 'chosen in the address',
  'no-webgpu': 'this browser has no WebGPU',
  'fallback-adapter': 'WebGPU is only emulated here, which is slower',
  'too-small': 'the graphics card has too little memory for the models',
  'wrong-result': 'the graphics card failed the self-test',
  'device-lost': 'the graphics device was lost',
  failed: 'WebGPU would not start',
};
