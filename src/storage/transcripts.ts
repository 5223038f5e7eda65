import { del, get, promisifyRequest, set } from 'idb-keyval';
import * as v from 'valibot';
import { MEDIA_CHUNK_MS, PEAKS_PER_SECOND } from '../protocol/media';
import { openStore } from './database';
import { estimateStorage } from './estimate';
import { DOCUMENT_HEAD, SEGMENT_BLOCK, STORED_JOB, type DocumentHead, type StoredDocument, type StoredFileJob, type StoredSegment } from './transcript-schema';

/**
 * Transcripts, in pieces: a head, the segments in blocks of five minutes, the row of the queue, and peaks by chunk.
 *
 * A growing transcript of hours must not be written whole after each segment, so only blocks that changed are.
 */
const store = openStore('sotto-transcripts', 'records');
const recordings = openStore('sotto-recordings', 'recordings');

const BLOCK_MS = 300_000;
/** Room that is left to everything else when a recording is kept. */
const SPARE_BYTES = 50_000_000;
const PEAK_VALUES_PER_CHUNK = (2 * PEAKS_PER_SECOND * MEDIA_CHUNK_MS) / 1000;

const headKey = (id: string) => `head ${id}`;
const jobKey = (id: string) => `job ${id}`;
const audioKey = (id: string) => `audio ${id}`;
const blockKey = (id: string, index: number) => `block ${id} ${String(index).padStart(6, '0')}`;
const peaksKey = (id: string, index: number) => `peaks ${id} ${String(index).padStart(8, '0')}`;
const startingWith = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

type Blocks = Map<number, readonly StoredSegment[]>;
/** What the last written documents look like on the disk, to know what changed. Few, because they hold the text. */
const written = new Map<string, Blocks>();
const MAX_WRITTEN = 2;

/** Writes a document and the row that says how far it was heard in one transaction, so that a crash leaves both or neither. */
export async function commit(job: StoredFileJob, document: StoredDocument): Promise<void> {
  const row = v.parse(STORED_JOB, job);
  await writePieces(document, (records) => records.put(row, jobKey(job.id)));
}

export function writeDocument(document: StoredDocument): Promise<void> {
  return writePieces(document, () => undefined);
}

async function writePieces(document: StoredDocument, also: (records: IDBObjectStore) => void): Promise<void> {
  const { id, segments, ...rest } = document;
  const head = v.parse(DOCUMENT_HEAD, { ...rest, id, segmentCount: segments.length });
  const blocks = cutBlocks(segments);
  const known = written.get(id) ?? null;
  const changed = [...blocks].filter(([index, block]) => !isSame(block, known?.get(index))).map(([index, block]) => [index, v.parse(SEGMENT_BLOCK, block)] as const);
  // Forgotten until the transaction is through: if it fails, everything is written next time.
  written.delete(id);
  await store('readwrite', (records) => {
    if (known === null) records.delete(startingWith(`block ${id} `));
    else for (const index of known.keys()) if (!blocks.has(index)) records.delete(blockKey(id, index));
    for (const [index, block] of changed) records.put(block, blockKey(id, index));
    records.put(head, headKey(id));
    also(records);
    return promisifyRequest(records.transaction);
  });
  written.set(id, blocks);
  for (const oldest of written.keys()) if (written.size > MAX_WRITTEN) written.delete(oldest);
}

function cutBlocks(segments: readonly StoredSegment[]): Blocks {
  const blocks = new Map<number, StoredSegment[]>();
  for (const segment of segments) {
    const index = Math.floor(segment.startMs / BLOCK_MS);
    const block = blocks.get(index);
    if (block === undefined) blocks.set(index, [segment]);
    else block.push(segment);
  }
  return blocks;
}

/** Documents share the segments that did not change, so comparing references is enough. */
function isSame(block: readonly StoredSegment[], known: readonly StoredSegment[] | undefined): boolean {
  return known?.length === block.length && block.every((segment, index) => segment === known[index]);
}

