import { get, set } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/** The same shape as `Drafts` of `src/session/drafts.ts`. */
const DRAFTS = v.object({ message: v.string(), scriptText: v.string() });
export type StoredDrafts = v.InferOutput<typeof DRAFTS>;

const store = openStore('sotto-drafts', 'drafts');
const KEY = 'drafts';

/** Null where nothing was kept, or nothing that can be read. */
export async function readDrafts(): Promise<StoredDrafts | null> {
  const result = v.safeParse(DRAFTS, await get(KEY, store));
  return result.success ? result.output : null;
}

export async function writeDrafts(drafts: StoredDrafts): Promise<void> {
  await set(KEY, v.parse(DRAFTS, drafts), store);
}
