import type { InferenceSession, Tensor } from 'onnxruntime-web';
import type { ExecutionProvider } from '../../src/protocol/graphs';
import { GrowingCache } from './growing-cache';
import type { HostTensor } from './host-tensor';
import { ortMutex } from './mutex';
import type { Ort } from './ort';
import { JobFailure } from './serve-jobs';

export { float32, int32, type HostTensor } from './host-tensor';

/** What a graph returns, and takes back as input. May live on the GPU; `dispose` gives its memory back. */
export type GraphTensor = Tensor;

export type Feeds = Record<string, HostTensor | GraphTensor>;
export type Outputs = Record<string, GraphTensor>;

/** What engines ask of a graph; tests hand in a double. */
export type Runnable = {
  readonly name: string;
  run(feeds: Feeds): Promise<Outputs>;
  /** Declared shape of an input; a dimension that varies is its symbol. */
  inputDims(name: string): readonly (number | string)[];
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
};

/** How long after a failed run the browser may take to say that the device is gone. */
const LOSS_NOTICE_MS = 50;

/** One graph with its weights, on one provider. Runs are serialised over the whole realm. */
export class Graph implements Runnable {
  readonly #ort: Ort;
  readonly #session: InferenceSession;
  readonly #lostReason: () => string | null;
  readonly #caches: ReadonlyMap<string, { input: string; cache: GrowingCache }>;
  readonly name: string;
  readonly provider: ExecutionProvider;

  /** @param appended outputs of which the session returns only what it adds to an input: output → input */
  constructor(ort: Ort, session: InferenceSession, name: string, provider: ExecutionProvider, lostReason: () => string | null, appended: Record<string, string> = {}) {
    this.#ort = ort;
    this.#caches = new Map(Object.entries(appended).map(([output, input]) => [output, { input, cache: new GrowingCache(ort) }]));
    this.#session = session;
    this.#lostReason = lostReason;
    this.name = name;
    this.provider = provider;
  }

  get inputNames(): readonly string[] {
    return this.#session.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.#session.outputNames;
  }

  inputDims(name: string): readonly (number | string)[] {
    const metadata = this.#session.inputMetadata.find((input) => input.name === name);
    if (!metadata?.isTensor) throw new RangeError(`Expected an input of ${this.name}, got ${name}`);
    return metadata.shape;
  }

  /**
   * The caller owns the outputs. Inputs that are `GraphTensor`s stay the caller's too, but for the cache: a `past` is
   * used up by the run that makes the `present` from it.
   */
  async run(feeds: Feeds): Promise<Outputs> {
    const tensors: Record<string, Tensor> = {};
    for (const [name, value] of Object.entries(feeds)) tensors[name] = this.#toTensor(value);
    let outputs: Outputs;
    try {
      outputs = { ...(await ortMutex.run(() => this.#session.run(tensors))) };
    } catch (error) {
      // The loss of a device is told a moment after the run that it broke.
      if (this.provider === 'webgpu') await new Promise((resolve) => setTimeout(resolve, LOSS_NOTICE_MS));
      this.#assertDevice();
      throw error;
    }
    // A run whose outputs stay on a lost device does not fail by itself.
    this.#assertDevice();
    for (const [output, { input, cache }] of this.#caches) {
      const past = tensors[input];
      const added = outputs[output];
      if (past && added) outputs[output] = cache.append(past, added);
    }
    return outputs;
  }

  #assertDevice(): void {
    const reason = this.#lostReason();
    if (reason !== null) throw new JobFailure('device-lost', `The GPU was lost while ${this.name} ran: ${reason}`);
  }

  async dispose(): Promise<void> {
    await ortMutex.run(() => this.#session.release());
  }

  #toTensor(value: HostTensor | GraphTensor): Tensor {
    if (value instanceof this.#ort.Tensor) return value;
    if (value.type === 'float32') return new this.#ort.Tensor('float32', value.data, value.dims);
    if (value.type === 'int32') return new this.#ort.Tensor('int32', value.data, value.dims);
    throw new TypeError(`Expected float32 or int32, got ${value.type}`);
  }
}

/** The float32 values of an output that is on the CPU, without a copy. */
export function readFloat32(outputs: Outputs, name: string): Float32Array {
  const data = outputs[name]?.data;
  if (data instanceof Float32Array) return data;
  throw new TypeError(`Expected a float32 output called ${name}`);
}

/** The output itself, to be fed back or disposed of. */
export function takeTensor(outputs: Outputs, name: string): GraphTensor {
  const tensor = outputs[name];
  if (!tensor) throw new TypeError(`Expected an output called ${name}`);
  return tensor;
}

/** Frees tensors; safe for host values, which have nothing to free. */
export function disposeTensors(tensors: Iterable<GraphTensor | HostTensor>): void {
  for (const tensor of tensors) if ('dispose' in tensor) tensor.dispose();
}
