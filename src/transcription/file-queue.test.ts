import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Transcripts from '../storage/transcripts';
import type { TranscriptDocument } from '../transcripts/document';
import type { FileJob } from '../transcripts/jobs';
import { FileQueue } from './file-queue';
import type { TranscriptStoragePort } from './ports';
import type { QueueListener, QueuePorts } from './queue-ports';
import { FakeDetector, FakeMedia, FakeRecognizer, randomScene, recordScene, type Scene } from './test-helpers/fake-engines';

let storage: TranscriptStoragePort & typeof Transcripts;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  storage = await import('../storage/transcripts');
});

const SILENT: QueueListener = { onJobs: () => undefined, onDocument: () => undefined, onPartial: () => undefined };

function createQueue(pcm: Float32Array, change: Partial<QueuePorts> = {}) {
  let now = 0;
  const shown: { jobs: readonly FileJob[]; documents: TranscriptDocument[]; partials: unknown[] } = { jobs: [], documents: [], partials: [] };
  const listener: QueueListener = {
    onJobs: (jobs) => (shown.jobs = jobs),
    onDocument: (document) => shown.documents.push(document),
    onPartial: (partial) => shown.partials.push(partial),
  };
  const queue = new FileQueue({
    media: new FakeMedia(pcm), detector: new FakeDetector(), recognizer: new FakeRecognizer(), storage, listener,
    models: { prepare: () => Promise.resolve(), recover: () => Promise.resolve(false) }, nowMs: () => (now += 10), ...change,
  });
  return { queue, shown };
}

const add = (queue: FileQueue, name = 'talk.wav') => queue.add({ name, content: new Blob(['recording']), language: 'auto', translateTo: null });
const until = (isTrue: () => boolean) => vi.waitFor(() => { if (!isTrue()) throw new Error('not yet'); }, { timeout: 50_000, interval: 5 });
const phases = (jobs: readonly FileJob[]) => jobs.map(({ phase }) => phase);
const textOf = (document: TranscriptDocument | null) => document?.segments.map(({ startMs, endMs, words, speakerId }) => ({ startMs, endMs, speakerId, words })) ?? null;
const CHAT: Scene = [
  { seconds: 3, voice: 0 }, { seconds: 1, voice: null }, { seconds: 4, voice: 1 }, { seconds: 1, voice: null }, { seconds: 2, voice: 0 }, { seconds: 15, voice: null }, { seconds: 3, voice: 1 },
];

describe('a recording in the queue', () => {
  it('becomes a document with the speakers of its voices, and its row is finished', async () => {
    const { queue, shown } = createQueue(recordScene(CHAT));
    const id = await add(queue);
    await until(() => phases(shown.jobs)[0] === 'finished');
    const document = await storage.readDocument(id);
    expect(document).toMatchObject({ title: 'talk', fileName: 'talk.wav' });
    expect(document?.segments.map(({ speakerId }) => speakerId)).toEqual(['speaker-1', 'speaker-2', 'speaker-1', 'speaker-2']);
    expect(document?.speakers.map(({ name }) => name)).toEqual(['Speaker 1', 'Speaker 2']);
    expect(document?.durationMs).toBeGreaterThan(28_000);
    expect(shown.jobs[0]).toMatchObject({ heardMs: document?.durationMs, fault: null });
    expect(shown.partials).toContainEqual({ jobId: id, text: expect.stringMatching(/^w\d+/) });
    expect((await storage.readPeaks(id))?.values.length).toBe(2 * Math.ceil((29 * 16_000) / 640));
    expect(await storage.readRecording(id)).toBeInstanceOf(Blob);
  });

  it('has words in order, inside their segments, and segments that do not overlap', async () => {
    const { queue, shown } = createQueue(recordScene(randomScene(3, 200)));
    const id = await add(queue);
    await until(() => phases(shown.jobs)[0] === 'finished');
    let last = 0;
    for (const { startMs, endMs, words } of (await storage.readDocument(id))?.segments ?? []) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      let at = startMs;
      for (const word of words) {
        expect(word.startMs).toBeGreaterThanOrEqual(at);
        expect(word.endMs).toBeGreaterThanOrEqual(word.startMs);
        at = word.endMs;
      }
      expect(at).toBeLessThanOrEqual(endMs);
      last = endMs;
    }
    expect(last).toBeGreaterThan(100_000);
  });

  it('waits for the one before it, and goes on after one that fails', async () => {
    const media = new FakeMedia(recordScene(CHAT), 6000);
    const { queue, shown } = createQueue(new Float32Array(0), { media });
    const [first, second] = [await add(queue), await add(queue, 'second.mp3')];
    await until(() => phases(shown.jobs).every((phase) => phase === 'failed'));
    expect(shown.jobs.map(({ fault }) => fault)).toEqual([{ code: 'broken', atMs: 6000 }, { code: 'broken', atMs: 6000 }]);
    expect((await storage.readDocument(first))?.segments).toHaveLength(2);
    expect(textOf(await storage.readDocument(second))).toEqual(textOf(await storage.readDocument(first)));
  });

  it('asks for the background, and for one language when it was chosen', async () => {
    const recognizer = new FakeRecognizer();
    const { queue, shown } = createQueue(recordScene(CHAT), { recognizer });
    await queue.add({ name: 'a.wav', content: new Blob(['x']), language: 'zh', translateTo: null });
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect(new Set(recognizer.asked.map((options) => JSON.stringify(options)))).toEqual(new Set(['{"priority":"background","language":"zh"}']));
  });
});

