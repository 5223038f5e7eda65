import { get, promisifyRequest, set } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/**
 * The sound of lines, as 16-bit PCM in pieces: two bytes a sample, 115 MB an hour at 16 kHz.
 *
 * Not compressed: it is what every export is made from, and lossless codecs are not in browsers. A sound is there when its head is; pieces
 * without one were left by a tab that was closed or a line that was changed meanwhile.
 */
const store = openStore('sotto-line-sounds', 'sounds');

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const PROVENANCE = v.object({ neural: v.pipe(v.array(v.string()), v.readonly()), signal: v.pipe(v.array(v.string()), v.readonly()) });
/** Sounds of earlier versions do not tell what made them. */
const HEAD = v.object({ lineId: v.string(), sampleRateHz: v.pipe(v.number(), v.minValue(1)), sampleCount: count, pieceCount: count, provenance: v.optional(PROVENANCE) });
/** `lineId` is the line it was made for; other lines that say the same may use it, too. */
export type SoundHead = v.InferOutput<typeof HEAD>;

const headKey = (scriptId: string, key: string) => `head ${scriptId} ${key}`;
const wordsKey = (scriptId: string, key: string) => `words ${scriptId} ${key}`;
const pieceKey = (scriptId: string, key: string, index: number) => `pcm ${scriptId} ${key} ${String(index).padStart(6, '0')}`;
const startingWith = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);
const KINDS = ['head', 'words', 'pcm'];

export async function writePiece(scriptId: string, key: string, index: number, pcm: Int16Array<ArrayBuffer>): Promise<void> {
  await set(pieceKey(scriptId, key, index), pcm, store);
}

/** Makes a sound whose pieces are written one of the script. @param words (words, 4): start and end in the spoken text, start and end in ms */
export async function commitSound(scriptId: string, key: string, head: SoundHead, words: Int32Array<ArrayBuffer>): Promise<void> {
  const checked = v.parse(HEAD, head);
  await store('readwrite', (records) => {
    records.put(words, wordsKey(scriptId, key));
    records.put(checked, headKey(scriptId, key));
    return promisifyRequest(records.transaction);
  });
}

/** All sounds of a script, by key. */
export async function readHeads(scriptId: string): Promise<Map<string, SoundHead>> {
  const range = startingWith(`head ${scriptId} `);
  const [keys, values] = await store('readonly', (records) => Promise.all([promisifyRequest(records.getAllKeys(range)), promisifyRequest<unknown[]>(records.getAll(range))]));
  return new Map(values.flatMap((value, index) => {
    const head = v.safeParse(HEAD, value);
    return head.success ? [[String(keys[index]).split(' ')[2] ?? '', head.output] as const] : [];
  }));
}

/** Null when it is gone. */
export async function readPiece(scriptId: string, key: string, index: number): Promise<Int16Array | null> {
  const piece = await get<unknown>(pieceKey(scriptId, key, index), store);
  return piece instanceof Int16Array ? piece : null;
}

export async function readWords(scriptId: string, key: string): Promise<Int32Array | null> {
  const words = await get<unknown>(wordsKey(scriptId, key), store);
  return words instanceof Int32Array ? words : null;
}

/** Deletes some sounds of a script. */
export async function deleteSounds(scriptId: string, keys: readonly string[]): Promise<void> {
  await store('readwrite', (records) => {
    for (const key of keys) {
      records.delete(headKey(scriptId, key));
      records.delete(wordsKey(scriptId, key));
      records.delete(startingWith(`pcm ${scriptId} ${key} `));
    }
    return promisifyRequest(records.transaction);
  });
}

/** Deletes what was begun of a script's sounds and never finished. Not while any is being written. */
export async function deleteLeftovers(scriptId: string): Promise<void> {
  const heads = startingWith(`head ${scriptId} `);
  const pieces = startingWith(`pcm ${scriptId} `);
  const [headKeys, pieceKeys] = await store('readonly', (records) => Promise.all([promisifyRequest(records.getAllKeys(heads)), promisifyRequest(records.getAllKeys(pieces))]));
  const keyIn = (record: IDBValidKey) => String(record).split(' ')[2] ?? '';
  const known = new Set(headKeys.map(keyIn));
  const leftKeys = [...new Set(pieceKeys.map(keyIn))].filter((key) => !known.has(key));
  if (leftKeys.length > 0) await deleteSounds(scriptId, leftKeys);
}

/** Deletes all sounds of a script, also what a closed tab has left half done. */
export async function deleteAllSounds(scriptId: string): Promise<void> {
  await store('readwrite', (records) => {
    for (const kind of KINDS) records.delete(startingWith(`${kind} ${scriptId} `));
    return promisifyRequest(records.transaction);
  });
}
