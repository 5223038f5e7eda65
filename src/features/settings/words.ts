import type { Mood, Sensitivity } from '../../session/settings';
import type { Option } from '../../ui/fields';
import type { Settings } from '../../session/settings';

export const WORDS = {
  title: 'Settings',
  voice: 'Voice',
  englishVoice: 'Voice for English',
  mandarinVoice: 'Voice for Mandarin',
  firstVoice: 'The first of the pack',
  hear: 'Hear it',
  emotion: 'Mood',
  emotionStrength: 'Strength of the mood',
  speed: 'Speed',
  pitch: 'Pitch',
  range: 'Liveliness',
  energy: 'Loudness',
  reset: 'As it came',
  listening: 'Listening',
  listenMode: 'Your turn',
  patience: 'At the end of a sentence',
  patienceHint: 'How long a silence has to be before Sotto answers.',
  interruption: 'Interrupting a reply',
  interruptionHint: 'How little speech is enough to silence Sotto. Careful needs more, and ignores coughs better.',
  language: 'Language',
  languageHint: 'Sotto answers in the language you speak, unless you fix one.',
  sound: 'Sound',
  microphone: 'Microphone',
  output: 'Loudspeaker',
  systemDefault: 'As the system says',
  noOutputChoice: 'This browser leaves the choice of loudspeaker to the system.',
  echoOn: 'Echo cancellation is on.',
  echoOff: 'Echo cancellation is off: with loudspeakers, Sotto may hear itself. Headphones help.',
  look: 'Look',
  theme: 'Light',
  keys: 'Keys',
  about: 'About',
  unnamed: (index: number) => `Device ${index}`,
} as const;

export const EMOTIONS: readonly Option<Mood>[] = [
  { value: 'neutral', label: 'Neutral' },
  { value: 'happy', label: 'Happy' },
  { value: 'calm', label: 'Calm' },
  { value: 'sad', label: 'Sad' },
  { value: 'excited', label: 'Excited' },
  { value: 'angry', label: 'Angry' },
];

export const LISTEN_MODES: readonly Option<Settings['listenMode']>[] = [
  { value: 'hands-free', label: 'Hands-free' },
  { value: 'push-to-talk', label: 'Hold to talk' },
];

export const PATIENCE: readonly Option<Sensitivity>[] = [
  { value: 'low', label: 'Patient' },
  { value: 'medium', label: 'Normal' },
  { value: 'high', label: 'Quick' },
];

export const INTERRUPTION: readonly Option<Sensitivity>[] = [
  { value: 'low', label: 'Careful' },
  { value: 'medium', label: 'Normal' },
  { value: 'high', label: 'Instant' },
];

export const LANGUAGES: readonly Option<Settings['languageLock']>[] = [
  { value: 'auto', label: 'As spoken' },
  { value: 'en', label: 'English' },
  { value: 'zh', label: '中文' },
];

export const THEMES: readonly Option<Settings['theme']>[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Day' },
  { value: 'dark', label: 'Night' },
];

export const KEYS: readonly { keys: string; meaning: string }[] = [
  { keys: 'Space', meaning: 'hold to talk, in that mode' },
  { keys: 'Escape', meaning: 'stop the voice' },
  { keys: 'M', meaning: 'mute, unmute' },
  { keys: 'Enter', meaning: 'send what is typed' },
];

export const formatSpeed = (rate: number): string => `${rate.toFixed(2).replace(/0$/, '')}×`;
export const formatSemitones = (semitones: number): string => (semitones === 0 ? 'as it is' : `${semitones > 0 ? '+' : '−'}${Math.abs(semitones)} semitones`);
export const formatRange = (range: number): string => (range === 1 ? 'as it is' : `${Math.round(range * 100)} %`);
export const formatDecibels = (decibels: number): string => (decibels === 0 ? 'as it is' : `${decibels > 0 ? '+' : '−'}${Math.abs(decibels)} dB`);
export const formatPercent = (share: number): string => `${Math.round(share * 100)} %`;