describe('stopping and going on', () => {
  it('pauses, stays paused, and resumes to the same text', async () => {
    const pcm = recordScene(randomScene(5, 90));
    const plain = createQueue(pcm);
    const whole = await add(plain.queue);
    await until(() => phases(plain.shown.jobs)[0] === 'finished');
    const { queue, shown } = createQueue(pcm);
    const id = await add(queue);
    await until(() => shown.documents.length >= 3);
    queue.pause(id);
    await until(() => phases(shown.jobs)[0] === 'paused');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const count = shown.documents.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(shown.documents.length).toBe(count);
    queue.resume(id);
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect(textOf(await storage.readDocument(id))).toEqual(textOf(await storage.readDocument(whole)));
  });

  it('comes to the same text, nothing lost and nothing twice, however often the tab is closed', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 }), async (seed, lives) => {
      globalThis.indexedDB = new IDBFactory();
      vi.resetModules();
      storage = await import('../storage/transcripts');
      const pcm = recordScene(randomScene(seed, 110), seed);
      const plain = createQueue(pcm);
      const whole = await add(plain.queue);
      await until(() => phases(plain.shown.jobs)[0] === 'finished');
      const id = await runUntilKilled(pcm, lives[0]!, true);
      for (const life of lives.slice(1)) await runUntilKilled(pcm, life, false);
      const last = createQueue(pcm);
      await last.queue.restore();
      await until(() => last.shown.jobs.every(({ phase }) => phase === 'finished'));
      expect(textOf(await storage.readDocument(id))).toEqual(textOf(await storage.readDocument(whole)));
    }), { numRuns: 8 });
  });

  it('leaves its rows to another tab when it is disposed', async () => {
    const pcm = recordScene(randomScene(5, 90));
    const { queue, shown } = createQueue(pcm);
    const id = await add(queue);
    await until(() => shown.documents.length >= 2);
    await queue.dispose();
    expect(phases(await storage.listJobs())).toEqual(['running']);
    const next = createQueue(pcm);
    await next.queue.restore();
    await until(() => phases(next.shown.jobs)[0] === 'finished');
    expect((await storage.readDocument(id))?.segments.length).toBeGreaterThan(2);
  });

  it('says that the file is gone when it could not be kept and the tab was closed', async () => {
    const { queue, shown } = createQueue(recordScene(CHAT), { storage: { ...storage, keepRecording: () => Promise.resolve(false) }, recognizer: new FakeRecognizer(() => new Promise(() => undefined)) });
    await add(queue);
    await until(() => shown.jobs[0]?.isVolatile === true);
    const next = createQueue(recordScene(CHAT));
    await next.queue.restore();
    await until(() => phases(next.shown.jobs)[0] === 'failed');
    expect(next.shown.jobs[0]?.fault?.code).toBe('file-gone');
  });
});

/** Runs a queue whose storage stops answering after `writes` writes, as that of a tab that is closed does. */
async function runUntilKilled(pcm: Float32Array, writes: number, isNew: boolean): Promise<string> {
  let left = writes;
  let isDead = false;
  const mortal = <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) => (...args: Args): Promise<Result> => {
    if (left > 0) {
      left -= 1;
      return call(...args);
    }
    isDead = true;
    return new Promise(() => undefined);
  };
  const dying: TranscriptStoragePort = { ...storage, commit: mortal(storage.commit), writeJob: mortal(storage.writeJob), writePeaks: mortal(storage.writePeaks) };
  const { queue, shown } = createQueue(pcm, { storage: dying });
  let id = '';
  if (isNew) {
    left += 2;
    id = await add(queue);
    await until(() => shown.jobs.length === 1);
  } else await queue.restore();
  await until(() => isDead || shown.jobs.every(({ phase }) => phase === 'finished'));
  // The recording is stored beside the writes that are counted.
  await vi.waitFor(async () => expect(isNew ? await storage.readRecording(id) : true).toBeTruthy());
  return id;
}

