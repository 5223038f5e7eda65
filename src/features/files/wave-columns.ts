import type { Peaks } from '../../transcripts/commands';

/** The stretch of a recording that is drawn. */
export type WaveView = { fromMs: number; toMs: number };

/** The least a person can zoom into. */
const MIN_VIEW_MS = 4000;

/** Lowest and highest sample for each of `width` columns, −127…127, two values a column; zeros where nothing is known. */
export function waveColumns({ peaksPerSecond, values }: Peaks, { fromMs, toMs }: WaveView, width: number): Int8Array {
  const columns = new Int8Array(width * 2);
  const perColumn = ((toMs - fromMs) / 1000) * peaksPerSecond / width;
  const first = (fromMs / 1000) * peaksPerSecond;
  const count = values.length / 2;
  for (let x = 0; x < width; x++) {
    const start = Math.floor(first + x * perColumn);
    const end = Math.min(count, Math.max(start + 1, Math.floor(first + (x + 1) * perColumn)));
    let low = 0;
    let high = 0;
    for (let index = start; index < end; index++) {
      low = Math.min(low, values[2 * index] ?? 0);
      high = Math.max(high, values[2 * index + 1] ?? 0);
    }
    columns[2 * x] = low;
    columns[2 * x + 1] = high;
  }
  return columns;
}

/** The view made `factor` times shorter around a place that stays where it is on the screen; within the recording. */
export function zoomView({ fromMs, toMs }: WaveView, factor: number, aroundMs: number, durationMs: number): WaveView {
  const length = Math.min(durationMs, Math.max(MIN_VIEW_MS, (toMs - fromMs) / factor));
  const share = toMs > fromMs ? (aroundMs - fromMs) / (toMs - fromMs) : 0;
  return moveView({ fromMs: aroundMs - share * length, toMs: aroundMs + (1 - share) * length }, 0, durationMs);
}

/** The view moved along, as far as the recording goes. */
export function moveView({ fromMs, toMs }: WaveView, byMs: number, durationMs: number): WaveView {
  const length = toMs - fromMs;
  const start = Math.max(0, Math.min(durationMs - length, fromMs + byMs));
  return { fromMs: start, toMs: start + length };
}
