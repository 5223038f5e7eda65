import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { maxDifference } from '../dsp/max-difference';
import { layOutCondition } from './condition';

const golden = v.parse(v.object({
  edgeFrames: v.number(),
  durations: v.array(v.number()),
  positions: v.object({ dims: v.tuple([v.number(), v.number()]), type: v.literal('float32'), data: v.string() }),
}), JSON.parse(readFileSync(new URL('golden/positions.json', import.meta.url), 'utf8')));
const expected = new Float32Array(Uint8Array.from(atob(golden.positions.data), (character) => character.charCodeAt(0)).buffer);
const [frameCount, channels] = golden.positions.dims;
const hidden = Float32Array.from({ length: 2 * golden.durations.length }, (_, i) => 100 + i);

describe('the condition of frames', () => {
  it('is the hidden vector of each phoneme, repeated, for a model that is told no places', () => {
    expect(layOutCondition(Float32Array.of(1, 2, 3, 4), [1, 2], 3, undefined)).toEqual({ width: 2, values: Float32Array.of(1, 2, 3, 4, 3, 4) });
  });

  it('says after it where in its phoneme a frame is, as the model learnt it', () => {
    const { values, width } = layOutCondition(hidden, golden.durations, frameCount, golden.edgeFrames);
    expect(width).toBe(2 + channels);
    const rows = Array.from({ length: frameCount }, (_, frame) => values.subarray(frame * width, (frame + 1) * width));
    expect(rows.map(([first, second]) => [first, second])).toEqual(golden.durations.flatMap((frames, i) => Array.from({ length: frames }, () => [100 + 2 * i, 101 + 2 * i])));
    expect(maxDifference(rows.flatMap((row) => [...row.subarray(2)]), expected)).toBeLessThan(1e-6);
  });
});
