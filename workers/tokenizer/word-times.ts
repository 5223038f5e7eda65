import type { Word } from '../../src/protocol/tokenizer';
import type { Emission } from './emissions';
import { logSoftmax } from './log-math';
import type { Character } from './mandarin-lattice';
import { BLANK, FRAME_MS, LETTER_LIMIT, SPACE } from './units';

/** A CTC unit fires late and briefly: its sound began about this long before. */
const LEAD_MS = 40;
/** A word lasts until the next begins, but no longer than this beyond its last unit. */
const TAIL_MS = 160;

/** A word in frames, before it is stretched to where its neighbours let it be. */
type Span = { text: string; first: number; end: number; confidence: number };

/** Times of the best path's words, for partial transcripts; confidence is left at 1. */
export function timeGreedy(emissions: readonly Emission[], write: (unit: number) => string, audioMs: number): Word[] {
  const spans: Span[] = [];
  let isOpen = false;
  for (const { unit, first, end } of emissions) {
    const open = spans.at(-1);
    if (unit >= LETTER_LIMIT) spans.push({ text: write(unit), first, end, confidence: 1 });
    else if (unit !== SPACE && isOpen && open !== undefined) Object.assign(open, { text: open.text + write(unit), end });
    else if (unit !== SPACE) spans.push({ text: write(unit), first, end, confidence: 1 });
    isOpen = unit !== SPACE && unit < LETTER_LIMIT;
  }
  return stretch(spans, audioMs);
}

/** Times of Mandarin characters: each has its emission. */
export function timeCharacters(characters: readonly Character[], audioMs: number): Word[] {
  return stretch(characters.map(({ text, emission, logProb }) => ({ text, first: emission.first, end: emission.end, confidence: Math.exp(logProb) })), audioMs);
}

/**
 * Times of English words by forced alignment: the best path through the frames that spells exactly `text`.
 *
 * Confidence is the geometric mean of the probabilities of a word's letters where they fire.
 */
export function timeEnglish(text: string, rows: readonly Float32Array[], units: readonly string[], audioMs: number): Word[] {
  if (text === '') return [];
  const letters = Array.from(text, (letter) => units.indexOf(letter));
  const logProbs = rows.map((row) => logSoftmax(row, LETTER_COLUMNS));
  const frames = alignUnits(letters, logProbs);
  const spans: Span[] = [];
  let at = 0;
  for (const word of text.split(' ')) {
    const own = frames.slice(at, at + word.length);
    const units = letters.slice(at, at + word.length);
    const logSum = own.reduce((sum, frame, i) => sum + (logProbs[frame]?.[units[i] ?? 0] ?? 0), 0);
    spans.push({ text: word, first: own[0] ?? 0, end: (own.at(-1) ?? 0) + 1, confidence: Math.exp(logSum / Math.max(1, word.length)) });
    at += word.length + 1;
  }
  return stretch(spans, audioMs);
}

const LETTER_COLUMNS = Int32Array.from({ length: LETTER_LIMIT }, (_, unit) => unit);

/**
 * The frame at which each unit fires first, by Viterbi over blank, unit, blank, unit, … blank (Graves 2006).
 *
 * @param logProbs (frames, units). Units that do not fit into the frames share the last one.
 */
export function alignUnits(units: readonly number[], logProbs: readonly Float64Array[]): number[] {
  const stateCount = 2 * units.length + 1;
  const unitOf = (state: number): number => (state % 2 === 0 ? BLANK : (units[(state - 1) / 2] ?? BLANK));
  let scores = new Float64Array(stateCount).fill(-Infinity);
  scores[0] = 0;
  const cameFrom = logProbs.map((row, frame) => {
    const next = new Float64Array(stateCount).fill(-Infinity);
    const steps = new Int8Array(stateCount);
    for (let state = 0; state < Math.min(stateCount, 2 * frame + 2); state += 1) {
      let best = scores[state] ?? -Infinity;
      // Before the first frame only the start exists, which a unit is entered from as well.
      const reach = state % 2 === 1 && unitOf(state) !== unitOf(state - 2) ? 2 : 1;
      for (let step = 1; step <= reach; step += 1) {
        const score = scores[state - step] ?? -Infinity;
        if (score > best) [best, steps[state]] = [score, step];
      }
      next[state] = best + (row[unitOf(state)] ?? 0);
    }
    scores = next;
    return steps;
  });
  const firedAt = new Array<number>(units.length).fill(Math.max(0, logProbs.length - 1));
  let state = (scores[stateCount - 1] ?? -Infinity) >= (scores[stateCount - 2] ?? -Infinity) ? stateCount - 1 : stateCount - 2;
  for (let frame = logProbs.length - 1; frame >= 0; frame -= 1) {
    if (state % 2 === 1) firedAt[(state - 1) / 2] = frame;
    state -= cameFrom[frame]?.[state] ?? 0;
  }
  return firedAt;
}

/** Frames to milliseconds: never backwards, never overlapping, inside the audio. */
function stretch(spans: readonly Span[], audioMs: number): Word[] {
  let earliestMs = 0;
  return spans.map(({ text, first, end, confidence }, i) => {
    const startMs = Math.min(audioMs, Math.max(earliestMs, first * FRAME_MS - LEAD_MS));
    const nextMs = (spans[i + 1]?.first ?? Infinity) * FRAME_MS - LEAD_MS;
    const endMs = Math.max(startMs, Math.min(audioMs, nextMs, end * FRAME_MS + TAIL_MS));
    earliestMs = endMs;
    return { text, startMs, endMs, confidence: Math.min(1, Math.max(0, confidence)) };
  });
}
