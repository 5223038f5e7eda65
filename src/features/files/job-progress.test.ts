import { expect, it } from 'vitest';
import type { FileJob } from '../../transcripts/jobs';
import { heardShare, timeLeftMs } from './job-progress';

const job = (more: Partial<FileJob>): FileJob => ({
  id: 'a', fileName: 'a.wav', bytes: 1, phase: 'running', heardMs: 0, durationMs: null, speed: null, fault: null, language: 'auto', translateTo: null, ...more,
});

it('the share is of the audio, and unknown when the length is unknown or was a lie', () => {
  expect(heardShare(job({ heardMs: 500, durationMs: 2000 }))).toBe(0.25);
  expect(heardShare(job({ heardMs: 500 }))).toBeNull();
  expect(heardShare(job({ heardMs: 2500, durationMs: 2000 }))).toBeNull();
  expect(heardShare(job({ heardMs: 1990, durationMs: 2000, phase: 'finished' }))).toBe(1);
});

it('the time left counts what is not heard at the present speed', () => {
  expect(timeLeftMs(job({ heardMs: 20_000, durationMs: 60_000, speed: 4 }))).toBe(10_000);
  expect(timeLeftMs(job({ heardMs: 20_000, durationMs: 60_000 }))).toBeNull();
  expect(timeLeftMs(job({ heardMs: 70_000, durationMs: 60_000, speed: 4 }))).toBeNull();
});
