import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createStore, entries, set } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Segment, TranscriptDocument } from '../transcripts/document';
import type { StoredJob } from '../transcription/ports';
import type * as Transcripts from './transcripts';

type Storage = typeof Transcripts;
let storage: Storage;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  vi.unstubAllGlobals();
  storage = await import('./transcripts');
});

const segment = (startMs: number, text = 'hello'): Segment => ({
  id: `segment-${startMs}`, startMs, endMs: startMs + 900, speakerId: 'speaker-1', language: 'en', translation: null,
  words: [{ text, startMs, endMs: startMs + 500, confidence: 0.5 }],
});
const document = (id: string, segments: readonly Segment[], createdAtMs = 1): TranscriptDocument => ({
  id, title: id, fileName: `${id}.mp3`, createdAtMs, updatedAtMs: 2, durationMs: 3, speakers: [{ id: 'speaker-1', name: 'Ann' }], segments,
  sounds: [{ startMs: 0, endMs: 10, name: 'music' }],
});
const job = (id: string, heardMs: number): StoredJob => ({
  id, fileName: `${id}.mp3`, bytes: 10, phase: 'running', heardMs, durationMs: null, speed: null, fault: null, language: 'auto', translateTo: null,
  createdAtMs: 1, voices: { nodes: [{ sum: Float32Array.of(1, 2), weight: 3, speakerId: 'speaker-1' }], nextNumber: 2, merges: [] },
});
const hours = Array.from({ length: 400 }, (_, n) => segment(n * 30_000));
const records = () => entries<string, unknown>(createStore('sotto-transcripts', 'records'));

describe('transcripts', () => {
  it('come back as they were, also after hours, and are listed newest first', async () => {
    const long = document('long', hours, 1);
    await storage.writeDocument(long);
    await storage.writeDocument(document('new', [], 2));
    expect(await storage.readDocument('long')).toEqual(long);
    expect((await storage.listTranscripts()).map(({ id, segmentCount, audioBytes }) => [id, segmentCount, audioBytes])).toEqual([['new', 0, 0], ['long', 400, 0]]);
    expect(await storage.readDocument('nobody')).toBeNull();
  });

  it('grow without being written whole', async () => {
    await storage.commit(job('a', 1), document('a', hours));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put');
    const grown = document('a', [...hours, segment(400 * 30_000)]);
    await storage.commit(job('a', 2), grown);
    // One block of five minutes, the head and the row.
    expect(put.mock.calls.map(([, key]) => String(key).split(' ')[0]).sort()).toEqual(['block', 'head', 'job']);
    put.mockRestore();
    expect(await storage.readDocument('a')).toEqual(grown);
    expect(await storage.listJobs()).toEqual([job('a', 2)]);
  });

  it('lose blocks that lost their segments, also when another visit wrote them', async () => {
    await storage.writeDocument(document('a', hours));
    vi.resetModules();
    const next: Storage = await import('./transcripts');
    await next.writeDocument(document('a', hours.slice(0, 3)));
    expect((await next.readDocument('a'))?.segments).toHaveLength(3);
    await next.writeDocument(document('a', hours.slice(2, 3)));
    await next.writeDocument(document('a', hours.slice(300)));
    expect((await next.readDocument('a'))?.segments).toEqual(hours.slice(300));
  });

  it('are committed with their row or not at all', async () => {
    await storage.commit(job('a', 1000), document('a', [segment(0)]));
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args: unknown[]) {
      put.mockRestore();
      this.put(...(args as Parameters<IDBObjectStore['put']>));
      this.transaction.abort();
      throw new DOMException('full', 'QuotaExceededError');
    });
    await expect(storage.commit(job('a', 2000), document('a', [segment(0), segment(1000)]))).rejects.toThrow('full');
    expect((await storage.readDocument('a'))?.segments).toHaveLength(1);
    expect((await storage.listJobs())[0]?.heardMs).toBe(1000);
    await storage.commit(job('a', 2000), document('a', [segment(0), segment(1000)]));
    expect((await storage.readDocument('a'))?.segments).toHaveLength(2);
  });

  it('are read without a block that is damaged', async () => {
    await storage.writeDocument(document('a', hours));
    await set('block a 000001', [{ nonsense: true }], createStore('sotto-transcripts', 'records'));
    expect((await storage.readDocument('a'))?.segments).toHaveLength(390);
  });
});

describe('recordings and peaks', () => {
  it('are kept, and their size is in the list', async () => {
    await storage.writeDocument(document('a', []));
    expect(await storage.keepRecording('a', new Blob(['sound']))).toBe(true);
    expect(await (await storage.readRecording('a'))?.text()).toBe('sound');
    expect((await storage.listTranscripts())[0]?.audioBytes).toBe(5);
  });

  it('are not kept when there is no room', async () => {
    vi.stubGlobal('navigator', { storage: { estimate: () => Promise.resolve({ usage: 900e6, quota: 940e6 }) } });
    expect(await storage.keepRecording('a', new Blob(['sound']))).toBe(false);
    expect(await storage.readRecording('a')).toBeNull();
  });

  it('peaks are one row whatever order their chunks came in; a missing chunk is silence', async () => {
    await storage.writePeaks('a', 2, Int8Array.of(5, 6));
    await storage.writePeaks('a', 0, new Int8Array(512).fill(1));
    const peaks = await storage.readPeaks('a');
    expect(peaks?.peaksPerSecond).toBe(25);
    expect([0, 511, 512, 1023, 1024, 1025].map((n) => peaks?.values[n])).toEqual([1, 1, 0, 0, 5, 6]);
    expect(await storage.readPeaks('b')).toBeNull();
  });
});

describe('deleting', () => {
  it('leaves nothing of one transcript and everything of another whose id begins alike', async () => {
    for (const id of ['a', 'ab']) {
      await storage.commit(job(id, 1), document(id, [segment(0)]));
      await storage.writePeaks(id, 0, Int8Array.of(1));
      await storage.keepRecording(id, new Blob([id]));
    }
    await storage.deleteAll('a');
    expect((await records()).map(([key]) => key.split(' ')[1])).toEqual(['ab', 'ab', 'ab', 'ab', 'ab']);
    expect(await storage.readRecording('a')).toBeNull();
    expect(await storage.readDocument('ab')).toEqual(document('ab', [segment(0)]));
    expect(await (await storage.readRecording('ab'))?.text()).toBe('ab');
  });

  it('forgets a row and keeps its transcript', async () => {
    await storage.commit(job('a', 1), document('a', [segment(0)]));
    await storage.forgetJob('a');
    expect(await storage.listJobs()).toEqual([]);
    expect(await storage.readDocument('a')).not.toBeNull();
  });
});
