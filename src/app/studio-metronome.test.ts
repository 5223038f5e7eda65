import { expect, it } from 'vitest';
import { addClicks } from './studio-metronome';
import { fileNameOf } from './studio-export';

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

it('a file is called by the first words of its text, without tags and without signs that no disk takes', () => {
  expect(fileNameOf('(happy)What a "morning"! [pause 1s] <break/> The river/sings: today')).toBe('What a morning The river');
  expect(fileNameOf('今天天气很好。')).toBe('今天天气很好');
  expect(fileNameOf('[laugh]')).toBe('Studio');
});
