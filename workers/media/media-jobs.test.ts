import { describe, expect, it } from 'vitest';
import { MEDIA_CHUNK_MS, MEDIA_CHUNK_SAMPLES } from '../../src/protocol/media';
import { encodeWav } from '../dsp/wav';
import { MediaError } from './media-error';
import type { OpenAudio } from './open-audio';
import { connectMedia, readRecording } from './test-helpers/read-recording';

/** A chirp, so that every place sounds different. */
const chirp = (seconds: number, rateHz: number) => Float32Array.from({ length: Math.round(seconds * rateHz) }, (_, n) => 0.5 * Math.sin(2 * Math.PI * (200 + 30 * (n / rateHz)) * (n / rateHz)));
const wav = (seconds: number, rateHz: number) => encodeWav(chirp(seconds, rateHz), rateHz);
const patched = (bytes: ArrayBuffer, offset: number, value: number, dropBytes = 0) => {
  new DataView(bytes).setUint32(offset, value, true);
  return new Blob([bytes.slice(0, bytes.byteLength - dropBytes)]);
};
const largestDifference = (a: Float32Array, b: Float32Array, from: number, to: number) => {
  let largest = 0;
  for (let n = from; n < to; n += 1) largest = Math.max(largest, Math.abs(a[n]! - b[n]!));
  return largest;
};

describe('reading a recording', () => {
  it.each([8000, 16_000, 44_100, 48_000])('gives 16 kHz chunks on the grid, as it was, at %i Hz', async (rateHz) => {
    const { chunks, pcm, fault } = await readRecording(new Blob([wav(25, rateHz)]));
    expect(fault).toBeUndefined();
    expect(chunks.map(({ startMs, isLast }) => [startMs, isLast])).toEqual([[0, false], [MEDIA_CHUNK_MS, false], [2 * MEDIA_CHUNK_MS, true]]);
    expect(pcm.length).toBe(25 * 16_000);
    expect(largestDifference(pcm, chirp(25, 16_000), 100, pcm.length - 100)).toBeLessThan(0.01);
  });

  it.each([8000, 11_025, 44_100, 48_000])('computes the same samples when it begins later, at %i Hz', async (rateHz) => {
    const file = new Blob([wav(35, rateHz)]);
    const whole = await readRecording(file);
    const later = await readRecording(file, 2.5 * MEDIA_CHUNK_MS);
    expect(later.chunks[0]?.startMs).toBe(2 * MEDIA_CHUNK_MS);
    expect(largestDifference(whole.pcm.subarray(2 * MEDIA_CHUNK_SAMPLES), later.pcm, 0, later.pcm.length)).toBe(0);
    expect(later.pcm.length).toBe(whole.pcm.length - 2 * MEDIA_CHUNK_SAMPLES);
  });

  it('draws 25 peaks a second, lows and highs in turn', async () => {
    const { chunks } = await readRecording(new Blob([wav(3, 16_000)]));
    const { peaks } = chunks[0]!;
    expect(peaks.length).toBe(2 * 75);
    for (let n = 0; n < peaks.length; n += 2) expect([peaks[n], peaks[n + 1]]).toEqual([expect.closeTo(-64, -1), expect.closeTo(64, -1)]);
  });

  it('decodes no further than it is asked to', async () => {
    let given = 0;
    const open = async (): Promise<OpenAudio> => ({
      durationMs: null, promisedMs: null, isCut: false, codec: 'test', channelCount: 1, sampleRateHz: 16_000, dispose: () => undefined,
      async *blocks() {
        for (; ; given += 1) yield { samples: new Float32Array(16_000), rateHz: 16_000, startS: given };
      },
    });
    const { client, close } = connectMedia(open);
    const controller = new AbortController();
    const updates = client.decode(new Blob(['x']), 0, controller.signal);
    await updates.next();
    await updates.next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    // One chunk was taken, one is ready ahead.
    expect(given).toBeLessThanOrEqual(22);
    controller.abort();
    await expect(updates.next()).rejects.toThrow();
    close();
  });
});

