import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { maxDifference } from '../dsp/max-difference';
import { HarmonicExcitation } from './excitation';
import { Synthesizer } from './synthesis';

const PACKED = v.object({ dims: v.array(v.number()), type: v.literal('float32'), data: v.string() });
const golden = v.parse(v.object({
  inputs: v.object({ pitch: PACKED, voicing: PACKED, harmonic_log_magnitude: PACKED }),
  outputs: v.object({ excitation: PACKED, harmonic: PACKED }),
  tolerance: v.number(),
}), JSON.parse(readFileSync(new URL('golden/excitation.json', import.meta.url), 'utf8')));

function unpack({ data }: v.InferOutput<typeof PACKED>): Float32Array {
  return new Float32Array(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)).buffer);
}

const CONFIG = { sampleRateHz: 16_000, nFft: 1024, hopLength: 200 };
const BINS = 513;
const contours = { pitch: unpack(golden.inputs.pitch), voicing: unpack(golden.inputs.voicing) };
const harmonic = unpack(golden.inputs.harmonic_log_magnitude);
const frameCount = contours.pitch.length;
/** e⁻¹⁰⁰ is no noise. */
const noNoise = new Float32Array(harmonic.length).fill(-100);

function synthesize(lengths: readonly number[], noise: Float32Array): number[] {
  const synthesizer = new Synthesizer(contours, CONFIG, 5);
  const samples: number[] = [];
  let at = 0;
  for (const length of lengths) {
    samples.push(...synthesizer.addFrames(harmonic.subarray(at * BINS, (at + length) * BINS), noise.subarray(at * BINS, (at + length) * BINS)));
    at += length;
  }
  return samples;
}

describe('synthesis', () => {
  it('makes the excitation of the reference', () => {
    const samples = new Float64Array(frameCount * CONFIG.hopLength);
    new HarmonicExcitation(contours, CONFIG.hopLength, CONFIG.sampleRateHz).fill(samples);
    expect(maxDifference(samples, unpack(golden.outputs.excitation))).toBeLessThan(golden.tolerance);
  });

  it('filters and overlap-adds as the reference', () => {
    expect(maxDifference(synthesize([frameCount], noNoise), unpack(golden.outputs.harmonic))).toBeLessThan(golden.tolerance);
  });

  it('sounds the same however the frames are cut into chunks', () => {
    const whole = synthesize([frameCount], harmonic);
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: frameCount, maxLength: frameCount }), (lengths) => {
      let left = frameCount;
      const cuts = lengths.map((length) => {
        const taken = Math.min(length, left);
        left -= taken;
        return taken;
      }).filter((length) => length > 0);
      expect(maxDifference(synthesize(cuts, harmonic), whole)).toBe(0);
    }), { numRuns: 20 });
  });

  it('gives exactly one hop of samples a frame, and flat noise of the power asked for', () => {
    const frames = 400;
    const synthesizer = new Synthesizer({ pitch: new Float32Array(frames).fill(5), voicing: new Float32Array(frames) }, CONFIG, 3);
    const samples = synthesizer.addFrames(new Float32Array(frames * BINS).fill(-100), new Float32Array(frames * BINS).fill(Math.log(0.1)));
    expect(samples).toHaveLength(frames * CONFIG.hopLength);
    const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
    // Overlapping Hann windows add independent-looking halves: the sum of their squares is between ½ and 1.
    expect(power).toBeGreaterThan(0.5 * 0.01 * 0.9);
    expect(power).toBeLessThan(0.01 * 1.1);
  });
});
