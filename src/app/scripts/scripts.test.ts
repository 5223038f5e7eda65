import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it, vi } from 'vitest';
import { createModelStore } from '../../stores/model-store';
import { createScriptStore } from '../../stores/script-store';
import { createTurnStore } from '../../stores/turn-store';
import { NEUTRAL_SPEECH, PLAIN_SHAPE } from '../../protocol/speech';
import { mergeControls } from '../../studio/controls';
import { scriptLines } from '../../studio/script/script';
import { DEFAULT_MUSIC } from '../../studio/project';
import { readProjectFile } from '../../studio/project-file';
import { projectFromText } from './import-script';
import type { MusicDecoder } from './looped-music';
import { FakeScriptVoice } from './test-helpers/fake-script-voice';

const SUMMARY = { id: 'mini', name: 'Mini', version: '1', totalBytes: 1, languages: ['en'], licence: 'x', voices: [{ id: 'eva', name: 'Eva', language: 'en' as const }] };

/** The storage modules open their databases once; a new visit is a new copy of them. */
async function visit(voice = new FakeScriptVoice(), decoder: MusicDecoder = { async *decode() { /* No music. */ } }) {
  vi.resetModules();
  const [{ Scripts }, { ScriptSound }] = await Promise.all([import('./scripts'), import('./script-sound')]);
  const store = createScriptStore();
  const model = createModelStore();
  const scripts = new Scripts({ store, model, turn: createTurnStore(), voice, decoder, loadEngines: async () => true, recover: async () => true });
  const sound = new ScriptSound(scripts);
  await scripts.restore();
  const phases = () => [...store.getState().lines.values()].map(({ phase }) => phase);
  return { scripts, sound, store, model, voice, phases, start: () => model.setState({ summary: SUMMARY }) };
}

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory();
});

it('a script waits for the voices, is rendered, and on the next visit only what was changed is rendered again', async () => {
  const first = await visit();
  await first.scripts.add({ ...projectFromText('Ann: Hello.\n\nBob: Well.\n\nAnn: Bye.', 1), id: 's' });
  await vi.waitFor(() => expect(first.phases()).toEqual(['none', 'none', 'none']));
  first.start();
  await vi.waitFor(() => expect(first.store.getState().progress.lineCount).toBe(3));
  await first.scripts.queue.renderAll();
  await vi.waitFor(() => expect(first.phases()).toEqual(['ready', 'ready', 'ready']));
  expect(first.store.getState().progress).toMatchObject({ phase: 'idle', readyCount: 3 });
  expect(first.store.getState().usedBytes).toBeGreaterThan(0);
  expect(first.store.getState().provenance).toEqual({ neural: ['a fake'], signal: [] });
  first.scripts.desk.edit({ type: 'source.set', lineId: scriptLines(first.store.getState().open!.script)[1]!.id, source: 'Not well.' });
  await first.scripts.desk.save();

  const second = await visit();
  second.start();
  await second.scripts.resume();
  await vi.waitFor(() => expect(second.phases()).toEqual(['ready', 'stale', 'ready']));
  expect(second.store.getState().provenance.neural).toEqual(['a fake']);
  await second.scripts.queue.renderAll();
  expect(second.voice.asked).toEqual(['Not well.']);
});

it('a visit that ends in the middle is gone on with by itself, and a script that is deleted leaves nothing', async () => {
  const first = await visit();
  first.start();
  await first.scripts.add({ ...projectFromText('One.\n\nTwo.\n\nThree.', 1), id: 's' });
  first.voice.beforeChunk = (count) => (count === 2 ? new Promise<void>(() => undefined) : undefined);
  void first.scripts.queue.renderAll();
  await vi.waitFor(() => expect(first.phases()).toEqual(['ready', 'rendering', 'waiting']));

  const second = await visit();
  await second.scripts.resume();
  second.start();
  await vi.waitFor(() => expect(second.phases()).toEqual(['ready', 'ready', 'ready']), 5000);
  expect(second.voice.asked).toEqual(['Two.', 'Three.']);
  await second.scripts.remove('s');
  const { readHeads } = await import('../../storage/line-sounds');
  expect((await readHeads('s')).size).toBe(0);
  const third = await visit();
  await third.scripts.resume();
  expect([third.store.getState().open, third.store.getState().projects]).toEqual([null, []]);
});

