import { createRandom } from '../../src/lib/random';

/**
 * Word and character error rates.
 *
 * The one normaliser, version 1, for reference and hypothesis alike: Unicode NFKC, lower case, apostrophes kept
 * inside words, every other character that is neither a letter nor a digit becomes a space, spaces run together.
 * Numbers are not respelled. Words are split at spaces, and every CJK character is a word of its own; characters
 * are counted without spaces.
 */
export function normalize(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’`]/g, "'")
    .replace(/[^\p{L}\p{N}\p{M}']+/gu, ' ')
    .replace(/(^|\s)'+|'+(\s|$)/g, ' ')
    .replace(/([\p{Script=Han}])/gu, ' $1 ')
    .replace(/\s+/g, ' ')
    .trim();
}

export type Edits = { substitutions: number; deletions: number; insertions: number; referenceLength: number };

/** Edit counts of the cheapest alignment of two sequences (Levenshtein distance, unit costs). */
export function countEdits(reference: string[], hypothesis: string[]): Edits {
  type Cell = { cost: number; substitutions: number; deletions: number; insertions: number };
  let row: Cell[] = hypothesis.map((_, j) => ({ cost: j + 1, substitutions: 0, deletions: 0, insertions: j + 1 }));
  row.unshift({ cost: 0, substitutions: 0, deletions: 0, insertions: 0 });
  for (const [i, expected] of reference.entries()) {
    const next: Cell[] = [{ cost: i + 1, substitutions: 0, deletions: i + 1, insertions: 0 }];
    for (const [j, heard] of hypothesis.entries()) {
      const diagonal = row[j]!;
      const above = row[j + 1]!;
      const left = next[j]!;
      const isMatch = expected === heard;
      const cost = Math.min(diagonal.cost + (isMatch ? 0 : 1), above.cost + 1, left.cost + 1);
      if (cost === diagonal.cost + (isMatch ? 0 : 1)) next.push({ ...diagonal, cost, substitutions: diagonal.substitutions + (isMatch ? 0 : 1) });
      else if (cost === above.cost + 1) next.push({ ...above, cost, deletions: above.deletions + 1 });
      else next.push({ ...left, cost, insertions: left.insertions + 1 });
    }
    row = next;
  }
  const { substitutions, deletions, insertions } = row.at(-1)!;
  return { substitutions, deletions, insertions, referenceLength: reference.length };
}

/** Corpus-level error rate: all edits over all reference tokens; null when there is no reference token. */
export function errorRate(edits: Edits[]): number | null {
  const length = edits.reduce((sum, item) => sum + item.referenceLength, 0);
  if (length === 0) return null;
  return edits.reduce((sum, item) => sum + item.substitutions + item.deletions + item.insertions, 0) / length;
}

const BOOTSTRAP_DRAWS = 1000;

/**
 * 95 % interval of the corpus error rate by resampling utterances with replacement (Bisani and Ney 2004), from a
 * fixed seed; null when there is no reference token.
 */
export function errorInterval(edits: Edits[]): [low: number, high: number] | null {
  if (errorRate(edits) === null) return null;
  const random = createRandom(1);
  const rates: number[] = [];
  for (let draw = 0; draw < BOOTSTRAP_DRAWS; draw += 1) {
    const rate = errorRate(edits.map(() => edits[Math.floor(random() * edits.length)]!));
    if (rate !== null) rates.push(rate);
  }
  rates.sort((a, b) => a - b);
  const at = (share: number): number => rates[Math.min(rates.length - 1, Math.floor(share * rates.length))]!;
  return [at(0.025), at(0.975)];
}

export const splitWords = (text: string): string[] => (normalize(text) === '' ? [] : normalize(text).split(' '));
export const splitCharacters = (text: string): string[] => [...normalize(text).replaceAll(' ', '')];
