import { promisifyRequest } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';
import { DOCUMENT_HEAD, SEGMENT_BLOCK, type StoredDocument } from './transcript-schema';

/** What transcripts were before they were edited: a whole document each, because they are few. */
const store = openStore('sotto-versions', 'versions');

/** Kept of one transcript: the first, which is as it was heard, and the newest. */
const MAX_VERSIONS = 10;
const VERSION = v.object({ head: DOCUMENT_HEAD, segments: SEGMENT_BLOCK });

const versionKey = ({ id, updatedAtMs }: StoredDocument) => `${id} ${String(updatedAtMs).padStart(16, '0')}`;
const versionsOf = (id: string) => IDBKeyRange.bound(`${id} `, `${id} \uffff`);

/** Keeps a document as it is now; the same document again changes nothing. */
export async function keepVersion(document: StoredDocument): Promise<void> {
  const { segments, ...rest } = document;
  const version = v.parse(VERSION, { head: { ...rest, segmentCount: segments.length }, segments });
  const key = versionKey(document);
  const known = await store('readonly', (versions) => promisifyRequest(versions.getAllKeys(versionsOf(document.id))));
  const keys = [...new Set([...known.map(String), key])].sort();
  await store('readwrite', (versions) => {
    versions.put(version, key);
    for (const old of keys.slice(1, 1 + Math.max(0, keys.length - MAX_VERSIONS))) versions.delete(old);
    return promisifyRequest(versions.transaction);
  });
}

/** Newest first; what is damaged is left out. */
export async function listVersions(id: string): Promise<StoredDocument[]> {
  const found = await store('readonly', (versions) => promisifyRequest<unknown[]>(versions.getAll(versionsOf(id))));
  return found.reverse().flatMap((value) => {
    const result = v.safeParse(VERSION, value);
    if (!result.success) return [];
    const { id: own, title, fileName, createdAtMs, updatedAtMs, durationMs, speakers, sounds } = result.output.head;
    return [{ id: own, title, fileName, createdAtMs, updatedAtMs, durationMs, speakers, sounds, segments: result.output.segments }];
  });
}

export async function deleteVersions(id: string): Promise<void> {
  await store('readwrite', (versions) => {
    versions.delete(versionsOf(id));
    return promisifyRequest(versions.transaction);
  });
}
