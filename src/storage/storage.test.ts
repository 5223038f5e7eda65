import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { createStore, set } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SETTINGS } from '../session/settings';
import type { Conversation } from '../session/conversation';

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
});

const conversation = (id: string, startedAtMs: number): Conversation => ({
  id,
  startedAtMs,
  entries: [
    { kind: 'human', id: 'e1', turnId: 't1', atMs: 1, via: 'voice', text: 'hello', language: 'en', voiceHint: '' },
    { kind: 'tool', id: 'e2', turnId: 't1', atMs: 2, name: 'get_time', argumentsJson: '{}', status: 'done', resultJson: '{}', source: null },
    { kind: 'assistant', id: 'e3', turnId: 't1', atMs: 3, text: 'hi there', heardLength: 2, isOpen: false, isInterrupted: true, quote: { title: 'a', url: 'b' } },
    { kind: 'fault', id: 'e4', turnId: 't2', atMs: 4, code: 'device-lost' },
  ],
});

const mutable = ({ id, startedAtMs, entries }: Conversation) => ({ id, startedAtMs, entries: [...entries] });

describe('conversations', () => {
  it('come back as they were, newest first', async () => {
    const { listConversations, readConversation, writeConversation } = await import('./conversations');
    await writeConversation(mutable(conversation('old', 1)));
    await writeConversation(mutable(conversation('new', 2)));
    expect(await readConversation('old')).toEqual(conversation('old', 1));
    expect((await listConversations()).map(({ id }) => id)).toEqual(['new', 'old']);
  });

  it('are there on the next visit, and gone once deleted', async () => {
    await (await import('./conversations')).writeConversation(mutable(conversation('a', 1)));
    vi.resetModules();
    const next = await import('./conversations');
    expect(await next.listConversations()).toHaveLength(1);
    await next.deleteConversation('a');
    expect(await next.readConversation('a')).toBeNull();
  });

  it('are listed without one that is damaged, which is kept', async () => {
    const { listConversations, readConversation, writeConversation } = await import('./conversations');
    await writeConversation(mutable(conversation('good', 1)));
    await set('bad', { id: 'bad', entries: [{ kind: 'dance' }] }, createStore('sotto-conversations', 'records'));
    expect((await listConversations()).map(({ id }) => id)).toEqual(['good']);
    expect(await readConversation('bad')).toBeNull();
  });
});

describe('notes', () => {
  it('are listed in the order they were taken', async () => {
    const { deleteNote, listNotes, writeNote } = await import('./notes');
    await writeNote({ id: 'b', text: 'call mom', createdAtMs: 1 });
    await writeNote({ id: 'a', text: '买牛奶', createdAtMs: 2 });
    expect((await listNotes()).map(({ text }) => text)).toEqual(['call mom', '买牛奶']);
    await deleteNote('b');
    expect(await listNotes()).toHaveLength(1);
  });
});

describe('settings', () => {
  it('are the defaults before anything was chosen', async () => {
    expect(await (await import('./settings')).readSettings(DEFAULT_SETTINGS)).toEqual(DEFAULT_SETTINGS);
  });

  it('come back as they were chosen', async () => {
    const { readSettings, writeSettings } = await import('./settings');
    const chosen = { ...DEFAULT_SETTINGS, theme: 'dark' as const, voiceIds: { en: 'ben', zh: null }, controls: { ...DEFAULT_SETTINGS.controls, speakingRate: 1.5 } };
    await writeSettings(chosen);
    expect(await readSettings(DEFAULT_SETTINGS)).toEqual(chosen);
  });

  it('fall back one by one where they are damaged', async () => {
    const { readSettings } = await import('./settings');
    const stored = { ...DEFAULT_SETTINGS, theme: 'dark', listenMode: 'telepathy', controls: { speakingRate: 99 }, forgotten: true };
    await set('settings', stored, createStore('sotto-settings', 'settings'));
    expect(await readSettings(DEFAULT_SETTINGS)).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' });
  });
});
