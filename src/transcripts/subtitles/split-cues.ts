import { findInsideWords, rateBreak } from './rate-break';
import type { SubtitleRules } from './rules';
import type { Unit } from './units';
import { countLines, LineRoom } from './wrap-lines';

/** What each fault of a cue costs, against 1 for one more cue. */
const COST = { cue: 1, break: 5, sentenceInside: 0.8, pauseInside: 1, reading: 3, tooShort: 3, unfilled: 0.5, glued: 1000 };
/** A pause this long is as good a place to break as the end of a sentence. */
const SENTENCE_PAUSE_MS = 1000;

/**
 * Cuts one segment's units into cues that fit the screen and the longest duration.
 *
 * A segment that fits is left whole. Otherwise the cheapest way is taken: at ends of sentences and pauses first, then of
 * clauses, then before phrases; not shorter than can be read, and evenly filled. A unit is never lost, even one too wide.
 */
export function splitCues(units: readonly Unit[], rules: SubtitleRules): Unit[][] {
  if (units.length === 0) return [];
  if (fits(units, rules)) return [[...units]];
  const cuts = rateCuts(units);
  const best: { total: number; from: number }[] = [{ total: 0, from: 0 }];
  units.forEach((first, from) => {
    const before = best[from]?.total ?? Infinity;
    const room = new LineRoom(rules.columnsPerLine);
    for (let to = from + 1; to <= units.length; to++) {
      const last = units[to - 1] ?? first;
      const isTooMuch = room.add(last) > rules.maxLines || last.endMs - first.startMs > rules.maxDurationMs;
      if (isTooMuch && to > from + 1) break;
      const inside = (cuts[to - 1]?.insideUpTo ?? 0) - (cuts[from]?.insideUpTo ?? 0);
      const total = before + inside + (cuts[to]?.cost ?? 0) + cueCost(room.columns, first, units[to], rules);
      if (total < (best[to]?.total ?? Infinity)) best[to] = { total, from };
    }
  });
  const cues: Unit[][] = [];
  for (let to = units.length; to > 0; ) {
    const from = best[to]?.from ?? to - 1;
    cues.push(units.slice(from, to));
    to = from;
  }
  return cues.reverse();
}

function fits(units: readonly Unit[], { columnsPerLine, maxLines, maxDurationMs }: SubtitleRules): boolean {
  const lengthMs = (units.at(-1)?.endMs ?? 0) - (units[0]?.startMs ?? 0);
  return lengthMs <= maxDurationMs && countLines(units, columnsPerLine) <= maxLines;
}

/** For each place before a unit: what cutting there costs, and what not cutting costs, summed up to and with it. */
function rateCuts(units: readonly Unit[]): { cost: number; insideUpTo: number }[] {
  const insides = findInsideWords(units.map(({ text }) => text));
  let insideUpTo = 0;
  return units.map((right, index) => {
    const left = units[index - 1];
    if (left === undefined) return { cost: 0, insideUpTo };
    const rate = rateBreak(left.text, right.text, insides[index]);
    const pause = Math.max(0, right.startMs - left.endMs) / SENTENCE_PAUSE_MS;
    insideUpTo += (rate === 0 ? COST.sentenceInside : 0) + COST.pauseInside * Math.min(0.5, Math.max(0, pause - 0.5));
    // People pause where a phrase ends.
    return { cost: COST.break * Math.max(0, rate - pause) + (left.isGlued ? COST.glued : 0), insideUpTo };
  });
}

/** @param next The unit that follows the cue; undefined at the end of the segment, where time to read is free. */
function cueCost(columns: number, first: Unit, next: Unit | undefined, rules: SubtitleRules): number {
  const filled = columns / (rules.columnsPerLine * rules.maxLines);
  const cost = COST.cue + COST.unfilled * Math.max(0, 1 - filled) ** 2;
  if (next === undefined) return cost;
  const shownMs = Math.max(1, next.startMs - first.startMs);
  return cost
    + COST.reading * Math.max(0, (columns / rules.columnsPerSecond) * (1000 / shownMs) - 1)
    + COST.tooShort * Math.max(0, 1 - shownMs / Math.max(1, rules.minDurationMs));
}
