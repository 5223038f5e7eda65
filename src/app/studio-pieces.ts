import type { SpeechText, VoiceChoice } from '../protocol/speech';
import type { VoiceSpan } from '../studio/markup/speech-builder';
import { sliceSpeech } from '../studio/slice-speech';

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

type CutOptions = { voice: VoiceChoice; /** Innermost first. */ stretches: readonly VoiceSpan[]; hasMetronome: boolean };

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
