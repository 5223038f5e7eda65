import type { RecordingQuality } from '../../workers/dsp/recording-quality';
import type { SoundEvent } from '../protocol/tokenizer';
import type { RecordingFault } from '../stores/voices-store';
import { cosineOf } from '../studio/cloning/similarity';

export const [SHORTEST_S, LONGEST_S] = [5, 30];
/** Of the wanted seconds so many have to be speech. */
const LEAST_ACTIVE_S = 3;
const LEAST_LEVEL_DB = -55;
/** Of 80 LibriSpeech clips 79 come near their largest sample less than once in ten thousand; what was cut off stays there. */
const MOST_TOPPED_SHARE = 0.004;
/** Of 80 LibriSpeech clips 79 have more than this; with white noise 10 dB below the speech all have less, at 20 dB one in fifty. */
const LEAST_DYNAMIC_DB = 18;
/** Share of the frames that the recogniser takes for a sound other than speech. */
const MOST_OTHER_SOUND = 0.35;
const LEAST_VOICED_S = 1;
/** A guess, below what two stretches of one person had in the recordings that were tried; not measured on recordings of two people. */
const TWO_PEOPLE_COSINE = 0.3;

/** What was learned of a recording: levels, sounds, and the speaker vector of each stretch of a few seconds. */
export type RecordingFacts = {
  quality: RecordingQuality;
  events: readonly SoundEvent[];
  hasSpeech: boolean;
  voicedSeconds: number;
  stretches: readonly Float32Array[];
};

/** Whether the sound is worth listening to at all; null when it is. */
export function judgeLength({ seconds, activeSeconds, levelDb }: RecordingQuality): RecordingFault | null {
  if (levelDb < LEAST_LEVEL_DB) return 'silent';
  if (seconds > LONGEST_S) return 'too-long';
  if (seconds < SHORTEST_S || activeSeconds < LEAST_ACTIVE_S) return 'too-short';
  return null;
}

/** Whether one person speaks in it; null when so. */
export function judgeSpeech({ quality, events, hasSpeech, voicedSeconds, stretches }: RecordingFacts): RecordingFault | null {
  const fault = judgeLength(quality);
  if (fault !== null) return fault;
  const loudest = events[0];
  if (loudest !== undefined && loudest.share > MOST_OTHER_SOUND) return loudest.name === 'music' ? 'music' : hasSpeech ? 'noisy' : 'no-speech';
  if (quality.toppedShare > MOST_TOPPED_SHARE) return 'clipped';
  if (quality.dynamicDb < LEAST_DYNAMIC_DB) return 'noisy';
  if (!hasSpeech) return 'no-speech';
  if (voicedSeconds < LEAST_VOICED_S) return 'no-voice';
  return areTwoPeople(stretches) ? 'two-people' : null;
}

/** Two groups of stretches, each alike in itself, that are not alike. One odd stretch is a cough. */
export function areTwoPeople(stretches: readonly Float32Array[]): boolean {
  let [first, second, least] = [0, 0, 1];
  stretches.forEach((a, i) => stretches.forEach((b, j) => {
    const cosine = cosineOf(a, b);
    if (cosine < least) [first, second, least] = [i, j, cosine];
  }));
  const [one, other] = [stretches[first], stretches[second]];
  if (least >= TWO_PEOPLE_COSINE || one === undefined || other === undefined) return false;
  const ofFirst = stretches.filter((stretch) => cosineOf(stretch, one) >= cosineOf(stretch, other)).length;
  return ofFirst >= 2 && stretches.length - ofFirst >= 2;
}