it('a slider that is dragged through the ways of somebody is planned once, when it rests or somebody wants to hear it', async () => {
  const { scripts, start, phases, voice } = await visit();
  start();
  await scripts.add({ ...projectFromText(Array.from({ length: 50 }, (_, n) => `Ann: Line number ${n}.`).join('\n\n'), 1), id: 's' });
  await scripts.queue.again(scriptLines(scripts.parts.store.getState().open!.script)[0]!.id);
  await vi.waitFor(() => expect(phases()[0]).toBe('ready'));
  const plans = vi.spyOn(scripts.queue, 'setPlan');
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const drag = (from: number) => {
    for (let step = 0; step < 60; step++) {
      scripts.desk.edit({ type: 'speaker.way', name: 'Ann', way: { controls: mergeControls(NEUTRAL_SPEECH, { pitchSemitones: from + step / 10 }) } });
      vi.advanceTimersByTime(30);
    }
  };
  drag(0);
  expect(plans).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1000);
  expect(plans).toHaveBeenCalledTimes(1);
  drag(1);
  scripts.plan.settle();
  vi.advanceTimersByTime(1000);
  expect(plans).toHaveBeenCalledTimes(2);
  // Words are planned as they are typed, and with them what waited.
  drag(2);
  scripts.desk.edit({ type: 'source.set', lineId: scriptLines(scripts.parts.store.getState().open!.script)[1]!.id, source: 'Other words.' });
  expect(plans).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(1000);
  expect(plans).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
  await vi.waitFor(() => expect(phases().slice(0, 2)).toEqual(['stale', 'none']));
  expect(voice.asked).toEqual(['Line number 0.']);
});

it('a line that is made while a slider moves is made as it was planned, and made again afterwards', async () => {
  const { scripts, start, phases, voice } = await visit();
  start();
  await scripts.add({ ...projectFromText('Ann: One.\n\nAnn: Two.', 1), id: 's' });
  let release: () => void = () => undefined;
  voice.beforeChunk = (count) => (count === 1 ? new Promise<void>((resolve) => { release = resolve; }) : undefined);
  void scripts.queue.renderAll();
  await vi.waitFor(() => expect(phases()).toEqual(['rendering', 'waiting']));
  scripts.desk.edit({ type: 'speaker.way', name: 'Ann', way: { controls: mergeControls(NEUTRAL_SPEECH, { pitchSemitones: 3 }) } });
  release();
  await vi.waitFor(() => expect(phases()).toEqual(['ready', 'ready']), 5000);
  await vi.waitFor(() => expect(voice.asked.filter((text) => text === 'One.')).toHaveLength(2), 5000);
  await vi.waitFor(() => expect(phases()).toEqual(['ready', 'ready']), 5000);
});

it('a voice that is gone is named by no script any more, open or not, also when that is undone, and what it said goes', async () => {
  const gone = { voiceId: 'clone-a', shape: PLAIN_SHAPE };
  const { scripts, start, store } = await visit();
  const { readHeads } = await import('../../storage/line-sounds');
  const { readScript } = await import('../../storage/scripts');
  start();
  await scripts.add({ ...projectFromText('Ann: One.\n\nBob: Two.', 1), id: 'closed', voice: gone });
  await scripts.queue.renderAll();
  await scripts.add({ ...projectFromText('Ann: One.\n\nBob: Two.', 1), id: 'open' });
  scripts.desk.edit({ type: 'speaker.voice', name: 'Ann', voice: gone });
  scripts.plan.settle();
  await scripts.queue.renderAll();
  scripts.desk.edit({ type: 'title.set', title: 'Tale' });
  expect([(await readHeads('closed')).size, (await readHeads('open')).size]).toEqual([2, 2]);
  await scripts.leaveVoice('clone-a');
  expect(store.getState().open?.script.speakers.map(({ voice }) => voice)).toEqual([null, null]);
  expect([(await readHeads('closed')).size, (await readHeads('open')).size]).toEqual([0, 1]);
  expect(`${await readScript('open')} ${await readScript('closed')}`).not.toContain('clone-a');
  scripts.desk.undo();
  expect(JSON.stringify(store.getState().open)).not.toContain('clone-a');
});

