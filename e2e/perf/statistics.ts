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

/**
 * Least-squares slope with its 95 % confidence interval (Student's t); null for fewer than three points.
 *
 * The interval takes the points for independent of one another; values that drift together make it too narrow.
 */
export function slopeWithInterval(points: readonly (readonly [number, number])[]): { slope: number; low: number; high: number; n: number } | null {
  const value = lineSlope(points);
  const freedom = points.length - 2;
  if (value === null || freedom < 1) return null;
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  const residual = points.reduce((sum, [x, y]) => sum + (y - meanY - value * (x - meanX)) ** 2, 0);
  const reach = studentT(freedom) * Math.sqrt(residual / freedom / spread);
  return { slope: value, low: value - reach, high: value + reach, n: points.length };
}

/** The 97.5 % point of Student's distribution: the normal one with its first three corrections, within 1 % from three degrees on. */
function studentT(freedom: number): number {
  return 1.96 + 2.372 / freedom + 2.823 / freedom ** 2 + 2.556 / freedom ** 3;
}

/** Least-squares slope of points (x, y); null when they lie at fewer than two places. */
export function lineSlope(points: readonly (readonly [number, number])[]): number | null {
  const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [meanX, meanY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const variance = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return variance > 0 ? points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / variance : null;
}
