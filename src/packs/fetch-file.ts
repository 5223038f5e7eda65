import { CHUNK_BYTES, chunkLength, readChunks, readFileRecord, storedBytes, writeChunk, writeFileRecord, type FileRecord } from '../storage/weights';
import { sha256Hex } from './digest';
import type { PackFile } from './manifest';
import { PackError } from './pack-error';
import { readExactly } from './read-exactly';

export type FetchFileOptions = {
  signal: AbortSignal;
  fetch: typeof globalThis.fetch;
  /** Bytes of this file that are stored or on their way; goes back when a piece has to be fetched again. */
  onBytes: (loadedBytes: number) => void;
  /** Pause before a retry. */
  retryDelayMs: number;
  /** Silence after which a connection counts as broken. */
  stallTimeoutMs: number;
};

/** Requests in a row that bring nothing before the file is given up. */
const MAX_FRUITLESS_REQUESTS = 3;

/** Something a second request may mend: a broken connection, a short body, a damaged chunk. */
class Retryable extends Error {
  constructor(readonly failure: PackError) {
    super(failure.message, { cause: failure });
  }
}

/**
 * Brings one file into storage: what is there already is kept, what is missing is asked for with `Range`, every
 * chunk is verified before it is written, and the commit comes last.
 */
export async function fetchFile(url: string, file: PackFile, options: FetchFileOptions): Promise<void> {
  let record = await openRecord(file);
  if (record.isComplete) return options.onBytes(file.bytes);
  let fruitless = 0;
  let mayResume = true;
  for (;;) {
    options.signal.throwIfAborted();
    const bytesBefore = storedBytes(record);
    options.onBytes(bytesBefore);
    try {
      const run = firstMissingRun(record);
      if (run !== null) record = await downloadRun(url, file, record, mayResume ? run : null, options);
      if (firstMissingRun(record) !== null) continue;
      record = await verifyWhole(file, record);
      if (record.isComplete) return options.onBytes(file.bytes);
      throw new Retryable(wrongHash(file));
    } catch (error) {
      if (!(error instanceof Retryable)) throw error;
      record = (await readFileRecord(file.sha256)) ?? record;
      fruitless = storedBytes(record) > bytesBefore ? 0 : fruitless + 1;
      mayResume = error.failure.code !== 'wrong-hash' || fruitless < 2;
      if (fruitless >= MAX_FRUITLESS_REQUESTS) throw error.failure;
      await pause(options.retryDelayMs * fruitless, options.signal);
    }
  }
}

/** The stored record with chunks that have gone missing marked so, or a fresh one. */
async function openRecord(file: PackFile): Promise<FileRecord> {
  const record = await readFileRecord(file.sha256);
  if (record === null || record.bytes !== file.bytes) return emptyRecord(file, null);
  const chunks = await readChunks(record);
  if (chunks.every((chunk) => chunk !== null)) return record;
  const chunkSha256 = record.chunkSha256.map((sha256, index) => (chunks[index] ? sha256 : null));
  return { ...record, chunkSha256, isComplete: false };
}

function emptyRecord(file: PackFile, validator: string | null): FileRecord {
  const count = Math.ceil(file.bytes / CHUNK_BYTES);
  return { sha256: file.sha256, bytes: file.bytes, chunkSha256: new Array<null>(count).fill(null), validator, isComplete: false, updatedAtMs: Date.now() };
}

type Run = { first: number; end: number };

function firstMissingRun({ chunkSha256 }: FileRecord): Run | null {
  const first = chunkSha256.indexOf(null);
  if (first === -1) return null;
  const length = chunkSha256.slice(first).findIndex((sha256) => sha256 !== null);
  return { first, end: length === -1 ? chunkSha256.length : first + length };
}

/** Fetches the chunks of `run`, or the whole file when `run` is null, and writes each one that is right. */
async function downloadRun(url: string, file: PackFile, record: FileRecord, run: Run | null, options: FetchFileOptions): Promise<FileRecord> {
  const isPart = run !== null && run.end - run.first < record.chunkSha256.length;
  const response = await request(url, isPart ? rangeHeaders(record, run) : {}, file, options);
  const validator = response.headers.get('ETag') ?? response.headers.get('Last-Modified');
  let current: FileRecord = { ...record, validator };
  let { first, end } = run ?? { first: 0, end: record.chunkSha256.length };
  if (response.status !== 206) {
    // 200 in place of 206: the server sends all of it again, or the file has changed since.
    current = emptyRecord(file, validator);
    ({ first, end } = { first: 0, end: current.chunkSha256.length });
  } else if (!startsAt(response, first * CHUNK_BYTES)) {
    throw new Retryable(new PackError('download-failed', `The server answered with another part of ${file.path} than was asked for.`));
  }
  const body = response.body?.getReader();
  if (!body) throw new Retryable(new PackError('download-failed', `${file.path} came without content.`));
  try {
    const before = storedBytes(current);
    let received = 0;
    const onBytes = (count: number) => options.onBytes(before + (received += count));
    const pieces = readExactly(body, { onBytes, stallTimeoutMs: options.stallTimeoutMs });
    for (let index = first; index < end; index++) current = await storeChunk(file, current, index, pieces, options.signal);
    return current;
  } finally {
    // What follows the last chunk is not read: the bytes that are stored have the right hashes. A body that has
    // ended or failed already has nothing to cancel.
    await body.cancel().catch(() => undefined);
  }
}

