import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSettingsStore } from '../stores/settings-store';

/** Storage opens its database when it is first imported, so each visit has modules of its own. */
async function visit() {
  vi.resetModules();
  const { SettingsKeeper } = await import('./settings-keeper');
  const store = createSettingsStore();
  return { store, keeper: new SettingsKeeper(store, (code) => { throw new Error(code); }) };
}

async function chosenBefore() {
  const { store, keeper } = await visit();
  await keeper.restore();
  return store.getState();
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.useRealTimers());

describe('settings', () => {
  it('are written at once, and the last of many before the page goes', async () => {
    const { store, keeper } = await visit();
    await keeper.restore();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    store.setState({ theme: 'dark' });
    expect(await chosenBefore()).toMatchObject({ theme: 'dark', listenMode: 'hands-free' });
    store.setState({ theme: 'light' });
    store.setState({ listenMode: 'push-to-talk' });
    keeper.save();
    expect(await chosenBefore()).toMatchObject({ theme: 'light', listenMode: 'push-to-talk' });
  });

  it('chosen before the storage has answered win, and are kept with those that were there', async () => {
    const first = await visit();
    await first.keeper.restore();
    first.store.setState({ theme: 'dark', languageLock: 'zh' });
    const { store, keeper } = await visit();
    const restoring = keeper.restore();
    store.setState({ theme: 'light' });
    await restoring;
    expect(store.getState()).toMatchObject({ theme: 'light', languageLock: 'zh' });
    expect(await chosenBefore()).toMatchObject({ theme: 'light', languageLock: 'zh' });
  });
});
