import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clear, createStore, keys } from 'idb-keyval';
import { writeTurnSound } from '../storage/turn-sounds';
import * as storage from '../storage/turn-sounds';
import { joinPieces } from './sound-pieces';
import { TurnSounds } from './turn-sounds';

const second = () => ({ pcm: new Float32Array(16_000), sampleRateHz: 16_000 });
const store = createStore('sotto-turn-sounds', 'sounds');

beforeEach(() => clear(store));
afterEach(() => vi.restoreAllMocks());

it('gives back what was said, to sixteen bits, from the disk', async () => {
  const sounds = new TurnSounds();
  await sounds.keep('a', { pcm: Float32Array.of(0, 0.5, -1), sampleRateHz: 24_000 });
  expect(await sounds.read('b')).toBeNull();
  const read = vi.spyOn(storage, 'readTurnSound');
  const { pcm, sampleRateHz } = (await sounds.read('a'))!;
  expect(read).toHaveBeenCalledOnce();
  expect(sampleRateHz).toBe(24_000);
  [0, 0.5, -1].forEach((sample, index) => expect(pcm[index]).toBeCloseTo(sample, 4));
});

it('forgets the oldest first, and never the newest', async () => {
  const sounds = new TurnSounds(2);
  for (const name of ['a', 'b', 'c']) await sounds.keep(name, second());
  expect(await Promise.all(['a', 'b', 'c'].map(async (name) => (await sounds.read(name)) !== null))).toEqual([false, true, true]);
  await sounds.keep('long', { pcm: new Float32Array(160_000), sampleRateHz: 16_000 });
  expect(await Promise.all(['b', 'c', 'long'].map(async (name) => (await sounds.read(name)) !== null))).toEqual([false, false, true]);
});

it('keeps in memory what the disk has no room for', async () => {
  vi.spyOn(storage, 'writeTurnSound').mockRejectedValue(new DOMException('', 'QuotaExceededError'));
  const sounds = new TurnSounds();
  await sounds.keep('a', second());
  expect((await sounds.read('a'))?.pcm).toHaveLength(16_000);
});

it('deletes really', async () => {
  const sounds = new TurnSounds();
  await sounds.keep('a', second());
  expect(await keys(store)).toHaveLength(1);
  await sounds.delete(['a']);
  // Deleted while it is on its way to the disk.
  const kept = sounds.keep('b', second());
  await sounds.delete(['b']);
  await kept;
  expect(await keys(store)).toEqual([]);
  expect(await sounds.read('b')).toBeNull();
});

it('clears away what a visit has left that is over, and leaves alone one that goes on', async () => {
  await writeTurnSound('visit-over', 'a', { pcm: Int16Array.of(1), sampleRateHz: 16_000 });
  await writeTurnSound('visit-elsewhere', 'a', { pcm: Int16Array.of(1), sampleRateHz: 16_000 });
  const locks = { request: () => Promise.resolve(), query: () => Promise.resolve({ held: [{ name: 'sotto-visit visit-elsewhere' }], pending: [] }) };
  vi.stubGlobal('navigator', { locks });
  await new TurnSounds().open();
  vi.unstubAllGlobals();
  expect(await keys(store)).toEqual(['visit-elsewhere a']);
});

it('joins both sides at one rate with pauses between', () => {
  const joined = joinPieces([{ pcm: new Float32Array(1600).fill(0.5), sampleRateHz: 16_000 }, { pcm: new Float32Array(2400).fill(0.5), sampleRateHz: 24_000 }], 16_000);
  expect(joined.length).toBe(1600 + 1600 + 2 * 6400);
  expect(joined[800]).toBeCloseTo(0.5);
  expect(joined[1600 + 3200]).toBe(0);
  expect(joined[1600 + 6400 + 800]).toBeCloseTo(0.5, 2);
});
