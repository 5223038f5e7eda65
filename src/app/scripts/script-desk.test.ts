import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { zipSync } from 'fflate';
import { createStore, set } from 'idb-keyval';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createScriptStore } from '../../stores/script-store';
import { scriptLines } from '../../studio/script/script';
import { emptyProject, projectFromFile, projectFromText } from './import-script';
import type { Project } from '../../studio/project';
import { writeProject } from '../../studio/project-file';

/** The storage modules open their databases once; a new visit is a new copy of them. */
async function visit() {
  vi.resetModules();
  const [storage, { ScriptDesk }] = await Promise.all([import('../../storage/scripts'), import('./script-desk')]);
  const store = createScriptStore();
  const desk = new ScriptDesk(store, storage);
  await desk.restore();
  return { store, desk, storage, state: () => store.getState() };
}
const sources = (project: Project | null) => (project === null ? [] : scriptLines(project.script).map(({ source }) => source));

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('the desk', () => {
  it('keeps what was written on it for the next visit, without being asked', async () => {
    const first = await visit();
    await first.desk.add(projectFromText('Ann: Hello.\n\nBob: Well.', 1));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { open } = first.state();
    first.desk.edit({ type: 'source.set', lineId: scriptLines(open!.script)[0]!.id, source: 'Goodbye.' });
    first.desk.change({ loudnessLufs: null });
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    await vi.waitFor(async () => expect(await first.storage.readScript(open!.id)).toContain('Goodbye.'));
    const second = await visit();
    expect(second.state().projects).toMatchObject([{ id: open!.id, lineCount: 2 }]);
    expect(await second.desk.open(open!.id)).toBe(true);
    expect(sources(second.state().open)).toEqual(['Goodbye.', 'Well.']);
    expect(second.state().open?.loudnessLufs).toBeNull();
  });

  it('writes the first change at once: the page may be closed before any timer', async () => {
    const { desk, state, storage } = await visit();
    await desk.add(projectFromText('Ann: Hello.', 1));
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    desk.edit({ type: 'source.set', lineId: scriptLines(state().open!.script)[0]!.id, source: 'Goodbye.' });
    expect(await storage.readScript(state().open!.id)).toContain('Goodbye.');
  });

  it('takes back and does again', async () => {
    const { desk, state } = await visit();
    await desk.add(projectFromText('One.\n\nTwo.', 1));
    const [one] = scriptLines(state().open!.script);
    desk.edit({ type: 'lines.delete', lineIds: [one!.id] });
    expect([sources(state().open), state().canUndo, state().canRedo]).toEqual([['Two.'], true, false]);
    desk.undo();
    expect([sources(state().open), state().canUndo, state().canRedo]).toEqual([['One.', 'Two.'], false, true]);
    desk.redo();
    expect(sources(state().open)).toEqual(['Two.']);
  });

  it('says of a damaged project what can be done, and leaves it and all others as they are', async () => {
    const { desk, state, storage } = await visit();
    await desk.add({ ...projectFromText('Fine.', 1), id: 'good' });
    await desk.close();
    await storage.writeScript({ id: 'bad', title: 'Tale', updatedAtMs: 2, lineCount: 1, readyCount: 0, seconds: 0 }, '{"format":"sotto-studio-project","version":1}');
    await set('head worse', { id: 'worse', title: 7 }, createStore('sotto-scripts', 'records'));
    await desk.restore();
    expect(state().projects.map(({ id, title }) => [id, title])).toEqual([['bad', 'Tale'], ['good', ''], ['worse', 'Damaged project']]);
    expect(await desk.open('bad')).toBe(false);
    expect(state().fault).toMatchObject({ code: 'damaged-project', message: expect.stringContaining('“Tale” is damaged') });
    expect(await storage.readScript('bad')).toContain('sotto-studio-project');
    expect(await desk.open('good')).toBe(true);
    await desk.remove('bad');
    await desk.remove('worse');
    expect((await visit()).state().projects.map(({ id }) => id)).toEqual(['good']);
  });

  it('duplicates and renames what is not open', async () => {
    const { desk, state } = await visit();
    await desk.add({ ...projectFromText('Fine.', 1), id: 'a' });
    desk.edit({ type: 'title.set', title: 'Tale' });
    await desk.duplicate('a', 'b');
    await desk.close();
    await desk.rename('b', 'Other tale');
    expect(state().projects.map(({ id, title }) => [id, title])).toEqual([['b', 'Other tale'], ['a', 'Tale']]);
    await desk.open('b');
    expect([state().open?.script.title, sources(state().open)]).toEqual(['Other tale', ['Fine.']]);
  });

  it('tells when there is no room, and writes again with the next change', async () => {
    const { desk, state, store } = await visit();
    const { ScriptDesk } = await import('./script-desk');
    let isFull = true;
    const files: string[] = [];
    const storage = { listScripts: async () => ({ heads: [], damagedIds: [] }), readScript: async () => null, writeHead: async () => undefined, deleteScript: async () => undefined,
      writeScript: async (_head: object, file: string) => { if (isFull) throw new DOMException('No room.', 'QuotaExceededError'); files.push(file); } };
    const full = new ScriptDesk(store, storage);
    await full.add(projectFromText('Fine.', 1));
    expect(state().fault?.code).toBe('storage-full');
    isFull = false;
    full.change({ hasMetronome: true });
    await full.save();
    expect(files).toHaveLength(1);
    await desk.restore();
  });
});

describe('a file becomes a project', () => {
  const file = (name: string, content: BlobPart) => new File([content], name);
  it('whatever it is: text, Markdown, a project; and gets an id of its own', async () => {
    expect(sources((await projectFromFile(file('a.txt', 'Ann: Hello.\nBob: Well.'), 1)).project)).toEqual(['Hello.', 'Well.']);
    const { project: markdown } = await projectFromFile(file('b.md', '# One\n\nSome *words*.\n\n```\ncode\n```'), 1);
    expect(sources(markdown)).toEqual(['One', 'Some *words*.']);
    const project = { ...emptyProject(1), id: 'x' };
    const { project: again, music } = await projectFromFile(file('c.json', writeProject(project)), 5);
    expect(music).toBe(null);
    expect(again).toEqual({ ...project, id: again.id, updatedAtMs: 5 });
    expect(again.id).not.toBe('x');
  });
  it('or is refused with the reason', async () => {
    await expect(projectFromFile(file('a.txt', ' \n '), 1)).rejects.toMatchObject({ code: 'empty' });
    await expect(projectFromFile(file('a.epub', 'no zip'), 1)).rejects.toMatchObject({ code: 'not-a-book' });
    const sound = new Uint8Array(Int16Array.from({ length: 5000 }, (_, n) => 9000 * Math.sin(n / 9)).buffer);
    for (const bytes of [sound, zipSync({ 'a.xml': [sound, { level: 6 }] })]) await expect(projectFromFile(new File([bytes], 'a.mp3'), 1)).rejects.toMatchObject({ code: 'not-text', message: expect.stringContaining('a.mp3 is not a text') });
    await expect(projectFromFile(file('a.json', '{'), 1)).rejects.toMatchObject({ code: 'not-a-project' });
  });
});
