import type { RecordingFault } from '../../../stores/voices-store';
import { PERSON_BASELINES, type Nearness } from '../../../studio/cloning/similarity';

/** Cosines are shown as whole numbers of a hundred: nobody reads the third digit. */
export const formatCosine = (cosine: number): string => String(Math.round(100 * cosine));
const range = ({ low, high }: { low: number; high: number }): string => `${formatCosine(low)} to ${formatCosine(high)}`;

/** Every sentence about voices of one's own, in one place. */
export const WORDS = {
  title: 'Your own voices',
  openCount: (count: number) => (count === 0 ? 'Make a voice from a recording…' : `Your own voices (${count})…`),
  close: 'Close',
  intro: 'Make a voice from 5 to 15 seconds of someone speaking. It is made and kept on this device, and nothing is sent anywhere.',
  honesty: 'A built-in voice is given the person’s pitch, melody, pace and tone colour. It comes nearer to the person; nobody would take it for them.',
  record: 'Record',
  stop: 'Stop recording',
  recording: 'Recording. It ends by itself after 15 seconds.',
  readThis: 'Say what you like, or read this:',
  sentence: 'The north wind and the sun were arguing about which of them was the stronger, when a traveller came along, wrapped in a warm cloak.',
  choose: 'Choose a recording',
  drop: 'or drop one here',
  checking: 'Listening to the recording…',
  heard: (seconds: number) => `The recording was ${seconds.toFixed(1)} seconds long. It has been measured and let go: only the measurements and the words are still here.`,
  transcript: 'What is said in it',
  transcriptHint: 'This is what was heard. Correct it if it is wrong: the pace is measured with it.',
  language: 'The voice speaks',
  languageHint: 'Other languages are said by a built-in voice, moved to this pitch.',
  name: 'Name of the voice',
  defaultName: 'My voice',
  consent: 'This is my voice, or I have this person’s permission.',
  consentFirst: 'Tick the box to make the voice.',
  make: 'Make the voice',
  making: 'Making the voice',
  discard: 'Start over',
  made: (name: string) => `“${name}” is made. Nothing of the recording was kept.`,
  again: 'Make another voice',
  list: 'Voices on this device',
  none: 'None yet.',
  hear: 'Hear it',
  hearNamed: (name: string) => `Hear “${name}”`,
  take: 'Use it here',
  used: 'Used here',
  takeNamed: (name: string) => `Use “${name}” for this text`,
  renameNamed: (name: string) => `Name of “${name}”`,
  deleteNamed: (name: string) => `Delete “${name}”`,
  deleteTitle: 'Delete this voice?',
  deleteSentence: 'The voice and everything that was measured of it go from this device. Where it was chosen, a built-in voice takes its place. Sound files you have saved stay where you saved them.',
  deleteConfirm: 'Delete it',
  keep: 'Keep it',
  unusable: 'Made with other models than those that are loaded. Delete it and make it anew.',
  similarity: 'How near it comes',
  scale: ({ clone, builtIn, builtInName }: { clone: number; builtIn: number; builtInName: string }) =>
    `${formatCosine(clone)} of 100. ${builtInName}, the built-in voice most like the recording, has ${formatCosine(builtIn)}.`,
  meaning: `Two recordings of one person mostly have ${range(PERSON_BASELINES.same)}, of two people ${range(PERSON_BASELINES.other)}.`,
  clone: 'this voice',
  samePerson: 'one person',
  otherPeople: 'two people',
} as const;

export const LANGUAGE_OPTIONS = [{ value: 'en', label: 'English' }, { value: 'zh', label: '中文' }] as const;

export const NEARNESS_WORDS: Readonly<Record<Nearness, string>> = {
  same: 'As near as another recording of the same person often is.',
  between: 'Nearer than most other people, but such a number is also had by two people who sound alike.',
  other: 'Not near: other people are often as like this person as this voice is.',
};

/** What is wrong with a recording, and what to do about it. */
export const FAULT_WORDS: Readonly<Record<RecordingFault, string>> = {
  silent: 'Nothing can be heard in it. Check that the right microphone is on, and record again.',
  'too-short': 'That is too short. Five seconds of speech are needed; ten are better.',
  'too-long': 'That is too long. Cut out up to 30 seconds in which only this person speaks.',
  music: 'There is music in it. Take a recording of the voice alone.',
  'no-speech': 'No speech was found in it. Record someone who speaks.',
  clipped: 'It was recorded too loudly and is distorted. Move away from the microphone, or turn it down, and record again.',
  noisy: 'It is too noisy: the noise would become part of the voice. Record in a quiet room, close to the microphone.',
  'two-people': 'Two people seem to speak in it. Take a recording of one.',
  'no-voice': 'It seems to be whispered: no pitch was found in it. Speak aloud.',
  unreadable: 'This file cannot be read as sound. Try a WAV, MP3, M4A or Ogg file.',
  microphone: 'The microphone could not be opened. Allow it in the address bar, or choose a recording instead.',
  models: 'The models could not be loaded. Go to Talk, see what it says there, and try again.',
  failed: 'That did not work. Try once more.',
};
