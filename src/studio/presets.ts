import { NEUTRAL_SPEECH, type SpeechControls } from '../protocol/speech';
import { mergeControls, type ControlChanges } from './controls';

/** A way of speaking with a name. Built-in ones have ids that start with `builtin-`. */
export type SpeechPreset = { id: string; name: string; controls: SpeechControls };

const preset = (id: string, name: string, changes: ControlChanges): SpeechPreset =>
  ({ id: `builtin-${id}`, name, controls: mergeControls(NEUTRAL_SPEECH, changes) });

export const BUILTIN_PRESETS: readonly SpeechPreset[] = [
  preset('neutral', 'Neutral', {}),
  preset('storyteller', 'Storyteller', { style: 'narrate', speakingRate: 0.94, pitchRange: 1.3, pauseScale: 1.25, emotions: { affectionate: 0.2 } }),
  preset('newsreader', 'Newsreader', { style: 'news', speakingRate: 0.96, energyDb: 1 }),
  preset('bedtime', 'Bedtime', { style: 'bedtime', speakingRate: 0.82, pitchSemitones: -1, energyDb: -4, breathiness: 0.1, pauseScale: 1.5, emotions: { calm: 0.7, affectionate: 0.3 } }),
  preset('excited-friend', 'Excited friend', { speakingRate: 0.9, pitchSemitones: 1, pitchRange: 1.2, energyDb: 2, pauseScale: 0.8, emotions: { happy: 0.7, surprised: 0.2 } }),
  preset('secret', 'Secret', { style: 'whisper', energyDb: -5, emotions: { afraid: 0.1 } }),
  preset('coach', 'Coach', { energyDb: 4, pitchRange: 1.25, emotions: { happy: 0.3, angry: 0.2 } }),
  preset('bad-day', 'Bad day', { speakingRate: 0.86, pitchSemitones: -1.5, pitchRange: 0.7, energyDb: -3, pauseScale: 1.3, emotions: { sad: 0.8 } }),
  preset('complaint', 'Complaint', { speakingRate: 1.08, energyDb: 3, emotions: { angry: 0.7, disgusted: 0.3 } }),
  preset('meditation', 'Meditation', { speakingRate: 0.84, pitchSemitones: -1, pitchRange: 0.7, energyDb: -3, breathiness: 0.3, pauseScale: 2.2, emotions: { calm: 1 } }),
  preset('robot', 'Robot', { speakingRate: 0.95, pitchRange: 0.35, pauseScale: 0.8 }),
  preset('rapper', 'Rapper', { style: 'rap', energyDb: 2, pitchRange: 1.2 }),
];
