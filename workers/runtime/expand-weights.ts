import type { Q8Tensor, TensorIndex } from '../../src/packs/tensor-index';
import { JobFailure } from './serve-jobs';

const ZERO_POINT = 128;
/** Rows expanded together when the result is transposed, so that writes stay within a few cache lines. */
const TILE_ROWS = 16;

/**
 * The float32 weights of a graph, laid out as its wasm skeleton wants them.
 *
 * On wasm the quantised operators are about twelve times slower than float32, so the shipped bytes are expanded
 * once at load: `w = (q − 128) · scale`, one scale for 32 values along the last axis of the stored [N, K].
 */
export function expandWeights(weights: Uint8Array<ArrayBuffer>, index: TensorIndex): Uint8Array<ArrayBuffer> {
  const expanded = new Uint8Array(index.f32ByteLength);
  for (const tensor of index.tensors) {
    const end = tensor.offset + tensor.byteLength;
    if (end > weights.byteLength) throw new JobFailure('bad-input', `The weights end before ${tensor.name}.`);
    if (tensor.format === 'f32') expanded.set(weights.subarray(tensor.offset, end), tensor.f32Offset);
    else expandTensor(weights, tensor, expanded);
  }
  return expanded;
}

function expandTensor(weights: Uint8Array<ArrayBuffer>, tensor: Q8Tensor, expanded: Uint8Array<ArrayBuffer>): void {
  const { dims, transpose, blockSize } = tensor;
  const [rows, columns] = transpose ? [dims[1], dims[0]] : dims;
  const blocksPerRow = columns / blockSize;
  const scales = new Float32Array(weights.buffer, weights.byteOffset + tensor.scalesOffset, rows * blocksPerRow);
  const quantized = weights.subarray(tensor.offset, tensor.offset + tensor.byteLength);
  const out = new Float32Array(expanded.buffer, tensor.f32Offset, rows * columns);
  const rowStep = transpose ? 1 : columns;
  const columnStep = transpose ? rows : 1;
  for (let firstRow = 0; firstRow < rows; firstRow += TILE_ROWS) {
    const lastRow = Math.min(rows, firstRow + TILE_ROWS);
    for (let block = 0; block < blocksPerRow; block++) {
      for (let row = firstRow; row < lastRow; row++) {
        const scale = scales[row * blocksPerRow + block] ?? 0;
        const start = block * blockSize;
        for (let column = start; column < start + blockSize; column++) {
          out[row * rowStep + column * columnStep] = ((quantized[row * columns + column] ?? 0) - ZERO_POINT) * scale;
        }
      }
    }
  }
}
