import { createStore, delMany, get, getMany, keys, setMany } from 'idb-keyval';
import * as v from 'valibot';

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

const store = createStore('sotto-weights', 'chunks');

const recordKey = (sha256: string) => `file ${sha256}`;
const chunkKey = (sha256: string, index: number) => `chunk ${sha256} ${index}`;
const chunkKeys = ({ sha256, chunkSha256 }: FileRecord) => chunkSha256.map((_, index) => chunkKey(sha256, index));

export async function readFileRecord(sha256: string): Promise<FileRecord | null> {
  const result = v.safeParse(FILE_RECORD, await get(recordKey(sha256), store));
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
  const chunks = await getMany(chunkKeys(record), store);
  return chunks.map((chunk: unknown, index) => {
    return chunk instanceof Blob && chunk.size === chunkLength(record.bytes, index) ? chunk : null;
  });
}

/** The whole file, or null when it is not complete. */
export async function readStoredFile(sha256: string): Promise<Blob | null> {
  const record = await readFileRecord(sha256);
  if (!record?.isComplete) return null;
  const chunks: Blob[] = [];
  for (const chunk of await readChunks(record)) {
    if (chunk === null) return null;
    chunks.push(chunk);
  }
  return new Blob(chunks);
}

export async function listFileRecords(): Promise<FileRecord[]> {
  const recordKeys = (await keys<IDBValidKey>(store)).filter((key) => typeof key === 'string' && key.startsWith('file '));
  const records = await getMany<unknown>(recordKeys, store);
  return records.flatMap((record) => {
    const result = v.safeParse(FILE_RECORD, record);
    return result.success ? [result.output] : [];
  });
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
