import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it } from 'vitest';
import { keptVoices } from '../storage/voices';
import type { ClonedVoice } from '../protocol/speech';
import { createModelStore, selectVoices } from '../stores/model-store';
import { createVoicesStore } from '../stores/voices-store';
import { OwnVoices } from './voices-keeper';
import type { MadeVoice } from './voices-maker';

const MADE: MadeVoice = {
  voice: { id: 'clone-a', language: 'en', speaker: [0.123456, -0.654321], modelPitchHz: 110, pitchHz: 130, pitchRange: 1.2, rate: 1, formantFactor: 1.02, equalizerDb: [1, -2, 3] },
  similarity: { clone: 0.8, builtIn: 0.7, builtInName: 'Robert' },
};
const PACK_VOICES = [{ id: 'p', name: 'P', language: 'en', speaker: [0, 0], pitchHz: 110 }];

async function open() {
  const store = createVoicesStore();
  const model = createModelStore();
  model.setState({ summary: { id: 'mini', name: '', version: '', totalBytes: 0, languages: [], licence: '', voices: [{ id: 'p', name: 'P', language: 'en' }] } });
  let defined: readonly ClonedVoice[] = [];
  const forgotten: string[] = [];
  const notices: string[] = [];
  const own = new OwnVoices({ store, model, storage: keptVoices, vocoder: { defineVoices: async (voices) => void (defined = voices) }, forget: (id) => void forgotten.push(id), notify: (code) => notices.push(code) });
  await own.restore();
  await own.attach('mini', PACK_VOICES);
  return { own, store, model, forgotten, notices, defined: () => defined };
}

/** Everything in every database of this origin, as text. */
async function everythingStored(): Promise<string> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
  const all = await Promise.all(names.map((name) => new Promise<unknown[]>((resolve, reject) => {
    const request = indexedDB.open(name);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const stores = [...request.result.objectStoreNames];
      if (stores.length === 0) return resolve([]);
      const reading = request.result.transaction(stores).objectStore(stores[0]!).getAll();
      reading.onsuccess = () => resolve(reading.result);
    };
  })));
  return JSON.stringify(all);
}

beforeEach(async () => {
  for (const id of await keptVoices.ids()) await keptVoices.delete(id);
});

describe('the voices of this device', () => {
  it('are there again after a reload, in all lists and in the worker', async () => {
    await (await open()).own.add('Me', MADE);
    const { own, store, model, defined } = await open();
    expect(store.getState().own).toMatchObject([{ id: 'clone-a', name: 'Me', isUsable: true }]);
    expect(selectVoices(model.getState()).map(({ id }) => id)).toEqual(['p', 'clone-a']);
    expect(own.speakers()).toMatchObject([{ id: 'clone-a', pitchHz: 130 }]);
    expect(defined()).toEqual([MADE.voice]);
  });

  it('leave nothing behind when they are deleted', async () => {
    const { own, store, model, forgotten, defined } = await open();
    await own.add('Me', MADE);
    expect(await everythingStored()).toContain('0.123456');
    await own.remove('clone-a');
    const stored = await everythingStored();
    for (const trace of ['clone-a', '0.123456', 'Me']) expect(stored).not.toContain(trace);
    expect(store.getState().own).toEqual([]);
    expect(selectVoices(model.getState()).map(({ id }) => id)).toEqual(['p']);
    expect(own.speakers()).toEqual([]);
    expect(defined()).toEqual([]);
    expect(forgotten).toEqual(['clone-a']);
  });

  it('stay in the list when they cannot be deleted, and the person is told', async () => {
    const { own, store, notices } = await open();
    await own.add('Me', MADE);
    const stuck = new OwnVoices({ store, model: createModelStore(), storage: { list: () => keptVoices.list(), write: async () => undefined, delete: () => Promise.reject(new DOMException('', 'UnknownError')) }, vocoder: { defineVoices: async () => undefined }, forget: () => { throw new Error('not to be forgotten'); }, notify: (code) => notices.push(code) });
    await stuck.restore();
    await stuck.remove('clone-a');
    expect(store.getState().own).toHaveLength(1);
    expect(notices).toEqual(['storage-failed']);
  });

  it('take another name, and not an empty one', async () => {
    const { own, store } = await open();
    await own.add('Me', MADE);
    await own.rename('clone-a', '  ');
    await own.rename('clone-a', ' My voice ');
    expect(store.getState().own[0]?.name).toBe('My voice');
    expect((await keptVoices.read('clone-a'))?.name).toBe('My voice');
  });

  it('are not offered to models they were not made with', async () => {
    const { own, store, model, defined } = await open();
    await own.add('Me', MADE);
    await own.attach('another', PACK_VOICES);
    expect(store.getState().own).toMatchObject([{ isUsable: false }]);
    expect(selectVoices(model.getState()).map(({ id }) => id)).toEqual(['p']);
    expect(defined()).toEqual([]);
  });

  it('know one that is being tried out only as long as it is', async () => {
    const { own, store, defined } = await open();
    await own.tryOut(MADE.voice);
    expect(defined()).toEqual([MADE.voice]);
    expect(store.getState().own).toEqual([]);
    await own.tryOut(null);
    expect(defined()).toEqual([]);
  });
});
