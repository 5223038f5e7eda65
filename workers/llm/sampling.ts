import type { Sampling } from '../../src/protocol/llm';

export function argMax(values: Float32Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? -Infinity) > (values[best] ?? -Infinity)) best = i;
  return best;
}

/**
 * Makes tokens that were written before less likely (Keskar et al. 2019, CTRL): positive logits are divided
 * by `penalty`, negative ones multiplied. Changes `logits` in place.
 */
export function penalizeRepetition(logits: Float32Array, writtenIds: Iterable<number>, penalty: number): void {
  if (penalty === 1) return;
  for (const id of new Set(writtenIds)) {
    const logit = logits[id];
    if (logit !== undefined) logits[id] = logit > 0 ? logit / penalty : logit * penalty;
  }
}

/**
 * Draws a token: temperature, then nucleus (Holtzman et al. 2019), the smallest set of likeliest tokens whose
 * probability reaches `topP`. Temperature 0 takes the likeliest. `logits` of −∞ are never drawn.
 */
export function sampleToken(logits: Float32Array, { temperature, topP }: Pick<Sampling, 'temperature' | 'topP'>, random: () => number): number {
  const best = argMax(logits);
  if (!(temperature > 0)) return best;
  const highest = logits[best] ?? 0;
  const candidates: { id: number; weight: number }[] = [];
  let total = 0;
  for (let id = 0; id < logits.length; id += 1) {
    const weight = Math.exp(((logits[id] ?? -Infinity) - highest) / temperature);
    // Below one in a million a token only costs sorting.
    if (weight > 1e-6) candidates.push({ id, weight });
    total += weight;
  }
  candidates.sort((a, b) => b.weight - a.weight);
  let nucleus = 0;
  let count = 0;
  while (count < candidates.length && (count === 0 || nucleus < topP * total)) {
    nucleus += candidates[count]?.weight ?? 0;
    count += 1;
  }
  let left = random() * nucleus;
  for (const { id, weight } of candidates.slice(0, count)) {
    left -= weight;
    if (left < 0) return id;
  }
  return best;
}

/** Probability of token `id` by the softmax of `logits`; 0 for one that was ruled out. */
export function probabilityOf(logits: Float32Array, id: number): number {
  const highest = logits[argMax(logits)] ?? 0;
  let total = 0;
  for (const logit of logits) total += Math.exp(logit - highest);
  return Math.exp((logits[id] ?? -Infinity) - highest) / total;
}
