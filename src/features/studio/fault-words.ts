import type { StudioFault } from '../../stores/studio-store';

const SENTENCES: Readonly<Record<StudioFault['code'], string>> = {
  'nothing-to-say': 'There is nothing to say here yet. Write some words; tags alone make no sound.',
  'no-voice': 'These models have no voice, so nothing can be said with them.',
  models: 'The models are not there. Try again when they have been fetched.',
  'model-missing': 'The voice is missing from this device. Try again, and it is fetched.',
  'device-lost': 'The graphics device was lost while the sound was being made. Try again, and the models are loaded anew.',
  'out-of-memory': 'There was not enough memory to make the sound. Close other tabs or programs, then try again.',
  'bad-input': 'A part of this text could not be said. Change it, or choose another voice, and try again.',
  'wrong-result': 'The models compute something wrong on this device. Try again, and they are loaded anew.',
  internal: 'The sound could not be made, for a reason of Sotto’s own. Try again.',
};

export const faultSentence = ({ code }: StudioFault): string => SENTENCES[code];
/** Nothing is mended by asking for the same again. */
export const canRetry = ({ code }: StudioFault): boolean => code !== 'nothing-to-say' && code !== 'no-voice';
