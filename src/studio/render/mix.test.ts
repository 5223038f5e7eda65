import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseMelody } from '../melody';
import { duckingEnvelope, GainReader, mixMusic } from './ducking';
import { addClicks } from './metronome';

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
  it('adds music round again under speech, wherever the piece stands in the whole', () => {
    const music = Float32Array.of(1, 0.5, -1);
    const whole = new Float32Array(8);
    mixMusic(whole, music, 0, 1000, new GainReader([{ atMs: 0, gainDb: -20 }]));
    expect([...whole].map((sample) => Math.round(sample * 100))).toEqual([10, 5, -10, 10, 5, -10, 10, 5]);
    const part = new Float32Array(3);
    mixMusic(part, music, 5, 1000, new GainReader([{ atMs: 0, gainDb: -20 }]));
    expect([...part]).toEqual([...whole.subarray(5)]);
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
