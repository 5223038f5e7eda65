import { expect, it } from 'vitest';
import { encodeWav, probeWav } from '../../workers/dsp/wav';
import { DubWav } from './dub-wav';

const RATE_HZ = 8000;
const tone = (count: number) => Float32Array.from({ length: count }, (_, index) => Math.sin(index));

it('pieces stand at their times, one that comes too early right after the one before, and the whole is a wav', async () => {
  const dub = new DubWav(RATE_HZ);
  dub.add(1000, tone(1600));
  dub.add(1100, tone(800));
  dub.add(25_000, tone(400));
  const expected = new Float32Array(30 * RATE_HZ);
  expected.set(tone(1600), 8000);
  expected.set(tone(800), 9600);
  expected.set(tone(400), 25 * RATE_HZ);
  const bytes = await dub.finish(30_000).arrayBuffer();
  expect(Buffer.from(bytes).equals(Buffer.from(encodeWav(expected, RATE_HZ)))).toBe(true);
  expect(probeWav(bytes)).toMatchObject({ kind: 'wav', header: { seconds: 30 } });
});

it('speech that runs past the recording is not cut off', async () => {
  const dub = new DubWav(RATE_HZ);
  dub.add(900, tone(1600));
  expect(dub.endMs).toBe(1100);
  expect(probeWav(await dub.finish(1000).arrayBuffer())).toMatchObject({ header: { seconds: 1.1 } });
});
