import { expect, it } from 'vitest';
import { moveView, waveColumns, zoomView } from './wave-columns';

const peaks = { peaksPerSecond: 10, values: Int8Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? -(index >> 1) : index >> 1)) };

it('every column holds the loudest of its slice', () => {
  const columns = waveColumns(peaks, { fromMs: 0, toMs: 10_000 }, 10);
  expect([...columns].filter((_, index) => index % 2 === 1)).toEqual([9, 19, 29, 39, 49, 59, 69, 79, 89, 99]);
  expect([...columns].filter((_, index) => index % 2 === 0)).toEqual([-9, -19, -29, -39, -49, -59, -69, -79, -89, -99]);
});

it('a peak that stands alone is drawn at any zoom, and nothing is drawn past the end', () => {
  const lone = { peaksPerSecond: 10, values: new Int8Array(200) };
  lone.values[2 * 57 + 1] = 100;
  for (const width of [3, 40, 800]) expect(Math.max(...waveColumns(lone, { fromMs: 0, toMs: 10_000 }, width))).toBe(100);
  expect(Math.max(...waveColumns(peaks, { fromMs: 10_000, toMs: 20_000 }, 50))).toBe(0);
});

it('zooming keeps the place under the pointer and never leaves the recording', () => {
  const view = zoomView({ fromMs: 0, toMs: 60_000 }, 2, 15_000, 60_000);
  expect(view).toEqual({ fromMs: 7500, toMs: 37_500 });
  expect(zoomView(view, 0.25, 15_000, 60_000)).toEqual({ fromMs: 0, toMs: 60_000 });
  expect(zoomView(view, 1000, 20_000, 60_000).toMs - zoomView(view, 1000, 20_000, 60_000).fromMs).toBe(4000);
  expect(moveView(view, 1e6, 60_000)).toEqual({ fromMs: 30_000, toMs: 60_000 });
});