describe('taking away', () => {
  it('cancels and keeps what was found; an empty transcript goes with its row', async () => {
    const { queue, shown } = createQueue(recordScene(randomScene(5, 300)));
    const [id, empty] = [await add(queue), await add(queue, 'waiting.wav')];
    await until(() => shown.documents.some(({ segments }) => segments.length >= 2));
    await queue.cancel(id);
    await queue.cancel(empty);
    expect(shown.jobs).toEqual([]);
    expect((await storage.listTranscripts()).map((summary) => summary.id)).toEqual([id]);
    expect(await storage.listJobs()).toEqual([]);
  });

  it('deletes everything, also while it is being heard', async () => {
    const { queue, shown } = createQueue(recordScene(randomScene(5, 300)));
    const id = await add(queue);
    await until(() => shown.documents.some(({ segments }) => segments.length >= 2));
    await queue.delete(id);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect([await storage.readDocument(id), await storage.readPeaks(id), await storage.readRecording(id)]).toEqual([null, null, null]);
    expect(await storage.listJobs()).toEqual([]);
  });

  it('hears again from the start in another language', async () => {
    const recognizer = new FakeRecognizer();
    const { queue, shown } = createQueue(recordScene(CHAT), { recognizer });
    const id = await add(queue);
    await until(() => phases(shown.jobs)[0] === 'finished');
    const before = textOf(await storage.readDocument(id));
    expect(await queue.hearAgain(id, 'en')).toBe(true);
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect(recognizer.asked.at(-1)).toMatchObject({ language: 'en' });
    expect(textOf(await storage.readDocument(id))).toEqual(before);
    expect(await queue.hearAgain('nobody', 'en')).toBe(false);
  });
});

describe('editing while a recording is heard', () => {
  it('keeps the edits and what is heard, whatever order they come in', async () => {
    const { queue, shown } = createQueue(recordScene(randomScene(8, 120)));
    const id = await add(queue);
    await until(() => shown.documents.some(({ segments }) => segments.length >= 2));
    await queue.change(id, (document) => ({ ...document, title: 'Renamed' }));
    await queue.change(id, (document) => ({ ...document, segments: document.segments.slice(1) }));
    await until(() => phases(shown.jobs)[0] === 'finished');
    const document = await storage.readDocument(id);
    expect(document?.title).toBe('Renamed');
    expect(document?.segments[0]?.startMs).toBeGreaterThan(0);
    expect(document?.segments).toEqual(shown.documents.at(-1)?.segments);
  });

  it('goes on calling two speakers one after a person merged them', async () => {
    const { queue, shown } = createQueue(recordScene([...CHAT, { seconds: 30, voice: null }, ...CHAT]));
    const id = await add(queue);
    await until(() => shown.documents.some(({ speakers }) => speakers.length === 2));
    await queue.change(id, (document) => ({
      ...document,
      speakers: document.speakers.filter((speaker) => speaker.id !== 'speaker-2'),
      segments: document.segments.map((segment) => ({ ...segment, speakerId: 'speaker-1' })),
    }));
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect((await storage.readDocument(id))?.speakers).toEqual([{ id: 'speaker-1', name: 'Speaker 1' }]);
  });
});

describe('a voice that is hardly heard', () => {
  const ASIDE: Scene = [{ seconds: 6, voice: 0 }, { seconds: 1, voice: null }, { seconds: 2, voice: 3 }, { seconds: 1, voice: null }, { seconds: 6, voice: 0 }];

  it('is somebody of its own while the recording is heard, and the likest other once all was heard', async () => {
    const { queue, shown } = createQueue(recordScene(ASIDE));
    const id = await add(queue);
    await until(() => shown.documents.some(({ speakers }) => speakers.length === 2));
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect(await storage.readDocument(id)).toMatchObject({ speakers: [{ id: 'speaker-1', name: 'Speaker 1' }], segments: Array(3).fill({ speakerId: 'speaker-1' }) });
    expect(shown.documents.at(-1)).toEqual(await storage.readDocument(id));
  });

  it('stays somebody when a person has named it', async () => {
    const { queue, shown } = createQueue(recordScene(ASIDE));
    const id = await add(queue);
    await until(() => shown.documents.some(({ speakers }) => speakers.length === 2));
    await queue.change(id, (document) => ({ ...document, speakers: [document.speakers[0]!, { id: 'speaker-2', name: 'Ann' }] }));
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect((await storage.readDocument(id))?.speakers.map(({ name }) => name)).toEqual(['Speaker 1', 'Ann']);
  });
});

describe('models that fail', () => {
  it('are loaded again, and the recording goes on; after three times without progress its row says so', async () => {
    let failures = 2;
    const recognizer = new FakeRecognizer(async () => {
      if (failures-- > 0) throw Object.assign(new Error('gone'), { code: 'device-lost' });
    });
    const recover = vi.fn(() => Promise.resolve(true));
    const models = { prepare: () => Promise.resolve(), recover };
    const { queue, shown } = createQueue(recordScene(CHAT), { recognizer, models });
    await add(queue);
    await until(() => phases(shown.jobs)[0] === 'finished');
    expect(recover.mock.calls).toEqual([['device-lost'], ['device-lost']]);
    failures = Infinity;
    await add(queue, 'again.wav');
    await until(() => phases(shown.jobs)[1] === 'failed');
    expect(shown.jobs[1]?.fault).toEqual({ code: 'device-lost', atMs: 0 });
  });

  it('and storage without room: the row says so and the next file begins', async () => {
    const full = { ...storage, writePeaks: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) };
    const { queue, shown } = createQueue(recordScene(CHAT), { storage: full, listener: SILENT });
    const id = await add(queue);
    await until(() => phases(queue.jobs)[0] === 'failed');
    expect(queue.jobs[0]).toMatchObject({ id, fault: { code: 'quota' } });
    expect(shown.jobs).toEqual([]);
  });
});
