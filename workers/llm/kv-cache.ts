import { yieldToMessages } from '../../src/lib/yield-to-messages';
import { disposeTensors, float32, int32, readFloat32, takeTensor, type GraphTensor, type HostTensor, type Runnable } from '../runtime/graph';
import { JobFailure } from '../runtime/serve-jobs';

/** The prefill shaders of some GPUs compute wrong values from 32 positions on; and between chunks a job can be cancelled. */
const PREFILL_CHUNK_TOKENS = 31;

type Layer = { past: string; present: string; heads: number; headDim: number };

/** Keys and values of the tokens in `ids`, kept between jobs. Owned by one conversation, and disposed with it. */
export class KvCache {
  readonly #graph: Runnable;
  readonly #layers: Layer[];
  #ids: number[] = [];
  #tensors: (GraphTensor | HostTensor)[] = [];

  constructor(graph: Runnable) {
    this.#graph = graph;
    this.#layers = graph.inputNames.filter((name) => name.startsWith('past_key_values.')).map((past) => {
      const dims = graph.inputDims(past);
      return { past, present: past.replace('past_key_values', 'present'), heads: Number(dims[1]), headDim: Number(dims[3]) };
    });
    if (this.#layers.length === 0) throw new JobFailure('bad-input', `${graph.name} has no past_key_values.`);
  }

  get length(): number {
    return this.#ids.length;
  }

  /**
   * Computes what `ids` adds to the longest common prefix and returns the logits after its last token.
   *
   * A cancelled prefill keeps the chunks it has done: they are a prefix of the next prompt more often than not.
   */
  async advanceTo(ids: readonly number[], signal: AbortSignal): Promise<{ logits: Float32Array; reusedTokens: number }> {
    if (ids.length === 0) throw new RangeError('Expected at least one token');
    let common = 0;
    while (common < this.#ids.length && common < ids.length - 1 && this.#ids[common] === ids[common]) common += 1;
    await this.rewind(common);
    let logits = new Float32Array(0);
    for (let at = common; at < ids.length; at += PREFILL_CHUNK_TOKENS) {
      signal.throwIfAborted();
      logits = await this.append(ids.slice(at, at + PREFILL_CHUNK_TOKENS));
    }
    return { logits, reusedTokens: common };
  }

  /** Runs the graph on new tokens; returns a copy of the logits (vocabulary) after the last of them. */
  async append(ids: readonly number[]): Promise<Float32Array<ArrayBuffer>> {
    const past = this.#ids.length;
    const feeds: Record<string, GraphTensor | HostTensor> = {
      input_ids: int32(Int32Array.from(ids), [1, ids.length]),
      position_ids: int32(Int32Array.from(ids, (_, i) => past + i), [1, ids.length]),
    };
    this.#layers.forEach(({ past: name, heads, headDim }, i) => {
      feeds[name] = this.#tensors[i] ?? float32(new Float32Array(0), [1, heads, 0, headDim]);
    });
    const outputs = await this.#graph.run(feeds);
    const present = this.#layers.map((layer) => takeTensor(outputs, layer.present));
    disposeTensors(this.#tensors);
    this.#tensors = present;
    this.#ids.push(...ids);
    const logits = readFloat32(outputs, 'logits').slice();
    disposeTensors([takeTensor(outputs, 'logits')]);
    if (logits.some(Number.isNaN)) {
      this.dispose();
      throw new JobFailure('wrong-result', 'The llm computed NaN.');
    }
    await yieldToMessages();
    return logits;
  }

  /** Forgets all but the first `length` tokens. Tensors on the GPU are fetched for it: no graph cuts them there. */
  async rewind(length: number): Promise<void> {
    if (length >= this.#ids.length) return;
    if (length === 0) {
      this.dispose();
      return;
    }
    const cut: HostTensor[] = [];
    for (const [i, { heads, headDim }] of this.#layers.entries()) {
      const tensor = this.#tensors[i];
      const data = tensor !== undefined && 'getData' in tensor ? await tensor.getData() : tensor?.data;
      if (!(data instanceof Float32Array)) throw new TypeError('Expected a float32 cache');
      cut.push(cropHeads(data, heads, this.#ids.length, length, headDim));
    }
    disposeTensors(this.#tensors);
    this.#tensors = cut;
    this.#ids.length = length;
  }

  /** Gives the memory back; the cache is empty and may be used again. */
  dispose(): void {
    disposeTensors(this.#tensors);
    this.#tensors = [];
    this.#ids = [];
  }
}

/** The first `kept` of `length` positions of (1, heads, length, headDim). */
function cropHeads(data: Float32Array, heads: number, length: number, kept: number, headDim: number): HostTensor {
  const cropped = new Float32Array(heads * kept * headDim);
  for (let head = 0; head < heads; head += 1) {
    const start = head * length * headDim;
    cropped.set(data.subarray(start, start + kept * headDim), head * kept * headDim);
  }
  return float32(cropped, [1, heads, kept, headDim]);
}
