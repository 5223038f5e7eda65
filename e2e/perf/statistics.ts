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
export function slope(ys: number[]): number | null {
  if (ys.length < 2) return null;
  const meanX = (ys.length - 1) / 2;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  const covariance = ys.reduce((sum, y, x) => sum + (x - meanX) * (y - meanY), 0);
  const variance = ys.reduce((sum, _, x) => sum + (x - meanX) ** 2, 0);
  return covariance / variance;
}
