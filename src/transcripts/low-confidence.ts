import type { TranscriptDocument } from './document';
import { isUnclear } from './unclear';

/** Below this a word is more likely wrong than right, in any recording. */
const ABSOLUTE = 0.35;
/** From here on a word is not marked, however sure the others are. */
const TRUSTED = 0.85;
/** How far below the median of its recording a word stands out, in robust standard deviations. */
const DEVIATIONS = 2.5;
/** The median absolute deviation of a normal distribution is its standard deviation over this. */
const MAD_TO_SIGMA = 1.4826;
/** With fewer words a distribution says nothing. */
const MIN_WORDS = 20;

/**
 * The confidence below which words are marked for a person to look at.
 *
 * Relative to the document, because recognisers differ in how sure they claim to be: words that fall far below its median
 * (median absolute deviation, which a few bad words do not move); between an absolute floor and a ceiling.
 */
export function markingThreshold(document: Pick<TranscriptDocument, 'segments'>): number {
  const confidences = document.segments.flatMap(({ words }) => (isUnclear(words) ? [] : words).map(({ confidence }) => confidence)).sort((left, right) => left - right);
  if (confidences.length < MIN_WORDS) return ABSOLUTE;
  const median = middleOf(confidences);
  const spread = middleOf(confidences.map((confidence) => Math.abs(confidence - median)).sort((left, right) => left - right));
  return Math.min(TRUSTED, Math.max(ABSOLUTE, median - DEVIATIONS * MAD_TO_SIGMA * spread));
}

/** Whether a word is to be marked, under the threshold of its document. */
export function isDoubtful({ confidence }: { confidence: number }, threshold: number): boolean {
  return confidence < threshold;
}

function middleOf(sorted: readonly number[]): number {
  return sorted[sorted.length >> 1] ?? 0;
}
