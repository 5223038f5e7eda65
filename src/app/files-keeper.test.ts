import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import type { FilesStore } from '../stores/files-store';
import { createFilesStore } from '../stores/files-store';
import type { TranscriptDocument } from '../transcripts/document';
import { joinWords } from '../transcripts/join-words';
import { FakeDetector, FakeMedia, FakeRecognizer, recordScene, type Scene } from '../transcription/test-helpers/fake-engines';
import type * as Keeper from './files-keeper';

const CHAT: Scene = [{ seconds: 3, voice: 0 }, { seconds: 1, voice: null }, { seconds: 4, voice: 1 }, { seconds: 1, voice: null }, { seconds: 2, voice: 0 }];
let FilesKeeper: typeof Keeper.FilesKeeper;

beforeEach(async () => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  ({ FilesKeeper } = await import('./files-keeper'));
});

function createKeeper(store: FilesStore = createFilesStore(), beforeAnswer?: () => Promise<void>) {
  const notices: string[] = [];
  const finished: string[] = [];
  const files = new FilesKeeper(store, {
    media: new FakeMedia(recordScene(CHAT)), detector: new FakeDetector(), recognizer: new FakeRecognizer(beforeAnswer),
    models: { prepare: () => Promise.resolve(), recover: () => Promise.resolve(false) },
    notify: (code) => void notices.push(code), onFinished: ({ fileName }) => void finished.push(fileName),
  });
  return { files, store, notices, finished };
}

const until = (isTrue: () => boolean) => vi.waitFor(() => { if (!isTrue()) throw new Error('not yet'); }, { timeout: 50_000, interval: 5 });
const textsOf = (document: TranscriptDocument | null | undefined) => document?.segments.map(({ words }) => joinWords(words));
const recording = (name = 'talk.wav') => new File(['recording'], name);

async function hearOne(name?: string) {
  const world = createKeeper();
  await world.files.add([recording(name)]);
  await until(() => world.finished.length === 1 && world.store.getState().library[0]?.segmentCount === 3);
  const id = world.store.getState().library[0]?.id ?? '';
  return { ...world, id };
}

it('a recording is listed in the library once it was heard, and told once', async () => {
  const { store, finished, files } = await hearOne('interview.mp3');
  expect(store.getState().library).toMatchObject([{ title: 'interview', segmentCount: 3, speakerNames: ['Speaker 1', 'Speaker 2'], audioBytes: 9 }]);
  await files.refresh();
  expect(finished).toEqual(['interview.mp3']);
});

it('edits made while the recording is still heard are kept, and so is everything that is heard after them', async () => {
  const store = createFilesStore();
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  // What follows the first segment is heard only once the edit has been made.
  const hold = () => ((store.getState().jobs[0]?.heardMs ?? 0) > 0 ? released : Promise.resolve());
  const { files, finished } = createKeeper(store, hold);
  await files.add([recording()]);
  await until(() => (store.getState().jobs[0]?.heardMs ?? 0) > 0);
  const id = store.getState().jobs[0]?.id ?? '';
  await files.show(id);
  const [first] = store.getState().open?.segments ?? [];
  files.open?.edit({ type: 'text.set', segmentId: first?.id ?? '', text: 'mended' });
  expect(textsOf(store.getState().open)).toEqual(['mended']);
  release();
  await until(() => finished.length === 1);
  await files.leave();
  const stored = textsOf(await files.read(id));
  expect(stored?.[0]).toBe('mended');
  expect(stored).toHaveLength(3);
});

it('edits are there again on the next visit', async () => {
  const { files, store, id } = await hearOne();
  await files.show(id);
  const [first] = store.getState().open?.segments ?? [];
  files.open?.edit({ type: 'text.set', segmentId: first?.id ?? '', text: 'mended by hand' });
  files.open?.edit({ type: 'speaker.rename', speakerId: 'speaker-1', name: 'Ada' });
  await files.open?.flush();
  const next = createKeeper();
  await next.files.restore();
  expect(next.store.getState().library).toMatchObject([{ id, speakerNames: ['Ada', 'Speaker 2'] }]);
  await next.files.show(id);
  expect(textsOf(next.store.getState().open)?.[0]).toBe('mended by hand');
  expect(next.store.getState().canUndo).toBe(false);
});

