import type { SpeechText } from '../protocol/speech';
import { readMelody } from '../stores/studio-melody';
import { parseMarkup } from '../studio/markup/parse-markup';
import type { OffsetMap } from '../studio/markup/offset-map';
import { DEFAULT_BEATS_PER_MINUTE, type Line } from '../studio/script/script';
import type { VoiceStretch } from './studio-pieces';

/** A line as it is said, and which character of it is which of the text that was typed. */
export type ReadLine = { speech: SpeechText; map: OffsetMap; /** Parts that other voices say, innermost first. */ stretches: readonly VoiceStretch[] };

type KnownVoice = { id: string; name: string };

export function readLine({ source, controls, dialect, pitchPoints, melodySource, beatsPerMinute }: Line, voices: readonly KnownVoice[]): ReadLine {
  const { speech, map, voices: named } = parseMarkup(source, { controls, dialect, voiceIds: voices.flatMap(({ id, name }) => [name, id]) });
  const stretches = named.map((stretch) => ({ ...stretch, voiceId: voices.find(({ name }) => name === stretch.voiceId)?.id ?? stretch.voiceId }));
  const { notes: melody } = readMelody(melodySource);
  // A tempo that was written into the text stands; 90 is what the text says when it says nothing.
  const hasTempo = speech.beatsPerMinute !== DEFAULT_BEATS_PER_MINUTE;
  return { speech: { ...speech, pitchPoints, melody, beatsPerMinute: hasTempo ? speech.beatsPerMinute : beatsPerMinute }, map, stretches };
}
