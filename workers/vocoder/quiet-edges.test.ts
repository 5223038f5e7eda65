import { describe, expect, it } from 'vitest';
import { countQuietStart, cutStart, LONGEST_EDGE_SAMPLES, QuietEnd } from './quiet-edges';

const loud = (length: number): Float32Array<ArrayBuffer> => new Float32Array(length).fill(0.1);
const silent = (length: number): Float32Array<ArrayBuffer> => new Float32Array(length);
const join = (...parts: Float32Array<ArrayBuffer>[]): Float32Array<ArrayBuffer> => Float32Array.from(parts.flatMap((part) => Array.from(part)));

describe('quiet edges', () => {
  it('are counted up to the first sound', () => {
    expect(countQuietStart(join(silent(400), loud(400)))).toBe(400);
    expect(countQuietStart(loud(400))).toBe(0);
  });

  it('are counted over the chunks that a sound ends with, and begin anew after a sound', () => {
    const end = new QuietEnd();
    for (const chunk of [loud(800), join(loud(400), silent(240)), silent(320)]) end.add(chunk);
    expect(end.samples).toBe(560);
    end.add(loud(80));
    expect(end.samples).toBe(0);
  });

  it('never use up more of a pause than an edge may have', () => {
    const end = new QuietEnd();
    end.add(silent(16_000));
    expect(end.samples).toBe(LONGEST_EDGE_SAMPLES);
    expect(countQuietStart(silent(16_000))).toBe(LONGEST_EDGE_SAMPLES);
  });

  it('take a soft fade for silence and a soft sound for sound', () => {
    expect(countQuietStart(join(new Float32Array(160).fill(0.001), loud(80)))).toBe(160);
    expect(countQuietStart(join(new Float32Array(160).fill(0.01), loud(80)))).toBe(0);
  });

  it('are cut off with the words and the contour in their places', () => {
    const contour = { frameRateHz: 80, f0Hz: Float32Array.of(0, 0, 120), levelDb: Float32Array.of(-80, -70, -20) };
    const part = { pcm: join(silent(400), loud(200)), marks: [{ textStart: 0, textEnd: 3, startSample: 200, endSample: 700 }], contour };
    const cut = cutStart(part, 2, 200);
    expect(Array.from(cut.pcm)).toEqual(Array.from(loud(200)));
    expect(cut.marks).toEqual([{ textStart: 0, textEnd: 3, startSample: 0, endSample: 300 }]);
    expect(Array.from(cut.contour.f0Hz)).toEqual([120]);
    expect(cut.contour.levelDb).toHaveLength(1);
  });
});
