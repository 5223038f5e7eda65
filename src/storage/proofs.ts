import { getMany, setMany } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/** That something computed what it should have, on this device. */
const PROOF = v.object({ maxError: v.number(), provenAtMs: v.number() });

export type Proof = v.InferOutput<typeof PROOF>;

const store = openStore('sotto-proofs', 'proofs');

/** One for each key, in its place; null where there is none. */
export async function readProofs(keys: string[]): Promise<(Proof | null)[]> {
  const stored = await getMany<unknown>(keys, store);
  return stored.map((value) => {
    const result = v.safeParse(PROOF, value);
    return result.success ? result.output : null;
  });
}

export async function writeProof(key: string, proof: Proof): Promise<void> {
  await setMany([[key, proof]], store);
}
