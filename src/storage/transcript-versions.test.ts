import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import type * as Versions from './transcript-versions';

let versions: typeof Versions;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  versions = await import('./transcript-versions');
});

const at = (updatedAtMs: number, id = 'a') => ({
  id, title: 'talk', fileName: 'talk.wav', createdAtMs: 0, updatedAtMs, durationMs: 900, speakers: [{ id: 'speaker-1', name: 'Ada' }], sounds: [],
  segments: [{ id: 's', startMs: 0, endMs: 900, speakerId: 'speaker-1', language: 'en' as const, translation: null, words: [{ text: `said ${updatedAtMs}`, startMs: 0, endMs: 900, confidence: 1 }] }],
});

it('gives back what it was given, the newest first, and keeps transcripts apart', async () => {
  for (const version of [at(900), at(1000), at(5, 'b')]) await versions.keepVersion(version);
  await versions.keepVersion(at(1000));
  expect(await versions.listVersions('a')).toEqual([at(1000), at(900)]);
  await versions.deleteVersions('a');
  expect(await versions.listVersions('a')).toEqual([]);
  expect(await versions.listVersions('b')).toEqual([at(5, 'b')]);
});

it('keeps ten: the first, which is as it was heard, and the newest', async () => {
  for (let ms = 1; ms <= 30; ms += 1) await versions.keepVersion(at(ms));
  expect((await versions.listVersions('a')).map(({ updatedAtMs }) => updatedAtMs)).toEqual([30, 29, 28, 27, 26, 25, 24, 23, 22, 1]);
});
