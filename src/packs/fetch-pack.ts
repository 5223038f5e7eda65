import { estimateStorage, type StorageEstimate } from '../storage/estimate';
import { readFileRecords, storedBytes } from '../storage/weights';
import { fetchFile } from './fetch-file';
import { parseManifest, type Manifest, type PackFile } from './manifest';
import { PackError, QuotaError } from './pack-error';
import type { PackSource } from './registry';
import { collectFiles, commitStoredPack, listStoredPacks, openStoredPack, readStoredManifest, verifyStoredPack, type Pack } from './stored-packs';

export type PackProgress = { loadedBytes: number; totalBytes: number };

export type FetchPackOptions = {
  signal: AbortSignal;
  onProgress?: (progress: PackProgress) => void;
  fetch?: typeof globalThis.fetch;
  estimate?: () => Promise<StorageEstimate | null>;
  retryDelayMs?: number;
  stallTimeoutMs?: number;
  /** How long a stored pack waits for the server to tell of a newer one. */
  updateTimeoutMs?: number;
};

/** `updateProblem` says why a newer revision could not be looked for or fetched, when a stored one is used instead. */
export type FetchedPack = Pack & { updateProblem: PackError | null };

const PARALLEL_FILES = 4;
/** Up to this size every stored byte is checked at each visit; it takes about a tenth of a second. */
export const VERIFIED_ON_OPEN_BYTES = 64 * 2 ** 20;

/**
 * The pack, from storage as far as it is there and from the server for the rest.
 *
 * Without a network a committed pack is used as it is. With one its manifest is asked for, and a new revision is
 * fetched file by file; the old one stays committed until the new one is whole.
 */
export async function fetchPack(source: PackSource, options: FetchPackOptions): Promise<FetchedPack> {
  return withPackLock(source.id, options.signal, async () => {
    const stored = await openStoredPack(source.id);
    if (stored === null) return { ...(await fetchRevision(source, await fetchManifest(source, options), options)), updateProblem: null };
    const isQuickToRead = stored.manifest.totalBytes <= VERIFIED_ON_OPEN_BYTES;
    const [latest, damaged] = await Promise.all([lookForUpdate(source, options), isQuickToRead ? verifyStoredPack(source.id) : []]);
    const updateProblem = latest instanceof PackError ? latest : null;
    const manifest = latest instanceof PackError ? stored.manifest : latest;
    if (damaged.length > 0) return { ...(await fetchRevision(source, manifest, options)), updateProblem };
    if (manifest.revision === stored.manifest.revision) return { ...stored, updateProblem };
    try {
      return { ...(await fetchRevision(source, manifest, options)), updateProblem };
    } catch (error) {
      if (error instanceof PackError) return { ...stored, updateProblem: error };
      throw error;
    }
  });
}

async function lookForUpdate(source: PackSource, options: FetchPackOptions): Promise<Manifest | PackError> {
  try {
    return await fetchManifest(source, options, AbortSignal.timeout(options.updateTimeoutMs ?? 3000));
  } catch (error) {
    if (error instanceof PackError) return error;
    throw error;
  }
}

/** What a visitor would have to download now: for the page to say before the first click. */
export async function describePack(source: PackSource, options: FetchPackOptions): Promise<{ manifest: Manifest; missingBytes: number }> {
  let manifest: Manifest;
  try {
    manifest = await fetchManifest(source, options);
  } catch (error) {
    const stored = await readStoredManifest(source.id);
    if (stored === null) throw error;
    manifest = stored;
  }
  const loaded = await countStoredBytes(manifest.files);
  return { manifest, missingBytes: manifest.totalBytes - loaded.reduce((sum, bytes) => sum + bytes, 0) };
}