async function storeChunk(file: PackFile, record: FileRecord, index: number, pieces: ReturnType<typeof readExactly>, signal: AbortSignal): Promise<FileRecord> {
  const bytes = await readPiece(file, pieces, chunkLength(file.bytes, index), signal);
  const sha256 = await sha256Hex(bytes);
  const expected = file.chunks?.[index] ?? (record.chunkSha256.length === 1 ? file.sha256 : sha256);
  if (sha256 !== expected) throw new Retryable(wrongHash(file));
  signal.throwIfAborted();
  const chunkSha256 = record.chunkSha256.with(index, sha256);
  const next = { ...record, chunkSha256, updatedAtMs: Date.now() };
  await writeChunk(next, index, new Blob([bytes]));
  return next;
}

async function readPiece(file: PackFile, pieces: ReturnType<typeof readExactly>, length: number, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const bytes = await pieces.read(length);
    if (bytes !== null) return bytes;
  } catch (error) {
    signal.throwIfAborted();
    throw new Retryable(new PackError('download-failed', `The connection broke while ${file.path} was fetched.`, { cause: error }));
  }
  throw new Retryable(new PackError('download-failed', `${file.path} ended early.`));
}

async function request(url: string, headers: Record<string, string>, file: PackFile, { fetch, signal }: FetchFileOptions): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(url, { headers, signal });
  } catch (error) {
    signal.throwIfAborted();
    throw new Retryable(new PackError('offline', `${file.path} could not be fetched: the server did not answer.`, { cause: error }));
  }
  if (response.status === 200 || response.status === 206) return response;
  await response.body?.cancel();
  if (response.status === 404 || response.status === 410) throw new PackError('missing-file', `The server has no ${file.path}.`);
  // 416 means that the file there is shorter than the manifest says, or that the stored part is of another file.
  const code = response.status === 416 ? 'wrong-hash' : 'download-failed';
  throw new Retryable(new PackError(code, `${file.path} could not be fetched (HTTP ${response.status}).`));
}

function rangeHeaders(record: FileRecord, run: Run): Record<string, string> {
  const last = Math.min(record.bytes, run.end * CHUNK_BYTES) - 1;
  const range = { Range: `bytes=${run.first * CHUNK_BYTES}-${last}` };
  // A weak validator does not promise equal bytes, so servers must not match it; the hashes decide then.
  return record.validator === null || record.validator.startsWith('W/') ? range : { ...range, 'If-Range': record.validator };
}

function startsAt(response: Response, offset: number): boolean {
  return response.headers.get('Content-Range')?.startsWith(`bytes ${offset}-`) ?? false;
}

/** Commits when the file is right; otherwise drops what is stored, so that the next request starts afresh. */
async function verifyWhole(file: PackFile, record: FileRecord): Promise<FileRecord> {
  const areChunksProven = file.chunks !== undefined || record.chunkSha256.length <= 1;
  const isRight = areChunksProven || (await hashStored(record)) === file.sha256;
  const verified = isRight ? { ...record, isComplete: true, updatedAtMs: Date.now() } : emptyRecord(file, null);
  await writeFileRecord(verified);
  return verified;
}

async function hashStored(record: FileRecord): Promise<string> {
  const chunks = (await readChunks(record)).filter((chunk) => chunk !== null);
  return sha256Hex(await new Blob(chunks).arrayBuffer());
}

function wrongHash(file: PackFile): PackError {
  return new PackError('wrong-hash', `${file.path} arrived damaged: it is not the file its manifest describes.`);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(finish, milliseconds);
    function finish() {
      signal.removeEventListener('abort', stop);
      resolve();
    }
    function stop() {
      clearTimeout(timer);
      reject(signal.reason);
    }
    signal.addEventListener('abort', stop, { once: true });
  });
}
