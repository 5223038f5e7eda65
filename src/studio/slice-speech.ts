import type { SpeechSpan, SpeechText } from '../protocol/speech';
import { pitchAt, pitchBefore } from './pitch-contour';

/** What is asked of [start, end) of a text, as a text of its own. */
export function sliceSpeech(speech: SpeechText, start: number, end: number): SpeechText {
  const isLast = end >= speech.text.length;
  const within = <Ranged extends { textStart: number; textEnd: number }>(ranges: readonly Ranged[]): Ranged[] =>
    ranges
      .filter(({ textStart, textEnd }) => textStart < end && textEnd > start)
      .map((range) => ({ ...range, textStart: Math.max(start, range.textStart) - start, textEnd: Math.min(end, range.textEnd) - start }));
  const spans: SpeechSpan[] = within(speech.spans);
  return {
    ...speech,
    text: speech.text.slice(start, end),
    spans,
    events: speech.events.filter(({ at }) => at >= start && (at < end || isLast)).map((event) => ({ ...event, at: event.at - start })),
    pronunciations: within(speech.pronunciations),
    pitchPoints: slicePitch(speech.pitchPoints, start, end),
  };
}

/** The part of a drawn contour, with what it is at both edges, so that it goes on as it was drawn. */
function slicePitch(points: SpeechText['pitchPoints'], start: number, end: number): SpeechText['pitchPoints'] {
  if (points.length === 0) return points;
  const inside = points.filter(({ at }) => at > start && at < end).map(({ at, semitones }) => ({ at: at - start, semitones }));
  const part = [{ at: 0, semitones: pitchAt(points, start) }, ...inside, { at: end - start, semitones: pitchBefore(points, end) }];
  // Sentences that the contour leaves alone keep their key, whatever is drawn elsewhere.
  return part.every(({ semitones }) => semitones === 0) ? [] : part;
}