it('the first edit is stored without waiting for more, and what follows as soon as the page is about to go', async () => {
  const { files, id } = await hearOne();
  await files.show(id);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const [first, second] = files.open?.document.segments ?? [];
  files.open?.edit({ type: 'text.set', segmentId: first?.id ?? '', text: 'at once' });
  const stored = async () => textsOf(await createKeeper().files.read(id))?.slice(0, 2);
  while ((await stored())?.[0] !== 'at once');
  files.open?.edit({ type: 'text.set', segmentId: second?.id ?? '', text: 'at the last moment' });
  files.flush();
  // Nothing that was asked of the storage before it has an answer yet.
  expect(await stored()).toEqual(['at once', 'at the last moment']);
  vi.useRealTimers();
});

it('an edit that is on its way to the disk does not bring a deleted transcript back', async () => {
  const { files, store, id } = await hearOne();
  await files.show(id);
  files.open?.edit({ type: 'text.set', segmentId: store.getState().open?.segments[0]?.id ?? '', text: 'too late' });
  await files.delete(id);
  await until(() => store.getState().library.length === 0);
  expect(await createKeeper().files.read(id)).toBeNull();
});

it('whoever asks for two transcripts in a hurry gets the second', async () => {
  const { files, store, id } = await hearOne();
  const other = await files.import(new File(['1\n00:00:01,000 --> 00:00:02,000\nHello there\n'], 'film.srt'));
  await Promise.all([files.show(id), files.show(other ?? '')]);
  expect(store.getState().open?.id).toBe(other);
  expect(textsOf(store.getState().open)).toEqual(['Hello there']);
});

it('a file that is no transcript is refused with a notice', async () => {
  const { files, notices, store } = createKeeper();
  expect(await files.import(new File(['Dear Ada'], 'letter.srt'))).toBeNull();
  expect(notices).toEqual(['transcript-unreadable']);
  expect(store.getState().library).toEqual([]);
});

it('search finds words, also those of edits that are not stored yet, until the transcript is deleted', async () => {
  const { files, store, id } = await hearOne();
  await files.import(new File(['1\n00:00:01,000 --> 00:00:02,000\nmarmalade for breakfast\n'], 'film.srt'));
  await files.show(id);
  files.open?.edit({ type: 'text.set', segmentId: store.getState().open?.segments[1]?.id ?? '', text: 'more marmalade' });
  files.search('marmalade');
  await until(() => store.getState().search.hits.length === 2);
  expect(new Set(store.getState().search.hits.map(({ title }) => title))).toEqual(new Set(['talk', 'film']));
  await files.delete(id);
  expect(store.getState().open).toBeNull();
  files.search('more marmalade');
  await until(() => store.getState().search.hits.length === 0);
  expect(await files.read(id)).toBeNull();
});

it('translations are not taken away by undoing an edit', async () => {
  const { files, store, id } = await hearOne();
  await files.show(id);
  const segmentId = store.getState().open?.segments[0]?.id ?? '';
  files.open?.edit({ type: 'text.set', segmentId, text: 'mended' });
  await files.change(id, (document) => ({ ...document, segments: document.segments.map((segment) => ({ ...segment, translation: { to: 'zh' as const, text: '好' } })) }));
  files.open?.undo();
  expect(store.getState().open?.segments.map(({ translation }) => translation?.text)).toEqual(['好', '好', '好']);
  await files.leave();
  expect((await files.read(id))?.segments[0]?.translation?.text).toBe('好');
});

it('a recording that is stopped before anything was found leaves nothing in the library', async () => {
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  const { files, store } = createKeeper(createFilesStore(), () => released);
  await files.add([recording()]);
  await until(() => store.getState().library.length === 1);
  const cancelled = files.cancel(store.getState().jobs[0]?.id ?? '');
  release();
  await cancelled;
  expect(store.getState()).toMatchObject({ jobs: [], library: [] });
});
