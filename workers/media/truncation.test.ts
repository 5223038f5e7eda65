import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { fakeWebCodecs } from './test-helpers/fake-decoder';
import { readRecording } from './test-helpers/read-recording';

const clip = (name: string) => readFileSync(new URL(`test-helpers/clips/${name}`, import.meta.url));
const SHARES = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
/** What may be missing without a word: rounding, and what encoders add. */
const UNTOLD_MS = 500;

beforeAll(fakeWebCodecs);

describe.each([
  'clip.wav', 'clip.mp3', 'no-length.mp3', 'clip.aac', 'index-first.m4a', 'fragments.m4a', 'clip.ogg', 'clip.opus', 'clip.flac',
  'clip.webm', 'live.webm', 'video.mp4', 'video.webm',
])('%s', (name) => {
  let wholeMs = 0;
  beforeAll(async () => {
    wholeMs = (await readRecording(new Blob([clip(name)]))).pcm.length / 16;
  });

  it('is heard to its end without a fault', async () => {
    expect((await readRecording(new Blob([clip(name)]))).fault).toBeUndefined();
    expect(wholeMs).toBeGreaterThan(7800);
  });

  it.each(SHARES)('says that it breaks off when it is cut at %f of its bytes, and keeps what came before', async (share) => {
    const bytes = clip(name);
    const { pcm, fault } = await readRecording(new Blob([bytes.subarray(0, Math.round(share * bytes.length))]));
    const heardMs = pcm.length / 16;
    const missingMs = wholeMs - heardMs;
    if (missingMs >= UNTOLD_MS) expect(fault).toMatchObject({ fault: heardMs === 0 ? expect.stringMatching(/broken|no-index/) : 'broken' });
    if (fault !== undefined) expect(fault.atMs ?? 0).toBeCloseTo(heardMs, -1);
    // Heads come first, so that of a small file less is heard than its share.
    if (share >= 0.5) expect(heardMs).toBeGreaterThan((share - 0.4) * wholeMs);
  });
});

it.each(SHARES)('an m4a whose index stands at its end says that it is missing when it is cut at %f', async (share) => {
  const bytes = clip('clip.m4a');
  const { pcm, fault } = await readRecording(new Blob([bytes.subarray(0, Math.round(share * bytes.length))]));
  expect(pcm.length).toBe(0);
  expect(fault).toMatchObject({ fault: 'no-index' });
});