/** The whole document; blocks that are damaged are left out, because one bad block must not keep a person from the others. */
export async function readDocument(id: string): Promise<StoredDocument | null> {
  const [found, blocks] = await store('readonly', async (records) => {
    const pieces: [IDBRequest<unknown>, IDBRequest<unknown[]>] = [records.get(headKey(id)), records.getAll(startingWith(`block ${id} `))];
    return Promise.all([promisifyRequest(pieces[0]), promisifyRequest(pieces[1])]);
  });
  const head = v.safeParse(DOCUMENT_HEAD, found);
  if (!head.success) return null;
  const { id: own, title, fileName, createdAtMs, updatedAtMs, durationMs, speakers, sounds } = head.output;
  return { id: own, title, fileName, createdAtMs, updatedAtMs, durationMs, speakers, sounds, segments: blocks.flatMap((block) => readBlock(block)) };
}

function readBlock(block: unknown): readonly StoredSegment[] {
  const result = v.safeParse(SEGMENT_BLOCK, block);
  return result.success ? result.output : [];
}

/** A transcript as a list shows it, newest first; `audioBytes` is 0 when only its text is kept. */
export type TranscriptSummary = DocumentHead & { audioBytes: number };

export async function listTranscripts(): Promise<TranscriptSummary[]> {
  const heads = (await getAll('head ')).flatMap((value) => {
    const result = v.safeParse(DOCUMENT_HEAD, value);
    return result.success ? [result.output] : [];
  });
  const summaries = await Promise.all(heads.map(async (head) => ({ ...head, audioBytes: await readAudioBytes(head.id) })));
  return summaries.sort((a, b) => b.createdAtMs - a.createdAtMs);
}

async function readAudioBytes(id: string): Promise<number> {
  const bytes = await get<unknown>(audioKey(id), store);
  return typeof bytes === 'number' ? bytes : 0;
}

export async function listJobs(): Promise<StoredFileJob[]> {
  return (await getAll('job ')).flatMap((value) => {
    const result = v.safeParse(STORED_JOB, value);
    return result.success ? [result.output] : [];
  });
}

export async function writeJob(job: StoredFileJob): Promise<void> {
  await set(jobKey(job.id), v.parse(STORED_JOB, job), store);
}

export async function forgetJob(id: string): Promise<void> {
  await del(jobKey(id), store);
}

/** Peaks of one chunk of `MEDIA_CHUNK_MS`: low and high in turn. */
export async function writePeaks(id: string, chunkIndex: number, peaks: Int8Array): Promise<void> {
  await set(peaksKey(id, chunkIndex), peaks, store);
}

/** Peaks of the whole recording, as far as it was heard; null when there are none. */
export async function readPeaks(id: string): Promise<{ peaksPerSecond: number; values: Int8Array<ArrayBuffer> } | null> {
  const range = startingWith(`peaks ${id} `);
  const [keys, chunks] = await store('readonly', (records) => Promise.all([promisifyRequest(records.getAllKeys(range)), promisifyRequest<unknown[]>(records.getAll(range))]));
  const placed = chunks.flatMap((chunk, n) => {
    const index = Number(String(keys[n]).split(' ').at(-1));
    return chunk instanceof Int8Array ? [{ start: index * PEAK_VALUES_PER_CHUNK, chunk }] : [];
  });
  const last = placed.at(-1);
  if (last === undefined) return null;
  const values = new Int8Array(last.start + last.chunk.length);
  for (const { start, chunk } of placed) values.set(chunk, start);
  return { peaksPerSecond: PEAKS_PER_SECOND, values };
}

/** Keeps the recording itself; false when this device has no room for it. */
export async function keepRecording(id: string, recording: Blob): Promise<boolean> {
  const estimate = await estimateStorage();
  if (estimate !== null && estimate.quotaBytes - estimate.usageBytes < recording.size + SPARE_BYTES) return false;
  try {
    await set(id, recording, recordings);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'QuotaExceededError') return false;
    throw error;
  }
  await set(audioKey(id), recording.size, store);
  return true;
}

export async function readRecording(id: string): Promise<Blob | null> {
  const recording = await get<unknown>(id, recordings);
  return recording instanceof Blob ? recording : null;
}

/** The transcript, its row, its peaks and its recording. */
export async function deleteAll(id: string): Promise<void> {
  written.delete(id);
  await store('readwrite', (records) => {
    for (const key of [headKey(id), jobKey(id), audioKey(id)]) records.delete(key);
    for (const prefix of [`block ${id} `, `peaks ${id} `]) records.delete(startingWith(prefix));
    return promisifyRequest(records.transaction);
  });
  await del(id, recordings);
}

async function getAll(prefix: string): Promise<unknown[]> {
  return store('readonly', (records) => promisifyRequest<unknown[]>(records.getAll(startingWith(prefix))));
}
