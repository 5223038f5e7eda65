import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { NEUTRAL_SPEECH } from '../protocol/speech';
import type { StudioStore } from '../stores/studio-store';

/** Storage opens its databases when it is first imported, so each test has modules of its own. */
async function openShelf(store?: StudioStore) {
  vi.resetModules();
  const { StudioShelf } = await import('./studio-shelf');
  const { createStudioStore } = await import('../stores/studio-store');
  const notices: string[] = [];
  const opened = store ?? createStudioStore();
  const shelf = new StudioShelf(opened, (code) => notices.push(code));
  await shelf.restore();
  return { shelf, store: opened, notices };
}

const type = (store: StudioStore, source: string) => store.setState(({ draft }) => ({ draft: { ...draft, line: { ...draft.line, source } } }));
const settle = () => new Promise((resolve) => setTimeout(resolve, 30));

beforeEach(() => vi.stubGlobal('indexedDB', new IDBFactory()));
afterEach(() => vi.useRealTimers());

describe('StudioShelf', () => {
  it('brings back the text that was changed last, with everything that was set for it', async () => {
    const first = await openShelf();
    type(first.store, 'kept (happy)');
    first.store.setState(({ draft }) => ({ draft: { ...draft, title: 'T', voice: { ...draft.voice, voiceId: 'v' }, line: { ...draft.line, dialect: 'british', beatsPerMinute: 120, pitchPoints: [{ at: 2, semitones: 3 }] } } }));
    first.shelf.save();
    await settle();
    const { store } = await openShelf();
    expect(store.getState().draft).toEqual(first.store.getState().draft);
    expect(store.getState().shelf).toMatchObject([{ title: 'T', excerpt: 'kept (happy)' }]);
  });

  it('writes what is typed at once: the page may be closed before any timer', async () => {
    const { store } = await openShelf();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    type(store, 'here and gone');
    const next = await openShelf();
    expect(next.store.getState().draft.line.source).toBe('here and gone');
  });

  it('keeps what was typed before the storage has answered, beside what was there', async () => {
    const first = await openShelf();
    type(first.store, 'long there');
    await settle();
    vi.resetModules();
    const [{ StudioShelf }, { createStudioStore }] = await Promise.all([import('./studio-shelf'), import('../stores/studio-store')]);
    const store = createStudioStore();
    const restoring = new StudioShelf(store, () => undefined).restore();
    type(store, 'quick');
    await restoring;
    expect(store.getState().draft.line.source).toBe('quick');
    expect(store.getState().shelf.map(({ excerpt }) => excerpt)).toEqual(['quick', 'long there']);
    const next = await openShelf();
    expect(next.store.getState().draft.line.source).toBe('quick');
    expect(next.store.getState().shelf).toHaveLength(2);
  });

  it('keeps an empty page out of the list until something is written on it', async () => {
    const { shelf, store } = await openShelf();
    shelf.save();
    shelf.create();
    shelf.save();
    expect(store.getState().shelf).toEqual([]);
  });

  it('changes from one text to another and loses neither', async () => {
    const { shelf, store } = await openShelf();
    type(store, 'first');
    const firstId = store.getState().draft.id;
    shelf.create();
    type(store, 'second');
    await shelf.openText(firstId);
    expect(store.getState().draft.line.source).toBe('first');
    expect(store.getState().shelf.map(({ excerpt }) => excerpt)).toEqual(['second', 'first']);
  });

  it('a copy is a text of its own', async () => {
    const { shelf, store } = await openShelf();
    type(store, 'original');
    const originalId = store.getState().draft.id;
    shelf.duplicate();
    type(store, 'changed');
    await shelf.openText(originalId);
    expect(store.getState().draft.line.source).toBe('original');
  });

  it('a deleted text does not come back, not even by a write that was on its way', async () => {
    const { shelf, store } = await openShelf();
    type(store, 'gone');
    await shelf.remove(store.getState().draft.id);
    shelf.save();
    await settle();
    expect((await openShelf()).store.getState().shelf).toEqual([]);
  });

  it('reads back a file that it wrote and refuses every other', async () => {
    const { shelf, store } = await openShelf();
    type(store, 'taken along');
    const file = shelf.exportFile();
    shelf.create();
    for (const other of ['', '[]', '{"kind":"sotto-studio-text","version":1}', file.replace('"version": 1', '"version": 2'), file.replace('"speakingRate": 1', '"speakingRate": 99')]) {
      expect(await shelf.importFile(new Blob([other]))).toBe(false);
    }
    expect(await shelf.importFile(new Blob([file]))).toBe(true);
    expect(store.getState().draft.line.source).toBe('taken along');
  });

  it('takes ways of speaking along in a file and keeps those of a file, also under names that are too long or empty', async () => {
    const first = await openShelf();
    first.shelf.savePreset('Mine', { ...NEUTRAL_SPEECH, speakingRate: 1.5 });
    first.shelf.savePreset('Other', { ...NEUTRAL_SPEECH, energyDb: 3 });
    const file = new File([first.shelf.exportPresets()], 'ways.json');
    vi.stubGlobal('indexedDB', new IDBFactory());
    const { shelf, store } = await openShelf();
    shelf.savePreset('Mine', NEUTRAL_SPEECH);
    expect(await shelf.importPresets(file)).toEqual({ count: 2 });
    expect(store.getState().presets.map(({ name, controls }) => [name, controls.speakingRate, controls.energyDb])).toEqual([['Mine', 1.5, 0], ['Other', 1, 3]]);
    const odd = JSON.parse(await file.text());
    odd.presets = [{ id: 'x', name: '  ', controls: {} }, { id: 'y', name: 'n'.repeat(99), controls: {} }];
    expect(await shelf.importPresets(new File([JSON.stringify(odd)], 'odd.json'))).toEqual({ count: 1 });
    await settle();
    expect((await openShelf()).store.getState().presets.map(({ name }) => name.length)).toEqual([4, 60, 5]);
    expect(await shelf.importPresets(new File(['{}'], 'no.json'))).toEqual({ fault: expect.stringContaining('no.json is something else') });
    expect(await shelf.importPresets(new File([shelf.exportFile()], 'text.json'))).toEqual({ fault: expect.stringContaining('text.json') });
  });

  it('keeps ways of speaking by name, and one of the same name in place of the first', async () => {
    const { shelf } = await openShelf();
    shelf.savePreset('Mine', NEUTRAL_SPEECH);
    shelf.savePreset('Mine', { ...NEUTRAL_SPEECH, speakingRate: 1.5 });
    await settle();
    const { presets } = (await openShelf()).store.getState();
    expect(presets.map(({ name, controls }) => [name, controls.speakingRate])).toEqual([['Mine', 1.5]]);
  });
});
