import type { SpeechText } from '../protocol/speech';
import type { OffsetMap } from './markup/offset-map';
import { parseMarkup, type MarkupOptions } from './markup/parse-markup';
import type { VoiceSpan } from './markup/speech-builder';
import { parseMelody } from './melody';
import { DEFAULT_BEATS_PER_MINUTE, type SpokenLine } from './script/script';

/** A line as it is said, and which character of it is which of the text that was typed. */
export type ReadLine = { speech: SpeechText; map: OffsetMap; /** Parts that other voices say, innermost first. */ stretches: readonly VoiceSpan[] };

type KnownVoice = { id: string; name: string };

/** What the vocoder is asked for a line: its markup, its drawn contour, its melody. `<voice name>` may say an id or a name of `voices`. */
export function readLine({ source, controls, dialect, pitchPoints, melodySource, beatsPerMinute }: SpokenLine, voices: readonly KnownVoice[], readingsOf?: MarkupOptions['readingsOf']): ReadLine {
  const { speech, map, voices: named } = parseMarkup(source, { controls, dialect, voiceIds: voices.flatMap(({ id, name }) => [name, id]), readingsOf });
  const stretches = named.map((stretch) => ({ ...stretch, voiceId: voices.find(({ name }) => name === stretch.voiceId)?.id ?? stretch.voiceId }));
  const { melody } = parseMelody(melodySource);
  // A tempo that was written into the text stands; 90 is what the text says when it says nothing.
  const hasTempo = speech.beatsPerMinute !== DEFAULT_BEATS_PER_MINUTE;
  return { speech: { ...speech, pitchPoints, melody, beatsPerMinute: hasTempo ? speech.beatsPerMinute : beatsPerMinute }, map, stretches };
}

/** Whether there is anything in it to be heard. */
export function isSayable({ text, events }: SpeechText): boolean {
  return /[\p{L}\p{N}]/u.test(text) || events.some(({ kind }) => kind === 'gesture');
}
