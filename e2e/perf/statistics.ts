/** Value below which `share` (0–1) of the values lie, by linear interpolation; null for none. */
export function quantile(values: number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const position = share * (sorted.length - 1);
  const lower = sorted[Math.floor(position)] ?? 0;
  const upper = sorted[Math.ceil(position)] ?? lower;
  return lower + (upper - lower) * (position - Math.floor(position));
}

export const summarize = (values: number[]) => ({
  n: values.length,
  median: round(quantile(values, 0.5)),
  p95: round(quantile(values, 0.95)),
  min: round(quantile(values, 0)),
  max: round(quantile(values, 1)),
});

const round = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 1000);

/** Least-squares slope of `ys` over 0, 1, 2, …; null for fewer than two points. */
export const slope = (ys: readonly number[]): number | null => lineSlope(ys.map((y, x) => [x, y]));

/** Least-squares slope of points (x, y); null when they lie at fewer than two places. */
export function lineSlope(points: readonly (readonly [number, number])[]): number | null {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return variance > 0 ? points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / variance : null;
}
