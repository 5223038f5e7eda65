import type { LineState, ScriptFault } from '../../../stores/script-store';

const SENTENCES: Readonly<Record<ScriptFault['code'], string>> = {
  'unreadable-file': 'This file could not be made a script.',
  'damaged-project': 'This script cannot be read any more. It is kept as it is; open another, or a project file of it.',
  'storage-full': 'There is no more room for sound on this device. Delete scripts or recordings you do not need, then go on; what was made is kept.',
  'storage-failed': 'The browser could not keep this on the device. Export the project before you close the page.',
  models: 'The models are not there. Try again when they have been fetched.',
  'no-voice': 'These models have no voice for a line. Choose another voice for its speaker.',
  'nothing-to-say': 'There is nothing to say here yet. Write a line; tags alone make no sound.',
  'music-unreadable': 'This recording cannot be played under the script. Choose another.',
  'export-too-large': 'The recording is too long for this format. Choose MP3 or Opus, or export the lines.',
  'model-missing': 'The voice is missing from this device. Try again, and it is fetched.',
  'device-lost': 'The graphics device was lost while the sound was being made. Try again, and the models are loaded anew.',
  'out-of-memory': 'There was not enough memory to make the sound. Close other tabs or programs, then go on.',
  'bad-input': 'A line could not be said. Change it, or choose another voice, and try again.',
  'wrong-result': 'The models compute something wrong on this device. Try again, and they are loaded anew.',
  internal: 'The sound could not be made, for a reason of Sotto’s own. Try again.',
};

export const scriptFaultSentence = ({ code }: ScriptFault): string => SENTENCES[code];

/** Why one line has no sound, and what to do. */
export const lineFaultSentence = ({ code }: Extract<LineState, { phase: 'failed' }>): string => LINE_SENTENCES[code] ?? SENTENCES[code];

const LINE_SENTENCES: Partial<Readonly<Record<ScriptFault['code'], string>>> = {
  'no-voice': 'No voice of these models speaks this language. Choose another voice for this line.',
  'bad-input': 'This line could not be said. Change it, or choose another voice.',
  internal: 'Its sound could not be made, for a reason of Sotto’s own.',
};
