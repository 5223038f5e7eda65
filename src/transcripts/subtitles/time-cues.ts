import type { SubtitleRules } from './rules';

type Timed = { startMs: number; endMs: number };

/**
 * Gives cues, in order, the times they are shown: as long as they are heard, longer where the pause after them is needed
 * to read them or to reach the shortest duration, never into the next one.
 *
 * Whole milliseconds. A gap is kept before the next cue, or half of the time until then where that is less.
 *
 * @param columns What there is to read in a cue.
 */
export function timeCues<Cue extends Timed>(cues: readonly Cue[], rules: SubtitleRules, columns: (cue: Cue) => number): Cue[] {
  let earliest = 0;
  return cues.map((cue, index) => {
    const startMs = Math.max(earliest, Math.round(cue.startMs));
    const next = cues[index + 1];
    const nextStartMs = next === undefined ? Infinity : Math.round(next.startMs);
    const readingMs = Math.ceil((columns(cue) * 1000) / rules.columnsPerSecond);
    const wanted = Math.max(Math.round(cue.endMs), startMs + rules.minDurationMs, startMs + readingMs);
    const latest = nextStartMs - Math.min(rules.minGapMs, Math.floor(Math.max(0, nextStartMs - startMs) / 2));
    const endMs = Math.max(startMs + 1, Math.min(wanted, startMs + rules.maxDurationMs, latest));
    earliest = endMs;
    return { ...cue, startMs, endMs };
  });
}
