import { readFileSync } from 'node:fs';
import { BlobSource, Input, MP3, MP4, OGG, WEBM } from 'mediabunny';
import { beforeAll, expect, it } from 'vitest';
import { MEDIA_CHUNK_MS, MEDIA_CHUNK_SAMPLES } from '../../src/protocol/media';
import { decodeSpans } from './decode-spans';
import { fakeWebCodecs } from './test-helpers/fake-decoder';
import { longM4a } from './test-helpers/long-m4a';
import { readRecording } from './test-helpers/read-recording';

beforeAll(fakeWebCodecs);

const clip = (name: string) => new Blob([readFileSync(new URL(`test-helpers/clips/${name}`, import.meta.url))]);

async function audioTrack(file: Blob) {
  const track = await new Input({ source: new BlobSource(file), formats: [MP4, MP3, OGG, WEBM] }).getPrimaryAudioTrack();
  if (track === null) throw new Error('Expected sound.');
  return track;
}

/** Samples from a time on, and what stands between the blocks. */
async function decode(name: string, fromS: number, spanS: number) {
  const samples: number[] = [];
  const gaps: number[] = [];
  let endS: number | null = null;
  let rateHz = 0;
  for await (const block of decodeSpans(await audioTrack(clip(name)), fromS, spanS)) {
    if (endS !== null) gaps.push(Math.abs(block.startS - endS) * block.rateHz);
    endS = block.startS + block.samples.length / block.rateHz;
    ({ rateHz } = block);
    for (const sample of block.samples) samples.push(sample);
  }
  return { samples, largestGap: Math.max(0, ...gaps), rateHz };
}

/** Containers round times: WebM to milliseconds. */
const ROUNDING_MS = 1;

it.each(['index-first.m4a', 'clip.mp3', 'clip.opus', 'clip.webm'])('%s gives the same samples when decoding begins later, with a decoder that remembers', async (name) => {
  const spanS = 1.28;
  const whole = await decode(name, 0, spanS);
  for (const fromS of [1, 2.6, 4.4]) {
    const later = await decode(name, fromS, spanS);
    expect(later.samples.length).toBeGreaterThan(whole.rateHz);
    expect(whole.samples.slice(-later.samples.length)).toEqual(later.samples);
  }
});

it.each(['index-first.m4a', 'clip.mp3', 'clip.opus', 'clip.webm'])('%s has no seam where one decoder follows another', async (name) => {
  const parts = await decode(name, 0, 0.64);
  const whole = await decode(name, 0, 1000);
  expect(parts.largestGap).toBeLessThanOrEqual((ROUNDING_MS / 1000) * parts.rateHz);
  expect(Math.abs(parts.samples.length - whole.samples.length)).toBeLessThanOrEqual((ROUNDING_MS / 1000) * parts.rateHz * 13);
});

it('a recording of two minutes that goes on after a pause computes the samples of an unbroken run', async () => {
  const file = new Blob([await longM4a(14)]);
  const whole = await readRecording(file);
  expect(whole.fault).toBeUndefined();
  expect(whole.pcm.length).toBeGreaterThan(105 * 16_000);
  for (const chunkIndex of [3, 9]) {
    const later = await readRecording(file, chunkIndex * MEDIA_CHUNK_MS);
    expect(later.chunks[0]?.startMs).toBe(chunkIndex * MEDIA_CHUNK_MS);
    const expected = whole.pcm.subarray(chunkIndex * MEDIA_CHUNK_SAMPLES);
    expect(later.pcm.length).toBe(expected.length);
    expect(later.pcm.findIndex((sample, n) => sample !== expected[n])).toBe(-1);
  }
});
