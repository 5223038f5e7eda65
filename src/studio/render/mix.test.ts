import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMelody } from '../melody';
import { duckingEnvelope, GainReader } from './ducking';
import { addClicks } from './metronome';
import { MIX_CHUNK_SECONDS, mixParts, type MixPart } from './mix';

const OPTIONS = { gainDb: -6, duckDb: -14, attackMs: 100, releaseMs: 400 };

describe('ducking', () => {
  it('is down before speech begins, and up after it ends', () => {
    expect(duckingEnvelope([{ startMs: 1000, endMs: 2000 }], OPTIONS)).toEqual([{ atMs: 900, gainDb: -6 }, { atMs: 1000, gainDb: -20 }, { atMs: 2000, gainDb: -20 }, { atMs: 2400, gainDb: -6 }]);
  });
  it('stays down in a short gap, and comes up in a long one', () => {
    const gain = (endMs: number) => duckingEnvelope([{ startMs: 1000, endMs: 2000 }, { startMs: endMs, endMs: endMs + 500 }], OPTIONS).length;
    expect([gain(2499), gain(2500)]).toEqual([4, 8]);
  });
  it('is always between the two gains, in order of time, and down wherever somebody speaks', () => {
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(2000), fc.nat(2000)), { maxLength: 12 }), (lengths) => {
      let at = 0;
      const stretches = lengths.map(([gap, length]) => ({ startMs: (at += gap), endMs: (at += length) }));
      const points = duckingEnvelope(stretches, OPTIONS);
      points.forEach((point, index) => { expect(point.atMs).toBeGreaterThanOrEqual(points[index - 1]?.atMs ?? 0); });
      const reader = new GainReader(points);
      for (let ms = 0; ms < at + 1000; ms += 50) {
        const gainDb = reader.at(ms);
        expect(gainDb >= -20 - 1e-9 && gainDb <= -6 + 1e-9).toBe(true);
        if (stretches.some(({ startMs, endMs }) => ms >= startMs && ms < endMs)) expect(gainDb).toBeCloseTo(-20, 6);
      }
    }));
  });
});

describe('the mix', () => {
  const RATE_HZ = 1000;
  const LENGTHS = [['speech', 1500], ['pause', 1200], ['speech', 700], ['pause', 90], ['speech', 2300], ['pause', 400]] as const;
  async function* partsOf(pieceSamples: number): AsyncGenerator<MixPart> {
    for (const [index, [kind, sampleCount]] of LENGTHS.entries()) {
      if (kind === 'pause') yield { kind, sampleCount, isLast: index === LENGTHS.length - 1 };
      else for (let at = 0; at < sampleCount; at += pieceSamples) yield { kind, pcm: new Float32Array(Math.min(pieceSamples, sampleCount - at)).fill(0.25) };
    }
  }
  /** A value that never changes: what is heard of it is its gain. */
  const music = () => ({ reader: { read: async (sampleCount: number) => new Float32Array(sampleCount).fill(0.5) }, options: OPTIONS });
  const collect = async (pieceSamples: number, bed: ReturnType<typeof music> | null) => {
    const chunks: Float32Array[] = [];
    for await (const chunk of mixParts(partsOf(pieceSamples), RATE_HZ, bed)) chunks.push(chunk);
    expect(Math.max(...chunks.map(({ length }) => length))).toBeLessThanOrEqual(MIX_CHUNK_SECONDS * RATE_HZ);
    return Float32Array.from(chunks.flatMap((chunk) => [...chunk]));
  };

  it('is as long as its parts, whatever pieces they come in, and sounds the same', async () => {
    const whole = await collect(10_000, music());
    expect(whole.length).toBe(LENGTHS.reduce((sum, [, sampleCount]) => sum + sampleCount, 0));
    expect(await collect(333, music())).toEqual(whole);
    expect(await collect(333, null)).toEqual(await collect(10_000, null));
  });
  it('has the music down under speech and in short pauses, up in long ones, and away at the end', async () => {
    const [mixed, dry] = [await collect(10_000, music()), await collect(10_000, null)];
    const gainDb = (at: number) => 20 * Math.log10((mixed[at]! - dry[at]!) / 0.5);
    for (const at of [0, 700, 1499, 2750, 3430, 5000]) expect(gainDb(at)).toBeCloseTo(-20, 2);
    expect(gainDb(2200)).toBeCloseTo(-6, 2);
    expect(gainDb(2650)).toBeCloseTo(-13, 0);
    expect(gainDb(mixed.length - 2)).toBeLessThan(-59);
  });
});

it('clicks stand on the beats, whatever pieces the sound comes in', () => {
  const whole = new Float32Array(4000);
  addClicks(whole, 0, 1000, 120);
  const parts = [0, 700, 1300, 2510].map((start, index, starts) => {
    const part = new Float32Array((starts[index + 1] ?? 4000) - start);
    addClicks(part, start, 1000, 120);
    return [...part];
  });
  expect(parts.flat()).toEqual([...whole]);
  const firstOf = (from: number) => whole.findIndex((sample, n) => n >= from && sample !== 0);
  // A sine begins at zero: its second sample is the first that is heard.
  expect([0, 400, 900, 1400].map(firstOf)).toEqual([1, 501, 1001, 1501]);
});

describe('a melody', () => {
  it('is notes with beats, and rests', () => {
    expect(parseMelody('C4 D#4:0.5 | R:2, eb4:1/2 A4').melody).toEqual([{ midi: 60, beats: 1 }, { midi: 63, beats: 0.5 }, { midi: null, beats: 2 }, { midi: 63, beats: 0.5 }, { midi: 69, beats: 1 }]);
  });
  it('reports what is no note and keeps the rest', () => {
    expect(parseMelody('C4 H4 C99 D4:0 E4')).toMatchObject({ melody: [{ midi: 60 }, { midi: 64 }], problems: [{ start: 3, end: 5 }, { start: 6, end: 9 }, { start: 10, end: 14 }] });
  });
});
