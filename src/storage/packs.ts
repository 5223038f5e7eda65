import { del, get, set, values } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/** A pack that was fetched whole; its presence is the commit. The manifest is checked by `src/packs` on reading. */
const COMMITTED_PACK = v.object({
  id: v.string(),
  manifest: v.unknown(),
  committedAtMs: v.number(),
});

export type CommittedPack = v.InferOutput<typeof COMMITTED_PACK>;

const store = openStore('sotto-packs', 'packs');

export async function readCommittedPack(id: string): Promise<CommittedPack | null> {
  const result = v.safeParse(COMMITTED_PACK, await get(id, store));
  return result.success ? result.output : null;
}

export async function listCommittedPacks(): Promise<CommittedPack[]> {
  const all = await values<unknown>(store);
  return all.flatMap((value) => {
    const result = v.safeParse(COMMITTED_PACK, value);
    return result.success ? [result.output] : [];
  });
}

export async function commitPack(pack: CommittedPack): Promise<void> {
  await set(pack.id, pack, store);
}

export async function forgetPack(id: string): Promise<void> {
  await del(id, store);
}
