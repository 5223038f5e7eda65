import { expect, test } from 'vitest';
import { summarizeRun } from './files';

const run = (wallMs: (heardMs: number) => number, tabMb: (heardMs: number) => number) =>
  Array.from({ length: 41 }, (_, i) => ({ wallMs: wallMs(i * 1000), heardMs: i * 1000, tabMb: tabMb(i * 1000), browserMb: 500 }));

test('time in proportion to audio has the same slope in every quarter', () => {
  const { secondsPerAudioSecond, secondsPerAudioSecondByQuarter } = summarizeRun(run((heardMs) => 700 + heardMs / 4, () => 300));
  expect(secondsPerAudioSecond).toBeCloseTo(0.25);
  for (const slope of secondsPerAudioSecondByQuarter) expect(slope).toBeCloseTo(0.25);
});

test('time that grows with the square of the audio is seen in the quarters', () => {
  const [first, , , last] = summarizeRun(run((heardMs) => heardMs ** 2 / 1000, () => 300)).secondsPerAudioSecondByQuarter;
  expect((last ?? 0) / (first ?? Infinity)).toBeGreaterThan(5);
});

test('a leak is told in megabytes an hour of audio, and what came before the first audio does not count', () => {
  const { tabPeakMb, tabMbPerAudioHour } = summarizeRun(run((heardMs) => heardMs, (heardMs) => (heardMs === 0 ? 9000 : 300 + heardMs / 1000)));
  expect(tabPeakMb).toBeCloseTo(340);
  expect(tabMbPerAudioHour).toBeCloseTo(3600);
});
