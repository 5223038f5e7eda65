import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createStore, set } from 'idb-keyval';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createDraftStore } from '../stores/draft-store';

/** Storage opens its database when it is first imported, so each visit has modules of its own. */
async function visit() {
  vi.resetModules();
  const { DraftKeeper } = await import('./draft-keeper');
  const store = createDraftStore();
  return { store, keeper: new DraftKeeper(store, (code) => { throw new Error(code); }) };
}

async function keptBefore() {
  const { store, keeper } = await visit();
  await keeper.restore();
  return store.getState();
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => vi.useRealTimers());

it('what is being written is kept at its first letter, and the last before the page goes', async () => {
  const { store, keeper } = await visit();
  await keeper.restore();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  store.setState({ message: 'W' });
  expect(await keptBefore()).toEqual({ message: 'W', scriptText: '' });
  store.setState({ message: 'Who' });
  store.setState({ scriptText: 'Alice: Hello.' });
  store.setState({ message: 'Who are you?' });
  keeper.save();
  expect(await keptBefore()).toEqual({ message: 'Who are you?', scriptText: 'Alice: Hello.' });
});

it('what is typed before the storage has answered stays, and the other is brought back', async () => {
  const first = await visit();
  await first.keeper.restore();
  first.store.setState({ message: 'old', scriptText: 'Alice: Hello.' });
  const { store, keeper } = await visit();
  const restoring = keeper.restore();
  store.setState({ message: 'new' });
  await restoring;
  expect(store.getState()).toEqual({ message: 'new', scriptText: 'Alice: Hello.' });
});

it('what is damaged is taken for nothing', async () => {
  await set('drafts', { message: 7 }, createStore('sotto-drafts', 'drafts'));
  expect(await keptBefore()).toEqual({ message: '', scriptText: '' });
});
