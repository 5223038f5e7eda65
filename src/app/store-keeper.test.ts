import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createStore, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StoreApi } from 'zustand/vanilla';
import { DEFAULT_SETTINGS } from '../session/settings';
import { createDraftStore } from '../stores/draft-store';
import { createSettingsStore } from '../stores/settings-store';
import { StoreKeeper, type StoreStorage } from './store-keeper';

/** Storage opens its database when it is first imported, so each visit has modules of its own. */
async function visitSettings() {
  vi.resetModules();
  const { readSettings, writeSettings } = await import('../storage/settings');
  return visit(createSettingsStore(), { read: () => readSettings(DEFAULT_SETTINGS), write: writeSettings });
}

async function visitDrafts() {
  vi.resetModules();
  const { readDrafts, writeDrafts } = await import('../storage/drafts');
  return visit(createDraftStore(), { read: readDrafts, write: writeDrafts });
}

function visit<State extends object>(store: StoreApi<State>, storage: StoreStorage<State>) {
  return { store, keeper: new StoreKeeper(store, storage, (code) => { throw new Error(code); }) };
}

async function keptBefore<State extends object>({ store, keeper }: ReturnType<typeof visit<State>>): Promise<State> {
  await keeper.restore();
  return store.getState();
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.useRealTimers());

describe('settings', () => {
  it('are written at once, and the last of many before the page goes', async () => {
    const { store, keeper } = await visitSettings();
    await keeper.restore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    store.setState({ theme: 'dark' });
    expect(await keptBefore(await visitSettings())).toMatchObject({ theme: 'dark', listenMode: 'hands-free' });
    store.setState({ theme: 'light' });
    store.setState({ listenMode: 'push-to-talk' });
    keeper.save();
    expect(await keptBefore(await visitSettings())).toMatchObject({ theme: 'light', listenMode: 'push-to-talk' });
  });

  it('chosen before the storage has answered win, and are kept with those that were there', async () => {
    const first = await visitSettings();
    await first.keeper.restore();
    first.store.setState({ theme: 'dark', languageLock: 'zh' });
    const { store, keeper } = await visitSettings();
    const restoring = keeper.restore();
    store.setState({ theme: 'light' });
    await restoring;
    expect(store.getState()).toMatchObject({ theme: 'light', languageLock: 'zh' });
    expect(await keptBefore(await visitSettings())).toMatchObject({ theme: 'light', languageLock: 'zh' });
  });
});

describe('drafts', () => {
  it('are kept at their first letter, and the last before the page goes', async () => {
    const { store, keeper } = await visitDrafts();
    await keeper.restore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    store.setState({ message: 'W' });
    expect(await keptBefore(await visitDrafts())).toEqual({ message: 'W', scriptText: '' });
    store.setState({ message: 'Who' });
    store.setState({ scriptText: 'Alice: Hello.' });
    store.setState({ message: 'Who are you?' });
    keeper.save();
    expect(await keptBefore(await visitDrafts())).toEqual({ message: 'Who are you?', scriptText: 'Alice: Hello.' });
  });

  it('typed before the storage has answered stay, the other is brought back, and both are kept', async () => {
    const first = await visitDrafts();
    await first.keeper.restore();
    first.store.setState({ message: 'old', scriptText: 'Alice: Hello.' });
    const { store, keeper } = await visitDrafts();
    const restoring = keeper.restore();
    store.setState({ message: 'new' });
    await restoring;
    expect(store.getState()).toEqual({ message: 'new', scriptText: 'Alice: Hello.' });
    expect(await keptBefore(await visitDrafts())).toEqual({ message: 'new', scriptText: 'Alice: Hello.' });
  });

  it('that are damaged are taken for nothing', async () => {
    await set('drafts', { message: 7 }, createStore('sotto-drafts', 'drafts'));
    expect(await keptBefore(await visitDrafts())).toEqual({ message: '', scriptText: '' });
  });
});
