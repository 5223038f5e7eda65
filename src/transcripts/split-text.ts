import { joinTokens, splitWords } from './join-words';
import { measureColumns } from './scripts';
import { findInsideWords, rateBreak } from './subtitles/rate-break';

/** How far a cut may lie from its share for a better place, in shares of an average piece. */
const SLACK = 0.6;

/**
 * Cuts a text into as many pieces as there are weights, each near its share of the columns and, within that, at the best
 * place to break. Pieces may be empty when there are fewer words than pieces; joined they are the text.
 */
export function splitInProportion(text: string, weights: readonly number[]): string[] {
  const tokens = splitWords(text);
  const ends = tokens.map(((sum) => (token: string) => (sum += measureColumns(token)))(0));
  const insides = findInsideWords(tokens);
  const breaks = tokens.map((token, index) => (index === 0 ? 0 : rateBreak(tokens[index - 1] ?? '', token, insides[index])));
  const total = ends.at(-1) ?? 0;
  const weightSum = weights.reduce((sum, weight) => sum + weight, 0) || 1;
  const pieceColumns = Math.max(1, total / Math.max(1, weights.length));
  const pieces: string[] = [];
  let from = 0;
  let share = 0;
  weights.forEach((weight, index) => {
    share += weight;
    const isLast = index === weights.length - 1;
    const to = isLast ? tokens.length : findCut(breaks, ends, from, (total * share) / weightSum, pieceColumns);
    pieces.push(joinTokens(tokens.slice(from, to)));
    from = to;
  });
  return pieces;
}

/** The token index at or after `from` whose cut is nearest to `target` columns, breaks weighed in. */
function findCut(breaks: readonly number[], ends: readonly number[], from: number, target: number, pieceColumns: number): number {
  let best = from;
  let bestCost = Infinity;
  for (let index = from; index <= ends.length; index++) {
    const distance = ((ends[index - 1] ?? 0) - target) / pieceColumns;
    const cost = Math.abs(distance) + SLACK * (breaks[index] ?? 0);
    if (cost < bestCost) {
      bestCost = cost;
      best = index;
    }
    if (distance > bestCost) break;
  }
  return best;
}
