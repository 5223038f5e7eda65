import * as v from 'valibot';

const GOLDEN_TENSOR = v.object({
  dims: v.array(v.pipe(v.number(), v.integer(), v.minValue(0))),
  type: v.picklist(['float32', 'int32']),
  /** One value for every element, instead of `data`. */
  fill: v.optional(v.number()),
  /** Base64, little-endian, row-major; of a large output only every `stride`-th element. */
  data: v.optional(v.string()),
  stride: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1)), 1),
});

/** `golden/<graph>.json`: inputs, and the outputs a device must reproduce within `tolerance` (absolute). */
export const GOLDEN = v.object({
  inputs: v.record(v.string(), GOLDEN_TENSOR),
  outputs: v.record(v.string(), GOLDEN_TENSOR),
  tolerance: v.pipe(v.number(), v.minValue(0)),
});

export type Golden = v.InferOutput<typeof GOLDEN>;
export type GoldenTensor = v.InferOutput<typeof GOLDEN_TENSOR>;
