import type { SpeechText } from '../protocol/speech';
import { parseMarkup } from '../studio/markup/parse-markup';
import type { OffsetMap } from '../studio/markup/offset-map';
import type { Line } from '../studio/script/script';

/** A line as it is said, and which character of it is which of the text that was typed. */
export type ReadLine = { speech: SpeechText; map: OffsetMap };

export function readLine({ source, controls, dialect, pitchPoints, beatsPerMinute }: Line): ReadLine {
  const { speech, map } = parseMarkup(source, { controls, dialect });
  return { speech: { ...speech, pitchPoints, beatsPerMinute }, map };
}
