import type { VoicesCommands } from '../../stores/voices-commands';

/** The gallery shows voices and makes none. */
export const galleryVoicesCommands: VoicesCommands = {
  setRecording: async () => undefined,
  useRecording: async () => undefined,
  makeVoice: async () => undefined,
  discardRecording: () => undefined,
  renameVoice: async () => undefined,
  deleteVoice: async () => undefined,
};