it('an export renders what is missing first, and says when there is nothing to say', async () => {
  const { scripts, sound, start, store } = await visit();
  start();
  await scripts.add(projectFromText('# Tale\n\nOne two.\n\nThree.', 1));
  const file = await sound.export('wav');
  const bytes = (await file?.blob.arrayBuffer())?.byteLength ?? 0;
  const { progress, open } = store.getState();
  const pauses = scriptLines(open!.script).reduce((sum, { pauseAfterMs }) => sum + pauseAfterMs, 0);
  expect((bytes - 44) / 2000).toBeCloseTo(progress.seconds + pauses / 1000, 5);
  await scripts.add({ ...projectFromText('x', 1), script: { title: '', speakers: [], chapters: [{ id: 'c', title: '', lines: [] }] } });
  expect(await sound.export('srt')).toBeNull();
  expect(store.getState().fault?.code).toBe('nothing-to-say');
});

it('a project takes its music to another device; damaged music is told, and the rest is there', async () => {
  // Decodes what begins with 7, a second long.
  const decoder: MusicDecoder = { async *decode(file) { if (new Uint8Array(await file.arrayBuffer())[0] === 7) yield { type: 'media.chunk', pcm: new Float32Array(16_000), startMs: 0, isLast: true }; } };
  const here = await visit(undefined, decoder);
  await here.scripts.add({ ...projectFromText('Ann: One.', 1), id: 's' });
  await here.sound.setMusic(new File([Uint8Array.of(7, 8, 9)], 'rain.ogg', { type: 'audio/ogg' }));
  const text = await (await here.sound.export('project'))!.blob.text();

  globalThis.indexedDB = new IDBFactory();
  const there = await visit(undefined, decoder);
  const { project, music } = readProjectFile(text, 'a.json');
  expect(await there.sound.keepImported(project, music, 'a.json')).toBe(null);
  await there.scripts.add(project);
  await vi.waitFor(() => expect(there.store.getState().music).toEqual({ phase: 'ready', durationMs: 1000, byteCount: 3 }));
  expect(there.store.getState().open?.music).toEqual({ ...DEFAULT_MUSIC, fileName: 'rain.ogg' });
  expect([...new Uint8Array(await there.sound.music!.recording.arrayBuffer())]).toEqual([7, 8, 9]);

  for (const damaged of ['damaged', { type: 'audio/ogg', bytes: Uint8Array.of(1, 2) }] as const) {
    const other = { ...project, id: `without ${String(damaged)}` };
    expect(await there.sound.keepImported(other, damaged, 'a.json')).toMatch(/music in a\.json is damaged.*rain\.ogg/);
    await there.scripts.add(other);
    await vi.waitFor(() => expect(there.store.getState().music.phase).toBe('failed'));
    expect(there.store.getState().open).toEqual(other);
  }
});

it('it is told that what was open is being opened until it is there, also when nothing was, and when storage fails', async () => {
  const first = await visit();
  expect(first.store.getState()).toMatchObject({ open: null, isResuming: true });
  await first.scripts.resume();
  expect(first.store.getState()).toMatchObject({ open: null, isResuming: false });
  await first.scripts.add({ ...projectFromText('Ann: Hello.', 1), id: 's' });
  first.start();
  await vi.waitFor(() => expect(first.phases()).toEqual(['none']));

  const second = await visit();
  const seen: [boolean, boolean][] = [];
  second.store.subscribe(({ open, isResuming }) => seen.push([open !== null, isResuming]));
  await second.scripts.resume();
  expect(second.store.getState().open?.id).toBe('s');
  expect(seen).not.toContainEqual([false, false]);
  await second.scripts.close();
  expect(second.store.getState()).toMatchObject({ open: null, isResuming: false });

  const third = await visit();
  const reading = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(() => {
    throw new DOMException('It is locked.', 'InvalidStateError');
  });
  await expect(third.scripts.resume()).rejects.toThrow('It is locked.');
  reading.mockRestore();
  expect(third.store.getState().isResuming).toBe(false);
});
