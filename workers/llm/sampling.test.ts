import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/random';
import { penalizeRepetition, probabilityOf, sampleToken } from './sampling';

const draw = (logits: number[], temperature: number, topP: number, count = 4000): number[] => {
  const random = createRandom(7);
  const drawn = new Array<number>(logits.length).fill(0);
  for (let i = 0; i < count; i += 1) {
    const id = sampleToken(Float32Array.from(logits), { temperature, topP }, random);
    drawn[id] = (drawn[id] ?? 0) + 1 / count;
  }
  return drawn;
};

describe('sampleToken', () => {
  it('takes the likeliest at temperature 0', () => {
    expect(sampleToken(Float32Array.of(1, 5, 3), { temperature: 0, topP: 0.1 }, () => 0.99)).toBe(1);
  });

  it('draws in proportion to the softmax', () => {
    const shares = draw([Math.log(0.6), Math.log(0.3), Math.log(0.1)], 1, 1);
    for (const [i, share] of [0.6, 0.3, 0.1].entries()) expect(shares[i]).toBeCloseTo(share, 1);
  });

  it('draws only from the nucleus, and at least from its first token', () => {
    expect(draw([Math.log(0.6), Math.log(0.3), Math.log(0.1)], 1, 0.85)[2]).toBe(0);
    expect(draw([Math.log(0.6), Math.log(0.3), Math.log(0.1)], 1, 0)[0]).toBeCloseTo(1);
  });

  it('never draws what was ruled out', () => {
    expect(draw([-Infinity, 0, -Infinity], 2, 1)).toEqual([0, expect.closeTo(1), 0]);
  });

  it('is the same for the same seed', () => {
    expect(draw([1, 1, 1, 1], 1, 1, 50)).toEqual(draw([1, 1, 1, 1], 1, 1, 50));
  });
});

describe('penalizeRepetition', () => {
  it('makes written tokens less likely on either side of zero, once each', () => {
    const logits = Float32Array.of(2, -2, 2);
    penalizeRepetition(logits, [0, 1, 0], 2);
    expect([...logits]).toEqual([1, -4, 2]);
  });
});

describe('probabilityOf', () => {
  it('is the softmax, also of large logits, and nothing for what was ruled out', () => {
    const logits = Float32Array.of(1000 + Math.log(0.6), 1000 + Math.log(0.4), -Infinity);
    expect(probabilityOf(logits, 0)).toBeCloseTo(0.6, 3);
    expect(probabilityOf(logits, 1)).toBeCloseTo(0.4, 3);
    expect(probabilityOf(logits, 2)).toBe(0);
  });
});
