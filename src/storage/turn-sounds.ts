import { del, get, keys, promisifyRequest, set } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/**
 * What was said and heard in conversations, on disk because a long talk would fill the memory; 16-bit PCM.
 *
 * It is kept for one visit of the page and goes with it: whoever opens the page deletes what visits that are over have left.
 */
const store = openStore('sotto-turn-sounds', 'sounds');

const SOUND = v.object({ pcm: v.instance(Int16Array), sampleRateHz: v.pipe(v.number(), v.minValue(1)) });
/** `pcm`: (samples), 16-bit. */
export type TurnSound = { pcm: Int16Array<ArrayBuffer>; sampleRateHz: number };

const keyOf = (visitId: string, name: string) => `${visitId} ${name}`;
const visitOf = (key: string) => key.split(' ')[0] ?? '';

export const writeTurnSound = (visitId: string, name: string, sound: TurnSound): Promise<void> => set(keyOf(visitId, name), sound, store);
export const deleteTurnSound = (visitId: string, name: string): Promise<void> => del(keyOf(visitId, name), store);

/** Null when it is gone. */
export async function readTurnSound(visitId: string, name: string): Promise<v.InferOutput<typeof SOUND> | null> {
  const sound = v.safeParse(SOUND, await get<unknown>(keyOf(visitId, name), store));
  return sound.success ? sound.output : null;
}

/** Deletes the sounds of every visit but these. */
export async function deleteOtherVisits(visitIds: ReadonlySet<string>): Promise<void> {
  const ended = (await keys<IDBValidKey>(store)).filter((key) => typeof key === 'string').filter((key) => !visitIds.has(visitOf(key)));
  if (ended.length === 0) return;
  await store('readwrite', (records) => {
    for (const key of ended) records.delete(key);
    return promisifyRequest(records.transaction);
  });
}
