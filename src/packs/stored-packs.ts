import { commitPack, forgetPack, listCommittedPacks, readCommittedPack } from '../storage/packs';
import { deleteFiles, listFileRecords, readChunksOfAll, readFileRecords, readStoredFiles, storedBytes, writeFileRecord } from '../storage/weights';
import { sha256Hex } from './digest';
import { parseManifest, type Manifest } from './manifest';

/** A pack on this device: its manifest, and its files by path (handles; nothing is read until a worker reads it). */
export type Pack = { manifest: Manifest; files: Record<string, Blob> };

export type StoredPack = { id: string; name: string; revision: string; bytes: number };

/** Unfinished downloads that nobody went on with for this long are garbage. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** The committed pack, or null when it is not there, not whole, or of a version this page cannot read. */
export async function openStoredPack(id: string): Promise<Pack | null> {
  const manifest = await readStoredManifest(id);
  return manifest === null ? null : collectFiles(manifest);
}

export async function readStoredManifest(id: string): Promise<Manifest | null> {
  const committed = await readCommittedPack(id);
  if (committed === null) return null;
  try {
    return parseManifest(committed.manifest);
  } catch {
    // Written by another version of the page: as good as absent, it will be fetched again.
    return null;
  }
}

/** The files of a manifest when every one is complete. */
export async function collectFiles(manifest: Manifest): Promise<Pack | null> {
  const blobs = await readStoredFiles(manifest.files.map(({ sha256 }) => sha256));
  const files: Record<string, Blob> = {};
  for (const [index, { path }] of manifest.files.entries()) {
    const blob = blobs[index];
    if (!blob) return null;
    files[path] = blob;
  }
  return { manifest, files };
}

/** Writes the commit marker, then deletes what only the revision before needed. */
export async function commitStoredPack(id: string, manifest: Manifest, nowMs = Date.now()): Promise<void> {
  const previous = await readStoredManifest(id);
  await commitPack({ id, manifest, committedAtMs: nowMs });
  await collectGarbage(previous?.files.map((file) => file.sha256) ?? [], nowMs);
}

/** Packs on this device with the bytes each takes. */
export async function listStoredPacks(): Promise<StoredPack[]> {
  const packs: StoredPack[] = [];
  for (const { id } of await listCommittedPacks()) {
    const manifest = await readStoredManifest(id);
    if (manifest) packs.push({ id, name: manifest.name, revision: manifest.revision, bytes: manifest.totalBytes });
  }
  return packs;
}

/** Bytes of downloads that were begun and not committed. */
export async function countUnfinishedBytes(): Promise<number> {
  const committed = await committedHashes();
  const records = await listFileRecords();
  return records.filter((record) => !committed.has(record.sha256)).reduce((sum, record) => sum + storedBytes(record), 0);
}

/** Deletes a pack and every file that no other pack shares. */
export async function deletePack(id: string): Promise<void> {
  const manifest = await readStoredManifest(id);
  await forgetPack(id);
  await collectGarbage(manifest?.files.map((file) => file.sha256) ?? [], Date.now());
}

/** Deletes everything that was begun and not committed. */
export async function deleteUnfinished(): Promise<void> {
  const records = await listFileRecords();
  await collectGarbage(records.map((record) => record.sha256), Date.now());
}

/**
 * Deletes files no committed pack lists: those among `released`, and those nobody touched for a day. Others may
 * belong to a download that another tab is in the middle of.
 */
async function collectGarbage(released: readonly string[], nowMs: number): Promise<void> {
  const committed = await committedHashes();
  const doomed = new Set(released);
  for (const record of await listFileRecords()) {
    if (nowMs - record.updatedAtMs > ABANDONED_AFTER_MS) doomed.add(record.sha256);
  }
  for (const sha256 of committed) doomed.delete(sha256);
  if (doomed.size > 0) await deleteFiles(doomed);
}

async function committedHashes(): Promise<Set<string>> {
  const hashes = new Set<string>();
  for (const { id } of await listCommittedPacks()) {
    for (const { sha256 } of (await readStoredManifest(id))?.files ?? []) hashes.add(sha256);
  }
  return hashes;
}

/**
 * Reads every chunk of a pack and compares it with the hash it had when it was written. Chunks that differ are
 * marked as missing, so that the next `fetchPack` fetches exactly those. Returns the paths that were damaged.
 */
export async function verifyStoredPack(id: string): Promise<string[]> {
  const manifest = await readStoredManifest(id);
  const hashes = new Map(manifest?.files.map(({ sha256, path }) => [sha256, path]));
  const records = (await readFileRecords([...hashes.keys()])).filter((record) => record !== null);
  const chunks = await readChunksOfAll(records);
  const paths = await Promise.all(records.map(async (record, at) => {
    const chunkSha256 = await Promise.all(record.chunkSha256.map((expected, index) => checkChunk(chunks[at]?.[index] ?? null, expected)));
    if (!chunkSha256.includes(null)) return null;
    await writeFileRecord({ ...record, chunkSha256, isComplete: false });
    return hashes.get(record.sha256) ?? null;
  }));
  return paths.filter((path) => path !== null);
}

/** The hash a chunk should have, when it has it. */
async function checkChunk(chunk: Blob | null, expected: string | null): Promise<string | null> {
  return chunk !== null && (await sha256Hex(await chunk.arrayBuffer())) === expected ? expected : null;
}
