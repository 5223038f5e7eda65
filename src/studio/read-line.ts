import type { SpeechText } from '../protocol/speech';
import type { OffsetMap } from './markup/offset-map';
import { bendsOf } from './markup/contour';
import { parseMarkup, type MarkupOptions } from './markup/parse-markup';
import type { VoiceSpan } from './markup/speech-builder';
import { parseMelody } from './melody';
import { addBends } from './pitch-contour';
import { DEFAULT_BEATS_PER_MINUTE, type SpokenLine } from './script/script';

/** A line as it is said, and which character of it is which of the text that was typed. */
export type ReadLine = { speech: SpeechText; map: OffsetMap; /** Parts that other voices say, innermost first. */ stretches: readonly VoiceSpan[] };

export type KnownVoice = { id: string; name: string; /** Mean F0. */ pitchHz?: number };
type ReadOptions = { readingsOf?: MarkupOptions['readingsOf']; /** Who says the text where it names nobody itself. */ voiceOf?: (text: string) => string | null };

/** Between men and women: what Hz of a contour are measured against where it is not known who speaks. */
const MIDDLE_PITCH_HZ = 160;

/** What the vocoder is asked for a line: its markup, its contours, its melody. `<voice name>` may say an id or a name of `voices`. */
export function readLine({ source, controls, dialect, pitchPoints, melodySource, beatsPerMinute }: SpokenLine, voices: readonly KnownVoice[], { readingsOf, voiceOf }: ReadOptions = {}): ReadLine {
  const { speech, map, contours, voices: named } = parseMarkup(source, { controls, dialect, voiceIds: voices.flatMap(({ id, name }) => [name, id]), readingsOf });
  const stretches = named.map((stretch) => ({ ...stretch, voiceId: voices.find(({ name }) => name === stretch.voiceId)?.id ?? stretch.voiceId }));
  const { melody } = parseMelody(melodySource);
  const ownVoiceId = contours.length === 0 ? null : voiceOf?.(speech.text);
  const pitchHzAt = (at: number): number => {
    const voiceId = stretches.find(({ textStart, textEnd }) => textStart <= at && at < textEnd)?.voiceId ?? ownVoiceId;
    return voices.find(({ id }) => id === voiceId)?.pitchHz ?? MIDDLE_PITCH_HZ;
  };
  // A tempo that was written into the text stands; 90 is what the text says when it says nothing.
  const hasTempo = speech.beatsPerMinute !== DEFAULT_BEATS_PER_MINUTE;
  return { speech: { ...speech, pitchPoints: addBends(pitchPoints, bendsOf(contours, speech.text, pitchHzAt)), melody, beatsPerMinute: hasTempo ? speech.beatsPerMinute : beatsPerMinute }, map, stretches };
}

/** Whether there is anything in it to be heard. */
export function isSayable({ text, events }: SpeechText): boolean {
  return /[\p{L}\p{N}]/u.test(text) || events.some(({ kind }) => kind === 'gesture');
}
