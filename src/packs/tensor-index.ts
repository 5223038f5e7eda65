import * as v from 'valibot';

const size = v.pipe(v.number(), v.integer(), v.minValue(0));

const F32_TENSOR = v.object({
  name: v.string(),
  dims: v.array(size),
  format: v.literal('f32'),
  offset: size,
  byteLength: size,
  f32Offset: size,
});

const Q8_TENSOR = v.object({
  name: v.string(),
  dims: v.tuple([size, size]),
  format: v.literal('q8'),
  blockSize: v.literal(32),
  offset: size,
  byteLength: size,
  scalesOffset: size,
  f32Offset: size,
  transpose: v.boolean(),
});

/** `<graph>.tensors.json`: where each weight lies in `<graph>.weights.bin` and in its float32 expansion. */
export const TENSOR_INDEX = v.object({
  f32ByteLength: size,
  tensors: v.array(v.variant('format', [F32_TENSOR, Q8_TENSOR])),
  /** Outputs of which the wasm skeleton returns only what it adds, along the positions, to an input: output → input. */
  appended: v.optional(v.record(v.string(), v.string()), {}),
});

export type TensorIndex = v.InferOutput<typeof TENSOR_INDEX>;
export type Q8Tensor = v.InferOutput<typeof Q8_TENSOR>;
