import { describe, expect, it } from 'vitest';
import { resample } from '../../workers/dsp/resample';
import { resampleClip } from './resample-clip';

describe('resampleClip', () => {
  it.each([[16_000, 44_100], [16_000, 48_000], [16_000, 8000], [16_000, 16_000]])('makes of %i Hz at %i Hz what is made of it at once', async (fromHz, toHz) => {
    const pcm = Float32Array.from({ length: 10_001 }, (_, n) => Math.sin(n / 5) * Math.cos(n / 300));
    expect(await resampleClip(pcm, fromHz, toHz)).toEqual(resample(pcm, fromHz, toHz));
  });

  it('lets others have the thread meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 0);
    await resampleClip(new Float32Array(400_000), 16_000, 48_000);
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(1);
  });
});
