import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import golden from './golden/log-mel.json';
import signal from './golden/signal.json';
import { LogMel, melFilters } from './log-mel';
import { maxDifference } from './max-difference';

const pcm = Float32Array.from(signal.pcm);

describe('LogMel', () => {
  it('agrees with the features the tokenizer is trained on', () => {
    const frames = new LogMel(golden.definition).push(pcm);
    expect(frames).toHaveLength(golden.frames * golden.definition.nMels);
    expect(maxDifference(frames, golden.values)).toBeLessThan(1e-4);
  });

  it('gives the same frames however the samples are cut', () => {
    const whole = new LogMel(golden.definition).push(pcm);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 12 }), (sizes) => {
        const logMel = new LogMel(golden.definition);
        const parts: number[] = [];
        let at = 0;
        for (const size of [...sizes, pcm.length]) {
          parts.push(...logMel.push(pcm.subarray(at, at + size)));
          at = Math.min(pcm.length, at + size);
        }
        expect(maxDifference(parts, whole)).toBe(0);
      }),
    );
  });

  it('starts anew after a reset', () => {
    const logMel = new LogMel(golden.definition);
    logMel.push(pcm.subarray(0, 777));
    logMel.reset();
    expect(maxDifference(logMel.push(pcm), golden.values)).toBeLessThan(1e-4);
  });

  it('gives the floor for silence', () => {
    const { mean, std, floor } = golden.definition;
    const frame = new LogMel(golden.definition).push(new Float32Array(400));
    const expected = mean.map((value, mel) => (Math.log(floor) - value) / (std[mel] ?? NaN));
    expect(maxDifference(frame, expected)).toBeLessThan(1e-6);
  });

  it('refuses a definition it would compute wrongly', () => {
    expect(() => new LogMel({ ...golden.definition, isCentred: true })).toThrow('without centring');
    expect(() => new LogMel({ ...golden.definition, mean: [1, 2] })).toThrow('got 2');
    expect(() => new LogMel({ ...golden.definition, maxHz: 9000 })).toThrow('8000');
  });
});

describe('melFilters', () => {
  it('leaves no mel without a bin', () => {
    for (const { weights } of melFilters(golden.definition)) expect(Math.max(...weights)).toBeGreaterThan(0);
  });
});
