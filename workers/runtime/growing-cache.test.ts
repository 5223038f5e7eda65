import * as ort from 'onnxruntime-web/wasm';
import { describe, expect, it } from 'vitest';
import { float32 } from './graph';
import { GrowingCache } from './growing-cache';

const [HEADS, DIM] = [3, 2];

/** (1, heads, count, dim) whose values say where they are. */
function block(first: number, count: number): ort.Tensor {
  const data = Float32Array.from({ length: HEADS * count * DIM }, (_, i) => {
    const [head, position, column] = [Math.floor(i / (count * DIM)), first + (Math.floor(i / DIM) % count), i % DIM];
    return head * 10_000 + position * 10 + column;
  });
  return new ort.Tensor('float32', data, [1, HEADS, count, DIM]);
}

const empty = float32(new Float32Array(0), [1, HEADS, 0, DIM]);

describe('GrowingCache', () => {
  it('holds every position of every head in order, past the end of its memory too', () => {
    const cache = new GrowingCache(ort);
    let tensor = cache.append(empty, block(0, 5));
    let count = 5;
    for (const added of [1, 1, 31, 200, 1, 20, 300, 1]) {
      tensor = cache.append(tensor, block(count, added));
      count += added;
      expect(tensor.dims).toEqual([1, HEADS, count, DIM]);
      expect(tensor.data).toEqual(block(0, count).data);
    }
  });

  it('refuses a past whose memory has been used up', () => {
    const cache = new GrowingCache(ort);
    const first = cache.append(empty, block(0, 5));
    cache.append(first, block(5, 1));
    expect(() => cache.append(first, block(5, 1))).toThrow();
  });

  it('leaves the cache of another conversation alone', () => {
    const cache = new GrowingCache(ort);
    const mine = cache.append(empty, block(0, 5));
    const other = cache.append(empty, block(100, 3));
    expect(cache.append(other, block(103, 1)).data).toEqual(block(100, 4).data);
    expect(mine.data).toEqual(block(0, 5).data);
    expect(cache.append(mine, block(5, 2)).data).toEqual(block(0, 7).data);
  });
});
