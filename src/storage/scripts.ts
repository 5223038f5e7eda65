import { del, get, promisifyRequest, set } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/**
 * Scripts: a head for the list, the project as the text of its file, and the recording of its music.
 *
 * The file is written and read by `src/studio/project-file.ts`, which knows its version; here it is only text.
 */
const store = openStore('sotto-scripts', 'records');

const HEAD = v.object({ id: v.string(), title: v.string(), updatedAtMs: v.number(), lineCount: v.number(), readyCount: v.number(), seconds: v.number() });
/** What the list shows of a script; `seconds` is the sound that is kept of it. */
export type StoredScriptHead = v.InferOutput<typeof HEAD>;

const headKey = (id: string) => `head ${id}`;
const fileKey = (id: string) => `file ${id}`;
const musicKey = (id: string) => `music ${id}`;
/** Which script was open, and whether it was being rendered. */
const DESK_KEY = 'desk';
const DESK = v.object({ openId: v.nullable(v.string()), isRendering: v.boolean() });
export type StoredDesk = v.InferOutput<typeof DESK>;

/** Head and file in one transaction, so that a tab that is closed leaves both as they were. */
export async function writeScript(head: StoredScriptHead, file: string): Promise<void> {
  const checked = v.parse(HEAD, head);
  await store('readwrite', (records) => {
    records.put(checked, headKey(head.id));
    records.put(file, fileKey(head.id));
    return promisifyRequest(records.transaction);
  });
}

/** Writes what the list shows of a script that is kept already. */
export async function writeHead(head: StoredScriptHead): Promise<void> {
  await set(headKey(head.id), v.parse(HEAD, head), store);
}

/** The file of a script; null where there is none. */
export async function readScript(id: string): Promise<string | null> {
  const file = await get<unknown>(fileKey(id), store);
  return typeof file === 'string' ? file : null;
}

/** Newest first. Scripts whose head cannot be read come last, with their id alone, so that a person may still delete them. */
export async function listScripts(): Promise<{ heads: StoredScriptHead[]; damagedIds: string[] }> {
  const range = IDBKeyRange.bound('head ', 'head \uffff');
  const [keys, values] = await store('readonly', (records) => Promise.all([promisifyRequest(records.getAllKeys(range)), promisifyRequest<unknown[]>(records.getAll(range))]));
  const heads: StoredScriptHead[] = [];
  const damagedIds: string[] = [];
  for (const [index, value] of values.entries()) {
    const result = v.safeParse(HEAD, value);
    if (result.success) heads.push(result.output);
    else damagedIds.push(String(keys[index]).slice('head '.length));
  }
  return { heads: heads.sort((a, b) => b.updatedAtMs - a.updatedAtMs), damagedIds };
}

export async function deleteScript(id: string): Promise<void> {
  await store('readwrite', (records) => {
    for (const key of [headKey(id), fileKey(id), musicKey(id)]) records.delete(key);
    return promisifyRequest(records.transaction);
  });
}

export async function readDesk(): Promise<StoredDesk> {
  const result = v.safeParse(DESK, await get(DESK_KEY, store));
  return result.success ? result.output : { openId: null, isRendering: false };
}

export async function writeDesk(desk: StoredDesk): Promise<void> {
  await set(DESK_KEY, v.parse(DESK, desk), store);
}

const MUSIC = v.object({ recording: v.instance(Blob), sampleCount: v.number() });
/** The recording as it was chosen, and its length at the rate of `src/protocol/media.ts`. */
export type StoredMusic = v.InferOutput<typeof MUSIC>;

export async function writeMusic(id: string, music: StoredMusic): Promise<void> {
  await set(musicKey(id), music, store);
}

export async function readMusic(id: string): Promise<StoredMusic | null> {
  const result = v.safeParse(MUSIC, await get(musicKey(id), store));
  return result.success ? result.output : null;
}

export async function deleteMusic(id: string): Promise<void> {
  await del(musicKey(id), store);
}
