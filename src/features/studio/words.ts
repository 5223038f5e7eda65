import type { Emotion, SpeechLanguage, Style } from '../../protocol/speech';

const NAMES = new Intl.ListFormat('en');
/** `Ann, Bob and Eve`. */
export const listNames = (names: readonly string[]): string => NAMES.format(names);

/** Every sentence of Studio, in one place. */
export const WORDS = {
  title: 'Studio',
  textLabel: 'Text to be spoken',
  placeholder: 'Write something, and hear it.\n(happy)What a morning! [pause 0.4s] (whisper)But listen: (/)the river is singing.',
  play: 'Play',
  playTitle: 'Play (Ctrl+Enter)',
  playFromHere: 'Play from the cursor (Ctrl+Shift+Enter)',
  stop: 'Stop',
  stopTitle: 'Stop (Escape)',
  starting: 'Making the first words',
  sound: 'Sound',
  controls: 'How it is said',
  close: 'Close',
  resetAll: 'Reset all',
  tags: 'Tags',
  insertTag: 'Put a tag at the cursor or around the selected words',

  undo: 'Undo (Ctrl+Z)',
  redo: 'Redo (Ctrl+Shift+Z)',
  textTitle: 'Title of the text',
  untitled: 'Untitled',
  newText: 'New text',
  shelf: 'All texts',
  more: 'More',
  emptyShelf: 'What you write is kept on this device, and listed here.',
  duplicate: 'Duplicate',
  exportText: 'Save text and settings as a file',
  importText: 'Open such a file',
  exportPresets: 'Save your ways of speaking as a file',
  importPresets: 'Add ways of speaking from a file',
  presetsAdded: (count: number) => (count === 1 ? 'One way of speaking was added.' : `${count} ways of speaking were added.`),
  notOurs: (fileName: string) => `${fileName} is not a text that Studio has saved.`,
  deleteText: 'Delete this text',
  deleteNamed: (name: string) => `Delete “${name}”`,
  deleteTitle: 'Delete this text?',
  deleteSentence: 'The text and everything that was set for it go from this device. This cannot be undone.',
  deleteConfirm: 'Delete it',
  keep: 'Keep it',
  allTags: 'All tags',
  tagRule: 'A tag in parentheses holds until the end of its line, until another of its kind, or until (/). Tags are never spoken.',
  between: 'Between words',
  words: 'Words',
  presetName: 'Name of this way of speaking',
  savePreset: 'Keep the present settings',
  keepPreset: 'Keep',
  deletePreset: (name: string) => `Forget “${name}”`,
  keysHint: 'Ctrl+Enter plays, Escape stops.',
  tagsHint: 'Type ( or [ for tags.',
  places: 'Places of Studio',
  text: 'Text',
  script: 'Script',

  voice: 'Voice',
  ownVoices: 'Made on this device',
  anyVoice: 'The first voice of each language',
  /** `name`: it was made here, and with other models. */
  missingVoice: (name: string | null, standIns: readonly string[]) => `${name === null ? 'A voice that is not on this device' : `${name}, made with other models`}${standIns.length === 0 ? '' : `; said by ${listNames(standIns)}`}`,
  dialect: 'Dialect',
  anyDialect: 'As the script of the text says',
  noVoiceFor: (dialect: string) => `${dialect} (no voice of these models speaks it)`,
  preset: 'Ways of speaking',
  feeling: 'Feeling',
  stronger: 'Stronger',
  weaker: 'Weaker',
  delivery: 'Delivery',
  speed: 'Speed',
  pitch: 'Pitch',
  range: 'Liveliness',
  energy: 'Loudness',
  breathiness: 'Breath',
  pauses: 'Pauses',
  style: 'Style',
  tempo: 'Tempo',
  metronome: 'Metronome',
  melody: 'Melody',
  melodyHint: 'Notes as letters, one a syllable: C4 D4 E4:2 (two beats), R is a rest.',
  noNotes: (words: string) => `Not notes, and left out: ${words}`,
  shape: 'Shape of the voice',
  age: 'Age',
  shapePitch: 'Register',
  brightness: 'Brightness',
  roughness: 'Roughness',

  problems: 'What is wrong with the tags',
  moreProblems: (count: number) => (count === 1 ? 'and one more' : `and ${count} more`),
  tryAgain: 'Try again',
  dismiss: 'Dismiss',
  isPlaying: 'Playing',
  isSilent: 'Stopped',

  exportTitle: 'Export',
  export: 'Export',
  format: 'Format',
  normalise: 'Bring to −16 LUFS, the loudness of podcasts',
  save: (format: string) => `Save as ${format}`,
  saved: (fileName: string) => `${fileName} was handed to your browser’s downloads.`,
  exporting: 'Making the sound',
  noOpus: 'This browser cannot write Opus; choose MP3, which every player reads.',

  picture: 'What was made, word by word. Left and Right choose a word, Enter plays from it, Up and Down move its pitch.',
  pictureHint: 'Click to hear from there; drag a word up or down to move its pitch and hear that.',
  pictureWord: (word: string, index: number, count: number, semitones: number) => `${word}, ${index} of ${count}${semitones === 0 ? '' : `, pitch ${formatSemitones(semitones)}`}`,
  pitchLine: 'pitch',
  levelLine: 'loudness',
  howMade: 'How it was made',
  resetPitch: 'Undo what was drawn',
  made: 'What was made',
  neural: 'By the models',
  signal: 'By rules and signal processing',
} as const;

export const EMOTION_WORDS: Readonly<Record<Emotion, string>> = {
  happy: 'Happy', angry: 'Angry', sad: 'Sad', afraid: 'Afraid', surprised: 'Surprised', disgusted: 'Disgusted', calm: 'Calm', affectionate: 'Affectionate',
};

export const LANGUAGE_WORDS: Readonly<Record<SpeechLanguage, string>> = { en: 'English', zh: 'Mandarin', yue: 'Cantonese', ja: 'Japanese' };

export const STYLE_WORDS: Readonly<Record<Style, string>> = {
  plain: 'Plain', narrate: 'Narrate', whisper: 'Whisper', shout: 'Shout', news: 'News', bedtime: 'Bedtime', rap: 'Rap', hum: 'Hum', sing: 'Sing',
};

const signed = (value: number, digits = 0) => `${value > 0 ? '+' : value < 0 ? '−' : ''}${Math.abs(value).toFixed(digits)}`;

export const formatShare = (value: number) => `${Math.round(value * 100)} %`;
export const formatTimes = (value: number) => `${value.toFixed(2)}×`;
export const formatSemitones = (value: number) => `${signed(value, Number.isInteger(value) ? 0 : 1)} st`;
export const formatDecibels = (value: number) => `${signed(value)} dB`;
export const formatSigned = (value: number) => signed(Math.round(value * 100));

export const describeSpeed = (value: number) => (value === 1 ? 'as usual' : value < 1 ? 'slower' : 'faster');
export const describeRange = (value: number) => (value === 0 ? 'flat' : value < 1 ? 'calmer' : value === 1 ? 'as usual' : 'livelier');
export const describePauses = (value: number) => (value === 0 ? 'none' : value < 1 ? 'shorter' : value === 1 ? 'as usual' : 'longer');
export const describeAge = (value: number) => (value < -0.5 ? 'a child' : value < 0 ? 'younger' : value === 0 ? 'as it is' : value < 0.5 ? 'older' : 'large and old');
export const describeBrightness = (value: number) => (value < 0 ? 'duller' : value === 0 ? 'as it is' : 'brighter');
