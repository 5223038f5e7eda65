/** A value made by the caller: `float32([…], [1, 80])`. */
export type HostTensor =
  | { type: 'float32'; data: Float32Array; dims: readonly number[] }
  | { type: 'int32'; data: Int32Array; dims: readonly number[] };

export function float32(data: Float32Array, dims: readonly number[]): HostTensor {
  return { type: 'float32', data, dims };
}

/** Ids and positions: int64 would take its nodes off the GPU. */
export function int32(data: Int32Array, dims: readonly number[]): HostTensor {
  return { type: 'int32', data, dims };
}
