/** Stretches of speech on the timeline, in order. */
export type SpeechStretch = { startMs: number; endMs: number };
export type DuckingOptions = {
  /** Gain of the music where nobody speaks. */
  gainDb: number;
  /** How far it goes down under speech; negative. */
  duckDb: number;
  /** It is down when speech begins: it starts so long before. */
  attackMs: number;
  releaseMs: number;
};

/** A corner of the gain curve, in dB; between corners it is straight. */
export type GainPoint = { atMs: number; gainDb: number };

/**
 * The gain of music under speech: down before each stretch begins, up after it ends. A gap too short for going up and down
 * again stays down.
 */
export function duckingEnvelope(stretches: readonly SpeechStretch[], { gainDb, duckDb, attackMs, releaseMs }: DuckingOptions): GainPoint[] {
  const points: GainPoint[] = [];
  const down = gainDb + Math.min(0, duckDb);
  let endMs = -Infinity;
  for (const stretch of stretches) {
    if (stretch.endMs <= stretch.startMs) continue;
    if (stretch.startMs - endMs >= attackMs + releaseMs) {
      if (endMs > -Infinity) points.push({ atMs: endMs, gainDb: down }, { atMs: endMs + releaseMs, gainDb });
      points.push({ atMs: Math.max(0, stretch.startMs - attackMs), gainDb }, { atMs: Math.max(0, stretch.startMs), gainDb: down });
    }
    endMs = Math.max(endMs, stretch.endMs);
  }
  if (endMs > -Infinity) points.push({ atMs: endMs, gainDb: down }, { atMs: endMs + releaseMs, gainDb });
  return points.length === 0 ? [{ atMs: 0, gainDb }] : points;
}

/** Reads a gain curve at times that only go forward, so that a long file costs no search. */
export class GainReader {
  #next = 0;
  constructor(private readonly points: readonly GainPoint[]) {}

  /** dB at a time not before the last one asked for. */
  at(ms: number): number {
    while (this.#next < this.points.length && (this.points[this.#next]?.atMs ?? Infinity) <= ms) this.#next += 1;
    const after = this.points[this.#next];
    const before = this.points[this.#next - 1];
    if (before === undefined || after === undefined) return (before ?? after)?.gainDb ?? 0;
    return before.gainDb + ((after.gainDb - before.gainDb) * (ms - before.atMs)) / (after.atMs - before.atMs);
  }
}
