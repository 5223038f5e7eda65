import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleRing } from './sample-ring';

const ramp = (from: number, length: number) => Float32Array.from({ length }, (_, n) => from + n + 1);

describe('SampleRing', () => {
  it('gives back what was written and is still there, however it was cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.array(fc.nat(80), { maxLength: 12 }), fc.nat(400), fc.nat(400), (capacity, sizes, a, b) => {
        const ring = new SampleRing(capacity);
        let end = 0;
        for (const size of sizes) {
          ring.write(ramp(end, size), end);
          end += size;
        }
        const from = Math.max(Math.min(a, b), end - capacity, 0);
        const to = Math.min(Math.max(a, b), end);
        expect([...ring.read(Math.min(a, b), Math.max(a, b))]).toEqual([...ramp(from, Math.max(0, to - from))]);
        expect(ring.endSample).toBe(end);
      }),
    );
  });

  it('reads a hole between two runs as silence', () => {
    const ring = new SampleRing(10);
    ring.write(ramp(0, 8), 0);
    ring.write(ramp(11, 2), 11);
    expect([...ring.read(0, 20)]).toEqual([4, 5, 6, 7, 8, 0, 0, 0, 12, 13]);
  });

  it('refuses to go back', () => {
    const ring = new SampleRing(10);
    ring.write(ramp(0, 8), 0);
    expect(() => ring.write(ramp(0, 8), 4)).toThrow('>= 8');
  });
});
