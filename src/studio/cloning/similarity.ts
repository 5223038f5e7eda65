/** Cosines between speaker vectors: of the recording with the cloned voice, and with the built-in voice most like it. */
export type Similarity = { clone: number; builtIn: number; builtInName: string };

/**
 * What the cosine of the built-in recogniser's speaker vectors is between recordings of people, as mean and the range that
 * nine in ten lie in: ten LibriSpeech readers, ten clips each, `python -m training.voice.likeness`.
 */
export const PERSON_BASELINES = {
  same: { mean: 0.82, low: 0.62, high: 0.95 },
  other: { mean: 0.44, low: 0.07, high: 0.76 },
} as const;

/** What a pair of recordings with the cosine of a clone would be: mostly of one person, possibly of one or two, mostly of two. */
export type Nearness = 'same' | 'between' | 'other';

export function judgeSimilarity({ clone }: Similarity): Nearness {
  if (clone > PERSON_BASELINES.other.high) return 'same';
  return clone < PERSON_BASELINES.same.low ? 'other' : 'between';
}

/** Cosine of two vectors of equal length; 0 when one is zero. */
export function cosineOf(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new RangeError(`Expected vectors of equal length, got ${a.length} and ${b.length}`);
  let [dot, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    const [x, y] = [a[i] ?? 0, b[i] ?? 0];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  // The product of two tiny squares may be nothing where their roots are something.
  const lengths = Math.sqrt(aa) * Math.sqrt(bb);
  return lengths === 0 ? 0 : Math.max(-1, Math.min(1, dot / lengths));
}
