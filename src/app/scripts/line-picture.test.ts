import { describe, expect, it } from 'vitest';
import { createLine } from '../../studio/script/script';
import { pictureLine } from './line-picture';

const RATE_HZ = 16_000;
const line = createLine('a', '(happy)Good day.');
/** A second of 200 Hz, and half a second of silence, kept in two pieces. */
const pieces = [Int16Array.from({ length: RATE_HZ }, (_, n) => 12_000 * Math.sin((2 * Math.PI * 200 * n) / RATE_HZ)), new Int16Array(RATE_HZ / 2)];
const kept = (sampleCount: number) => ({ key: 'k', head: { lineId: 'a', sampleRateHz: RATE_HZ, sampleCount, pieceCount: pieces.length, provenance: { neural: [], signal: [] } } });
const parts = { readPiece: async (_key: string, index: number) => pieces[index] ?? null, readWords: async () => Int32Array.of(0, 4, 0, 500, 5, 8, 500, 1000) };

describe('the picture of a line', () => {
  it('has its sound, its words where they are heard and typed, and the pitch and loudness that are measured in it', async () => {
    const pictured = await pictureLine(line, kept(1.5 * RATE_HZ), parts);
    if (pictured === null) throw new Error('Expected a picture.');
    const { pcm, words, f0Hz, levelDb, frameRateHz } = pictured.sound;
    expect(pcm.length).toBe(1.5 * RATE_HZ);
    expect(words.map(({ text, startMs, endMs }) => [text, startMs, endMs])).toEqual([['Good', 0, 500], ['day', 500, 1000]]);
    expect(words.map(({ start, end }) => line.source.slice(start, end))).toEqual(['Good', 'day']);
    expect(Math.abs(1200 * Math.log2((f0Hz[Math.round(0.5 * frameRateHz)] ?? 0) / 200))).toBeLessThan(10);
    expect(f0Hz[Math.round(1.25 * frameRateHz)]).toBe(0);
    expect(levelDb[Math.round(0.5 * frameRateHz)]).toBeCloseTo(20 * Math.log10(12_000 / 0x8000 / Math.SQRT2), 0);
    expect(levelDb[Math.round(1.25 * frameRateHz)]).toBeLessThan(-100);
    expect(pictured.readSpectrogram(30)).toMatchObject({ columnCount: 30 });
  });
  it('is left out for a line that is silent, or too long to be measured on the page', async () => {
    expect(await pictureLine(line, kept(0), parts)).toBe(null);
    expect(await pictureLine(line, kept(61 * RATE_HZ), parts)).toBe(null);
  });
});