describe('wav files that lie', () => {
  const DATA_LENGTH = 40;
  it.each([['zero', 0], ['all there is', 0xffffffff]])('are read to their last byte when the length is %s', async (_, length) => {
    const { pcm, fault } = await readRecording(patched(wav(12, 16_000), DATA_LENGTH, length));
    expect(fault).toBeUndefined();
    expect(pcm.length).toBe(12 * 16_000);
  });

  it('are read when the whole is said to be nothing', async () => {
    expect((await readRecording(patched(wav(2, 16_000), 4, 0))).pcm.length).toBe(2 * 16_000);
  });

  it('are kept up to where they were cut off, and say where', async () => {
    const { pcm, fault } = await readRecording(patched(wav(20, 16_000), DATA_LENGTH, 20 * 32_000, 10 * 32_000));
    expect(pcm.length).toBe(10 * 16_000);
    expect(fault).toMatchObject({ fault: 'broken', atMs: 10_000 });
  });

  it.each([
    ['channels', 22, 0], ['a rate', 24, 5], ['bits', 34, 13],
  ])('say so when they claim impossible %s', async (_, offset, value) => {
    const bytes = wav(1, 16_000);
    const view = new DataView(bytes);
    if (offset === 24) view.setUint32(offset, value, true);
    else view.setUint16(offset, value, true);
    expect((await readRecording(new Blob([bytes]))).fault).toMatchObject({ fault: 'bad-header' });
  });
});

describe('files that are no recordings', () => {
  it.each([
    ['nothing', new Blob([]), 'empty'],
    ['text', new Blob(['hello '.repeat(5000)]), 'not-audio'],
    ['noise', new Blob([Uint8Array.from({ length: 50_000 }, (_, n) => (n * 7919 + (n >> 3) * 31) % 251)]), 'not-audio'],
    ['a header alone', new Blob([wav(0, 16_000)]), 'empty'],
  ])('%s', async (_, file, fault) => {
    const { updates } = await readRecording(file);
    expect(updates.at(-1)).toMatchObject({ type: 'media.fault', fault });
  });

  it('and one that breaks in the middle keeps what came before', async () => {
    const open = async (): Promise<OpenAudio> => ({
      durationMs: 60_000, promisedMs: 60_000, isCut: false, codec: 'test', channelCount: 1, sampleRateHz: 48_000, dispose: () => undefined,
      async *blocks() {
        yield { samples: chirp(13, 48_000), rateHz: 48_000, startS: 0 };
        throw new MediaError('broken', 'It contradicts itself.');
      },
    });
    const { pcm, updates } = await readRecording(new Blob(['x']), 0, open);
    expect(pcm.length).toBe(13 * 16_000);
    expect(updates.at(-1)).toMatchObject({ type: 'media.fault', fault: 'broken', atMs: 13_000 });
  });
});

describe('what only the browser can decode', () => {
  const decodeWhole = () => Promise.resolve(new Float32Array(24_000).fill(0.5));

  it('is heard whole', async () => {
    const { pcm, fault } = await readRecording(new Blob(['some format']), 0, undefined, decodeWhole);
    expect([pcm.length, fault]).toEqual([24_000, undefined]);
  });

  it('says where it breaks off when the demuxer found it broken', async () => {
    const broken = () => Promise.reject(new MediaError('broken', 'It contradicts itself.'));
    const { pcm, fault } = await readRecording(new Blob(['x']), 0, broken, decodeWhole);
    expect(pcm.length).toBe(24_000);
    expect(fault).toMatchObject({ fault: 'broken', atMs: 1500 });
  });
});

describe('timestamps', () => {
  const open = (blocks: { startS: number; seconds: number; rateHz?: number }[]) => async (): Promise<OpenAudio> => ({
    durationMs: null, promisedMs: null, isCut: false, codec: 'test', channelCount: 1, sampleRateHz: 16_000, dispose: () => undefined,
    async *blocks() {
      for (const { startS, seconds, rateHz = 16_000 } of blocks) yield { samples: new Float32Array(seconds * rateHz).fill(0.5), rateHz, startS };
    },
  });

  it('leave silence where a container has a gap, at its start and in its middle', async () => {
    const { pcm } = await readRecording(new Blob(['x']), 0, open([{ startS: 1, seconds: 2 }, { startS: 5, seconds: 1 }]));
    expect([0, 8000, 24_000, 60_000, 88_000].map((n) => pcm[n])).toEqual([0, 0, 0.5, 0, 0.5]);
    expect(pcm.length).toBe(6 * 16_000);
  });

  it('are not believed when they jump by hours', async () => {
    expect((await readRecording(new Blob(['x']), 0, open([{ startS: 0, seconds: 2 }, { startS: 90_000, seconds: 1 }]))).pcm.length).toBe(3 * 16_000);
  });

  it('leave out what lies before zero', async () => {
    expect((await readRecording(new Blob(['x']), 0, open([{ startS: -0.5, seconds: 2 }]))).pcm.length).toBe(1.5 * 16_000);
  });

  it('go on when the rate changes on the way', async () => {
    const { pcm } = await readRecording(new Blob(['x']), 0, open([{ startS: 0, seconds: 3 }, { startS: 3, seconds: 3, rateHz: 48_000 }]));
    expect(pcm.length).toBe(6 * 16_000);
    expect(pcm[70_000]).toBeCloseTo(0.5, 3);
  });
});
