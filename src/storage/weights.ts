import { delMany, get, getMany, keys, setMany } from 'idb-keyval';
import * as v from 'valibot';
import { openStore } from './database';

/** Length of a stored piece. As in training/common/manifest.py. */
export const CHUNK_BYTES = 4 * 2 ** 20;

/** What is known of one file, kept by its content hash: two packs that share a file share its bytes. */
const FILE_RECORD = v.object({
  sha256: v.string(),
  bytes: v.number(),
  /** One for every chunk the file has; null where the chunk is not stored. */
  chunkSha256: v.array(v.nullable(v.string())),
  /** `ETag` or `Last-Modified` of the response the chunks came from, for `If-Range`. */
  validator: v.nullable(v.string()),
  /** The commit marker: set when every chunk is there and has the hash it should have. */
  isComplete: v.boolean(),
  updatedAtMs: v.number(),
});

export type FileRecord = v.InferOutput<typeof FILE_RECORD>;

const store = openStore('sotto-weights', 'chunks');

const recordKey = (sha256: string) => `file ${sha256}`;
const chunkKey = (sha256: string, index: number) => `chunk ${sha256} ${index}`;
const chunkKeys = ({ sha256, chunkSha256 }: FileRecord) => chunkSha256.map((_, index) => chunkKey(sha256, index));

export async function readFileRecord(sha256: string): Promise<FileRecord | null> {
  return checkRecord(await get(recordKey(sha256), store));
}

/** What is known of each file, in its place; one transaction, because a pack has dozens and a page that starts has no time. */
export async function readFileRecords(sha256s: readonly string[]): Promise<(FileRecord | null)[]> {
  return (await getMany<unknown>(sha256s.map(recordKey), store)).map(checkRecord);
}

function checkRecord(value: unknown): FileRecord | null {
  const result = v.safeParse(FILE_RECORD, value);
  return result.success ? result.output : null;
}

/** Writes a chunk and the record that counts it in one transaction, so that a crash leaves neither or both. */
export async function writeChunk(record: FileRecord, index: number, chunk: Blob): Promise<void> {
  await setMany([[chunkKey(record.sha256, index), chunk], [recordKey(record.sha256), record]], store);
}

export async function writeFileRecord(record: FileRecord): Promise<void> {
  await setMany([[recordKey(record.sha256), record]], store);
}

/**
 * The chunks of a file, each a Blob (a handle: nothing is read yet) or null where it is missing or has another
 * length than it should have.
 */
export async function readChunks(record: FileRecord): Promise<(Blob | null)[]> {
  return (await readChunksOfAll([record]))[0] ?? [];
}

/** The chunks of several files, in one transaction. */
export async function readChunksOfAll(records: readonly FileRecord[]): Promise<(Blob | null)[][]> {
  const stored = await getMany<unknown>(records.flatMap(chunkKeys), store);
  let at = 0;
  return records.map(({ bytes, chunkSha256 }) => {
    const chunks = stored.slice(at, (at += chunkSha256.length));
    return chunks.map((chunk, index) => (chunk instanceof Blob && chunk.size === chunkLength(bytes, index) ? chunk : null));
  });
}

/** Each whole file, in its place, or null when it is not complete. */
export async function readStoredFiles(sha256s: readonly string[]): Promise<(Blob | null)[]> {
  const records = await readFileRecords(sha256s);
  const complete = records.filter((record) => record !== null).filter(({ isComplete }) => isComplete);
  const chunks = await readChunksOfAll(complete);
  const files = new Map(complete.map(({ sha256 }, index) => [sha256, wholeFile(chunks[index] ?? [null])]));
  return sha256s.map((sha256) => files.get(sha256) ?? null);
}

function wholeFile(chunks: readonly (Blob | null)[]): Blob | null {
  const present = chunks.filter((chunk) => chunk !== null);
  return present.length === chunks.length ? new Blob(present) : null;
}

export async function listFileRecords(): Promise<FileRecord[]> {
  const recordKeys = (await keys<IDBValidKey>(store)).filter((key) => typeof key === 'string' && key.startsWith('file '));
  const records = await getMany<unknown>(recordKeys, store);
  return records.map(checkRecord).filter((record) => record !== null);
}

/** Deletes files with all their chunks, also chunks that no record counts any more. */
export async function deleteFiles(sha256s: ReadonlySet<string>): Promise<void> {
  const stored = await keys<IDBValidKey>(store);
  const doomed = stored.filter((key) => typeof key === 'string' && sha256s.has(key.split(' ')[1] ?? ''));
  await delMany(doomed, store);
}

/** Length of one chunk: all are `CHUNK_BYTES` but the last. */
export function chunkLength(fileBytes: number, index: number): number {
  return Math.min(CHUNK_BYTES, fileBytes - index * CHUNK_BYTES);
}

/** Bytes of a file that are stored. */
export function storedBytes({ bytes, chunkSha256 }: FileRecord): number {
  return chunkSha256.reduce((sum, sha256, index) => (sha256 === null ? sum : sum + chunkLength(bytes, index)), 0);
}
