import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HumanEntry } from '../session/conversation';
import { createSettingsStore } from '../stores/settings-store';
import { createToolStore } from '../stores/tool-store';
import { createTurnStore } from '../stores/turn-store';
import { VoiceKeeper } from './voice-keeper';

/** The storage modules open their databases once; a new visit is a new copy of them. */
async function visit() {
  vi.resetModules();
  const [{ ConversationKeeper }, { NoteKeeper }, { TimerKeeper }] = await Promise.all([import('./conversation-keeper'), import('./note-keeper'), import('./timer-keeper')]);
  return { ConversationKeeper, NoteKeeper, TimerKeeper };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.useRealTimers();
});

const human = (turnId: string, text: string): HumanEntry => ({ kind: 'human', id: `h-${turnId}`, turnId, atMs: 0, via: 'text', text, language: 'en', voiceHint: '' });

describe('conversations', () => {
  it('are there on the next visit, with a reply cut short closed', async () => {
    const first = createTurnStore();
    const keeper = new (await visit()).ConversationKeeper(first, () => undefined);
    await keeper.restore();
    const { conversation } = first.getState();
    first.setState({
      conversation: { ...conversation, entries: [human('t', 'hello'), { kind: 'assistant', id: 'a', turnId: 't', atMs: 0, text: 'Hi there', heardLength: 2, isOpen: true, isInterrupted: false, quote: null }] },
    });
    await keeper.save();
    expect(first.getState().history).toMatchObject([{ title: 'hello', turnCount: 1 }]);

    const second = createTurnStore();
    await new (await visit()).ConversationKeeper(second, () => undefined).restore();
    expect(second.getState().conversation.id).toBe(conversation.id);
    expect(second.getState().conversation.entries[1]).toMatchObject({ isOpen: false, isInterrupted: true });
  });

  it('are written while they change, not only once they rest', async () => {
    const store = createTurnStore();
    const keeper = new (await visit()).ConversationKeeper(store, () => undefined);
    await keeper.restore();
    const { conversation } = store.getState();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (let word = 1; word <= 6; word += 1) {
      store.setState({ conversation: { ...conversation, entries: [human('t', 'word '.repeat(word))] } });
      vi.advanceTimersByTime(100);
    }
    vi.useRealTimers();
    await vi.waitFor(async () => expect((await keeper.read(conversation.id))?.entries).toMatchObject([{ text: expect.stringContaining('word word word') }]));
  });

  it('are written at the first word: the page may be closed before any timer', async () => {
    const store = createTurnStore();
    const keeper = new (await visit()).ConversationKeeper(store, () => undefined);
    await keeper.restore();
    const { conversation } = store.getState();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    store.setState({ conversation: { ...conversation, entries: [human('t', 'hello')] } });
    expect((await keeper.read(conversation.id))?.entries).toMatchObject([{ text: 'hello' }]);
  });

  it('in which nothing was said are not kept', async () => {
    const store = createTurnStore();
    const keeper = new (await visit()).ConversationKeeper(store, () => undefined);
    await keeper.restore();
    await keeper.save();
    expect(store.getState().history).toEqual([]);
  });

  it('can be deleted', async () => {
    const store = createTurnStore();
    const keeper = new (await visit()).ConversationKeeper(store, () => undefined);
    await keeper.restore();
    const { conversation } = store.getState();
    store.setState({ conversation: { ...conversation, entries: [human('t', 'hello')] } });
    await keeper.save();
    await keeper.delete(conversation.id);
    expect(store.getState().history).toEqual([]);
    expect(await keeper.read(conversation.id)).toBeNull();
  });
});

describe('timers', () => {
  it('ring once, when they are over', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
    const store = createToolStore();
    const rung: string[] = [];
    const keeper = new (await visit()).TimerKeeper(store, ({ label }) => void rung.push(label));
    keeper.start(60, 'tea');
    keeper.start(10, 'eggs');
    expect(keeper.list().map(({ label }) => label)).toEqual(['eggs', 'tea']);
    vi.advanceTimersByTime(10_000);
    expect(rung).toEqual(['eggs']);
    expect(store.getState().timers.map(({ label, isRinging }) => [label, isRinging])).toEqual([['tea', false], ['eggs', true]]);
    vi.advanceTimersByTime(60_000);
    expect(rung).toEqual(['eggs', 'tea']);
  });

  it('ring on the next visit when they ended in between, and not when they were cancelled', async () => {
    const keeper = new (await visit()).TimerKeeper(createToolStore(), () => undefined);
    // The page of the first visit is closed before its own alarm could ring.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    keeper.start(0.01, 'tea');
    keeper.cancel(keeper.start(0.01, 'eggs').id);
    vi.useRealTimers();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const rung: string[] = [];
    const next = new (await visit()).TimerKeeper(createToolStore(), ({ label }) => void rung.push(label));
    await next.restore();
    await vi.waitFor(() => expect(rung).toEqual(['tea']));
  });
});

it('keeps notes until they are deleted', async () => {
  const keeper = new (await visit()).NoteKeeper(createToolStore());
  const milk = await keeper.add('buy milk');
  await keeper.add('call mom');
  await keeper.remove([milk.id]);
  const next = new (await visit()).NoteKeeper(createToolStore());
  await next.restore();
  expect(next.list().map(({ text }) => text)).toEqual(['call mom']);
});

describe('voices', () => {
  const voices = [
    { id: 'ada', name: 'Ada', language: 'en' as const, pitchHz: 210 },
    { id: 'ben', name: 'Ben', language: 'en' as const, pitchHz: 110 },
    { id: 'mei', name: 'Mei', language: 'zh' as const, pitchHz: 220 },
  ];
  const keep = () => new VoiceKeeper(createSettingsStore(), () => voices);

  it('are the first of a language until another is chosen', () => {
    const keeper = keep();
    expect(keeper.voiceFor('en')).toBe('ada');
    expect(keeper.choose('male', 'en')).toBe('male');
    expect(keeper.voiceFor('en')).toBe('ben');
    expect(keeper.voiceFor('zh')).toBe('mei');
  });

  it('go round in a circle', () => {
    const keeper = keep();
    expect([keeper.choose('next', 'en'), keeper.choose('next', 'en')]).toEqual(['male', 'female']);
  });

  it('are lent by another language where one has none of the kind', () => {
    const keeper = keep();
    expect(keeper.choose('male', 'zh')).toBe('male');
    expect(keeper.voiceFor('zh')).toBe('ben');
  });
});
