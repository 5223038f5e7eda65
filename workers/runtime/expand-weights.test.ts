import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { TENSOR_INDEX } from '../../src/packs/tensor-index';
import { expandWeights } from './expand-weights';
import golden from './golden/expand-weights.json';

const decode = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'));
const index = v.parse(TENSOR_INDEX, golden.index);

describe('expandWeights', () => {
  it('gives the bytes numpy gives, transposed or not, shared or not', () => {
    const expanded = expandWeights(decode(golden.weights), index);
    expect(Buffer.compare(Buffer.from(expanded), Buffer.from(golden.expanded, 'base64'))).toBe(0);
  });

  it('refuses a weights file that was cut short, and names the tensor', () => {
    const weights = decode(golden.weights);
    expect(() => expandWeights(weights.slice(0, weights.length - 100), index)).toThrow(/before bias/);
  });
});
