/** Stands for ln 0 and survives arithmetic. */
export const LOG_ZERO = -1e30;

/** ln(eᵃ + eᵇ). */
export function logAdd(a: number, b: number): number {
  const [high, low] = a > b ? [a, b] : [b, a];
  return low <= LOG_ZERO ? high : high + Math.log1p(Math.exp(low - high));
}

/** ln softmax over the chosen columns of one row of logits, in the order of `columns`. */
export function logSoftmax(row: Float32Array, columns: Int32Array): Float64Array {
  const chosen = new Float64Array(columns.length);
  let highest = -Infinity;
  for (let i = 0; i < columns.length; i += 1) {
    chosen[i] = row[columns[i] ?? 0] ?? 0;
    highest = Math.max(highest, chosen[i] ?? 0);
  }
  let sum = 0;
  for (let i = 0; i < chosen.length; i += 1) sum += Math.exp((chosen[i] ?? 0) - highest);
  const offset = highest + Math.log(sum);
  for (let i = 0; i < chosen.length; i += 1) chosen[i] = (chosen[i] ?? 0) - offset;
  return chosen;
}

/** Softmax of a short row. */
export function softmax(row: ArrayLike<number>): number[] {
  const values = Array.from(row);
  const highest = Math.max(...values);
  const weights = values.map((value) => Math.exp(value - highest));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

export function argMax(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i += 1) if ((values[i] ?? -Infinity) > (values[best] ?? -Infinity)) best = i;
  return best;
}
