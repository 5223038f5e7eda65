import { pitchAt } from '../stores/studio-pitch';
import type { SpeechSpan, SpeechText, VoiceChoice } from '../protocol/speech';

/** A stretch of a text that is rendered by itself, so that a change to one sentence leaves the others as they are. */
export type StudioPiece = {
  /** Equal for equal sound: text, voice and everything asked of it. */
  key: string;
  speech: SpeechText;
  voice: VoiceChoice;
  /** UTF-16 units [start, end) of the whole text. */
  start: number;
  end: number;
  /** Clicks are mixed in on this many beats a minute. */
  clicksPerMinute: number | null;
};

/** A sentence shorter than this is joined to the next, because each piece begins with a breath of its own prosody. */
const SHORTEST_CHARACTERS = 24;
/** Where the voice would cut a text, too: after the mark and whatever closes the quotation. */
const SENTENCE_END = /[.?!…]["'”’)\]]*\s+|[。？！]["'”’」』）]*\s*|\n+/gu;
/** Sung on a grid of beats that goes on over sentences. */
const GRID_STYLES: ReadonlySet<string> = new Set(['rap', 'hum', 'sing']);

/** A stretch that another voice says. */
export type VoiceStretch = { textStart: number; textEnd: number; voiceId: string };

type CutOptions = { voice: VoiceChoice; /** Innermost first. */ stretches: readonly VoiceStretch[]; hasMetronome: boolean };

/** Cuts a text at its sentences and where another voice takes over; one on a grid of beats is cut for voices only. */
export function cutPieces(speech: SpeechText, { voice, stretches, hasMetronome }: CutOptions): StudioPiece[] {
  const isOnGrid = speech.spans.some(({ controls }) => GRID_STYLES.has(controls.style));
  const clicksPerMinute = isOnGrid && hasMetronome ? speech.beatsPerMinute : null;
  const turns = stretches.flatMap(({ textStart, textEnd }) => [textStart, textEnd]).filter((at) => at > 0 && at < speech.text.length);
  const ends = [...new Set([...turns, ...(isOnGrid ? [speech.text.length] : sentenceEnds(speech))])].sort((a, b) => a - b);
  let start = 0;
  return ends.map((end) => {
    const part = sliceSpeech(speech, start, end);
    const other = stretches.find(({ textStart, textEnd }) => textStart <= start && start < textEnd);
    const own = other === undefined ? voice : { ...voice, voiceId: other.voiceId };
    const piece = { key: JSON.stringify([own, part, clicksPerMinute]), speech: part, voice: own, start, end, clicksPerMinute };
    start = end;
    return piece;
  });
}

function sentenceEnds({ text, events }: SpeechText): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(SENTENCE_END)) {
    const end = match.index + match[0].length;
    const isLongEnough = end - (ends.at(-1) ?? 0) >= SHORTEST_CHARACTERS && end < text.length;
    // What was asked for at a cut stands in place of the pause there, which both sides of a cut would lose sight of.
    const isFree = !events.some(({ at }) => at >= match.index && at <= end);
    if (isLongEnough && isFree) ends.push(end);
  }
  return text === '' ? [] : [...ends, text.length];
}

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
  const part = [{ at: 0, semitones: pitchAt(points, start) }, ...inside, { at: end - start, semitones: pitchAt(points, end) }];
  // Sentences that the contour leaves alone keep their key, whatever is drawn elsewhere.
  return part.every(({ semitones }) => semitones === 0) ? [] : part;
}
