import { expect, it } from 'vitest';
import { encodeWav } from '../../../workers/dsp/wav';
import { wavHeader } from './wav-header';

it('the head of a WAV file is that of the encoder of whole sounds', () => {
  expect(wavHeader(100, 16_000)).toEqual(new Uint8Array(encodeWav(new Float32Array(100), 16_000)).slice(0, 44));
});

it('beyond 4 GB it is RF64 with its lengths in 64 bits (EBU Tech 3306)', () => {
  const sampleCount = 3e9;
  const bytes = wavHeader(sampleCount, 16_000);
  const view = new DataView(bytes.buffer);
  const text = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4));
  expect([text(0), text(8), text(12), text(48), text(72)]).toEqual(['RF64', 'WAVE', 'ds64', 'fmt ', 'data']);
  expect([view.getUint32(4, true), view.getUint32(16, true), view.getUint32(76, true)]).toEqual([0xffffffff, 28, 0xffffffff]);
  expect([view.getBigUint64(20, true), view.getBigUint64(28, true), view.getBigUint64(36, true)]).toEqual([BigInt(72 + 6e9), BigInt(6e9), BigInt(3e9)]);
});
