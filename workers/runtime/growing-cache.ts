import type { Tensor } from 'onnxruntime-web';
import type { HostTensor } from './host-tensor';
import type { Ort } from './ort';

/** Positions added to the memory of a cache when it is full. */
const GROWTH_POSITIONS = 256;

/**
 * A cache (1, heads, positions, dim) that grows at its end without being allocated anew at each step.
 *
 * The heads lie one behind the other, so making room for a position moves all but the first. Moving is an order of
 * magnitude cheaper than taking a fresh copy out of the WebAssembly heap at every step. A tensor that was grown from is
 * disposed of, because its memory now holds something else; any other past, such as that of another conversation, is
 * copied and left alone.
 */
export class GrowingCache {
  readonly #ort: Ort;
  #memory = new Float32Array(0);
  #latest: Tensor | null = null;

  constructor(ort: Ort) {
    this.#ort = ort;
  }

  /** `past` with `added` behind it. The result is valid until it is itself the past of a later call. */
  append(past: HostTensor | Tensor, added: Tensor): Tensor {
    const [, heads = 0, addedCount = 0, dim = 0] = added.dims;
    const pastCount = past.dims[2] ?? 0;
    const count = pastCount + addedCount;
    const isInPlace = past === this.#latest && this.#memory.length >= heads * count * dim;
    const source = floatsOf(past);
    const addition = floatsOf(added);
    const target = isInPlace ? this.#memory : new Float32Array(heads * dim * roundUp(count, GROWTH_POSITIONS));
    // From the last head to the first, because each one moves into the place of the next.
    for (let head = heads - 1; head >= 0; head--) {
      const from = head * pastCount * dim;
      const to = head * count * dim;
      if (isInPlace) target.copyWithin(to, from, from + pastCount * dim);
      else target.set(source.subarray(from, from + pastCount * dim), to);
      target.set(addition.subarray(head * addedCount * dim, (head + 1) * addedCount * dim), to + pastCount * dim);
    }
    if (isInPlace) this.#latest?.dispose();
    this.#memory = target;
    this.#latest = new this.#ort.Tensor('float32', target.subarray(0, heads * count * dim), [1, heads, count, dim]);
    return this.#latest;
  }
}

function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

function floatsOf({ data }: HostTensor | Tensor): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError('Expected a float32 cache on the CPU');
}
