import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import * as v from 'valibot';
import { LogMel } from '../dsp/log-mel';
import { maxDifference } from '../dsp/max-difference';
import { TOKENIZER_FEATURES } from './tokenizer-jobs';

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const unpack = (data: string) => new Float32Array(Uint8Array.from(atob(data), (character) => character.charCodeAt(0)).buffer);

it('the log-mel of real speech is that of training, to 1e-4', () => {
  const golden = v.parse(v.object({ pcm: v.string(), frameCount: v.number(), logMel: v.string(), tolerance: v.number() }), readJson('golden/log-mel.json'));
  const { tokenizer } = v.parse(TOKENIZER_FEATURES, readJson('../../public/models/mini/features.json'));
  const plain = new LogMel({ ...tokenizer, mean: tokenizer.mean.map(() => 0), std: tokenizer.std.map(() => 1) });
  const logMel = plain.push(unpack(golden.pcm));
  expect(logMel.length).toBe(golden.frameCount * tokenizer.nMels);
  expect(maxDifference(logMel, unpack(golden.logMel))).toBeLessThan(golden.tolerance);
});
