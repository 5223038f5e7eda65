import type { Golden, GoldenTensor } from '../../src/packs/golden';
import { disposeTensors, float32, int32, type Feeds, type GraphTensor, type HostTensor, type Runnable } from './graph';

/**
 * `wrong`: the graph ran and computed something else; `failed`: it did not run.
 * `maxError` is the largest absolute difference from the golden outputs.
 */
export type Verdict =
  | { kind: 'ok'; maxError: number }
  | { kind: 'wrong'; maxError: number; reason: string }
  | { kind: 'failed'; reason: string };

/**
 * Runs a graph on its golden input and compares.
 *
 * Graphics drivers are known to return zeros, NaN or half-right values without an error, so every output
 * counts, and one that is constant where it should not be is named as such.
 */
export async function selfTest(graph: Runnable, golden: Golden): Promise<Verdict> {
  const feeds: Feeds = {};
  for (const [name, tensor] of Object.entries(golden.inputs)) feeds[name] = decodeInput(tensor);
  let outputs: Record<string, GraphTensor>;
  try {
    outputs = await graph.run(feeds);
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
  try {
    return await compareOutputs(outputs, golden);
  } finally {
    disposeTensors(Object.values(outputs));
  }
}

async function compareOutputs(outputs: Record<string, GraphTensor>, golden: Golden): Promise<Verdict> {
  let maxError = 0;
  for (const [name, expected] of Object.entries(golden.outputs)) {
    const output = outputs[name];
    if (!output) return { kind: 'failed', reason: `The graph has no output ${name}.` };
    if (output.dims.join() !== expected.dims.join()) {
      return { kind: 'wrong', maxError: Infinity, reason: `${name} has shape [${output.dims.join()}], expected [${expected.dims.join()}].` };
    }
    // Outputs kept on the GPU have to be fetched; on the CPU this is the same array.
    const values = await output.getData();
    if (!(values instanceof Float32Array) && !(values instanceof Int32Array)) return { kind: 'failed', reason: `${name} is not float32 or int32.` };
    const difference = largestDifference(values, expected);
    if (difference.reason !== null) return { kind: 'wrong', maxError: Infinity, reason: `${name} ${difference.reason}.` };
    maxError = Math.max(maxError, difference.maxError);
    if (difference.maxError > golden.tolerance) {
      return { kind: 'wrong', maxError, reason: `${name} is off by ${difference.maxError.toPrecision(3)}, allowed ${golden.tolerance}.` };
    }
  }
  return { kind: 'ok', maxError };
}

function largestDifference(values: Float32Array | Int32Array, expected: GoldenTensor): { maxError: number; reason: string | null } {
  const reference = decodeValues(expected);
  const stride = expected.fill === undefined ? expected.stride : 1;
  let maxError = 0;
  let isAllZero = true;
  for (let i = 0; i < reference.length; i++) {
    const value = values[i * stride] ?? NaN;
    if (!Number.isFinite(value)) return { maxError, reason: `holds ${value}` };
    if (value !== 0) isAllZero = false;
    maxError = Math.max(maxError, Math.abs(value - (reference[i] ?? NaN)));
  }
  const shouldBeZero = reference.every((value) => value === 0);
  return { maxError, reason: isAllZero && !shouldBeZero ? 'holds only zeros' : null };
}

function decodeInput(tensor: GoldenTensor): HostTensor {
  const values = decodeValues(tensor);
  return values instanceof Int32Array ? int32(values, tensor.dims) : float32(values, tensor.dims);
}

function decodeValues({ dims, type, fill, data }: GoldenTensor): Float32Array | Int32Array {
  if (fill !== undefined) {
    const length = dims.reduce((product, dim) => product * dim, 1);
    return type === 'int32' ? new Int32Array(length).fill(fill) : new Float32Array(length).fill(fill);
  }
  const text = atob(data ?? '');
  // Written out: `Uint8Array.from` with a function takes a tenth of a second for a megabyte.
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = text.charCodeAt(at);
  return type === 'int32' ? new Int32Array(bytes.buffer) : new Float32Array(bytes.buffer);
}
