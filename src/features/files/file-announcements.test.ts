import { expect, it } from 'vitest';
import type { FileJob } from '../../transcripts/jobs';
import { fileAnnouncements } from './file-announcements';

const job = (more: Partial<FileJob>): FileJob => ({
  id: 'a', fileName: 'talk.mp3', bytes: 1, phase: 'running', heardMs: 0, durationMs: null, speed: null, fault: null, language: 'auto', translateTo: null, ...more,
});

it('a recording is announced when it begins and when it is done, once each', () => {
  expect(fileAnnouncements([job({ phase: 'waiting' })], [job({ phase: 'running' })])).toEqual(['Hearing talk.mp3.']);
  expect(fileAnnouncements([job({ heardMs: 1 })], [job({ heardMs: 2 })])).toEqual([]);
  expect(fileAnnouncements([job({})], [job({ phase: 'finished' })])).toEqual(['talk.mp3 is written down.']);
  expect(fileAnnouncements([job({ phase: 'finished' })], [job({ phase: 'finished' })])).toEqual([]);
});

it('a failure is announced with what to do next', () => {
  const [sentence] = fileAnnouncements([job({})], [job({ phase: 'failed', fault: { code: 'empty', atMs: null } })]);
  expect(sentence).toMatch(/^talk\.mp3 could not be heard\. There is no sound in this file/);
});
