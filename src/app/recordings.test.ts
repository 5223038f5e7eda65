import { expect, it } from 'vitest';
import { joinPieces, Recordings } from './recordings';

it('gives back what was said, to sixteen bits', () => {
  const recordings = new Recordings();
  recordings.keep('a', Float32Array.of(0, 0.5, -1));
  expect(recordings.read('b')).toBeNull();
  const read = recordings.read('a')!;
  [0, 0.5, -1].forEach((sample, index) => expect(read[index]).toBeCloseTo(sample, 4));
});

it('forgets the oldest first', () => {
  const recordings = new Recordings(2);
  for (const id of ['a', 'b', 'c']) recordings.keep(id, new Float32Array(16_000));
  expect(['a', 'b', 'c'].map((id) => recordings.read(id) !== null)).toEqual([false, true, true]);
});

it('joins both sides at one rate with pauses between', () => {
  const joined = joinPieces([{ pcm: new Float32Array(1600).fill(0.5), sampleRateHz: 16_000 }, { pcm: new Float32Array(2400).fill(0.5), sampleRateHz: 24_000 }], 16_000);
  expect(joined.length).toBe(1600 + 1600 + 2 * 6400);
  expect(joined[800]).toBeCloseTo(0.5);
  expect(joined[1600 + 3200]).toBe(0);
  expect(joined[1600 + 6400 + 800]).toBeCloseTo(0.5, 2);
});