async function fetchManifest(source: PackSource, options: FetchPackOptions, timeout?: AbortSignal): Promise<Manifest> {
  const fetch = options.fetch ?? globalThis.fetch;
  const signal = timeout ? AbortSignal.any([options.signal, timeout]) : options.signal;
  let response: Response;
  let json: unknown;
  try {
    response = await fetch(new URL('manifest.json', source.baseUrl), { signal, cache: 'no-cache' });
  } catch (error) {
    options.signal.throwIfAborted();
    throw new PackError('offline', 'The models are not on this device yet, and the server did not answer.', { cause: error });
  }
  if (!response.ok) throw new PackError('missing-file', `The server has no models at ${source.baseUrl} (HTTP ${response.status}).`);
  try {
    json = await response.json();
  } catch (error) {
    options.signal.throwIfAborted();
    throw new PackError('manifest-invalid', "The list of the models' files is damaged: it is not JSON.", { cause: error });
  }
  return parseManifest(json);
}

async function fetchRevision(source: PackSource, manifest: Manifest, options: FetchPackOptions): Promise<Pack> {
  const loaded = await countStoredBytes(manifest.files);
  const report = () => options.onProgress?.({ loadedBytes: loaded.reduce((sum, bytes) => sum + bytes, 0), totalBytes: manifest.totalBytes });
  await ensureRoom(source, manifest.totalBytes - loaded.reduce((sum, bytes) => sum + bytes, 0), options);
  report();
  const queue = manifest.files.map((file, index) => ({ file, index }));
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const { fetch = globalThis.fetch.bind(globalThis), retryDelayMs = 500, stallTimeoutMs = 20_000 } = options;

  async function work(): Promise<void> {
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { file, index } = next;
      const onBytes = (bytes: number) => {
        loaded[index] = bytes;
        report();
      };
      await fetchFile(new URL(file.path, source.baseUrl).href, file, { signal, fetch, retryDelayMs, stallTimeoutMs, onBytes });
    }
  }
  try {
    await Promise.all(Array.from({ length: PARALLEL_FILES }, work));
  } catch (error) {
    stop.abort(error);
    throw isQuotaExceeded(error) ? await quotaError(source, manifest, options) : error;
  }
  await commitStoredPack(source.id, manifest);
  const pack = await collectFiles(manifest);
  if (pack === null) throw new PackError('download-failed', 'The models were stored, but the browser does not give them back. Free some space and try again.');
  return pack;
}

async function countStoredBytes(files: readonly PackFile[]): Promise<number[]> {
  const records = await readFileRecords(files.map(({ sha256 }) => sha256));
  return records.map((record) => (record === null ? 0 : storedBytes(record)));
}

async function ensureRoom(source: PackSource, neededBytes: number, { estimate = estimateStorage }: FetchPackOptions): Promise<void> {
  const room = await estimate();
  if (room === null) return;
  const missingBytes = neededBytes - (room.quotaBytes - room.usageBytes);
  if (missingBytes > 0) throw new QuotaError(missingBytes, await listDeletable(source.id));
}

/** The browser refused a write although its estimate had promised room. */
async function quotaError(source: PackSource, manifest: Manifest, { estimate = estimateStorage }: FetchPackOptions): Promise<QuotaError> {
  const stored = (await countStoredBytes(manifest.files)).reduce((sum, bytes) => sum + bytes, 0);
  const room = await estimate();
  const free = room === null ? 0 : Math.max(0, room.quotaBytes - room.usageBytes);
  return new QuotaError(Math.max(1, manifest.totalBytes - stored - free), await listDeletable(source.id));
}

async function listDeletable(wantedId: string) {
  return (await listStoredPacks()).filter((pack) => pack.id !== wantedId).map(({ id, name, bytes }) => ({ id, name, bytes }));
}

function isQuotaExceeded(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

/** Two tabs must not download the same files: the second waits, and then finds them. */
async function withPackLock<Result>(id: string, signal: AbortSignal, task: () => Promise<Result>): Promise<Result> {
  if (!globalThis.navigator?.locks) return task();
  return navigator.locks.request(`sotto-pack ${id}`, { signal }, task);
}
