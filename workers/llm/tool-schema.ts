import * as v from 'valibot';

/** Where a value comes from: run of words, number, length of time in seconds, or a sum over the numbers that were said. */
const SOURCE = v.picklist(['words', 'numbers', 'duration', 'sum']);
const ARGUMENT = v.looseObject({ type: v.optional(v.string()), enum: v.optional(v.array(v.union([v.string(), v.number()]))), 'x-source': v.optional(SOURCE) });
const FUNCTION = v.looseObject({ name: v.string(), parameters: v.looseObject({ properties: v.record(v.string(), ARGUMENT) }) });

/** The part of `tools.json` that a call is held to; the library of a pack lists its tools in Step-Audio 2's form. */
export const TOOL_SCHEMAS = v.array(v.looseObject({ function: FUNCTION }));

export type ArgumentSchema = v.InferOutput<typeof ARGUMENT>;
export type ToolSchema = v.InferOutput<typeof FUNCTION>;
