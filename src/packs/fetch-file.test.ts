import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeBytes, makeManifest, PackServer } from './test-helpers/pack-server';

// Tens of megabytes are hashed, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const MB = 2 ** 20;
const URL_OF_FILE = 'https://sotto.test/models/test/weights.bin';
const BYTES = makeBytes(9 * MB, 1);

async function freshStorage() {
  globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  const [{ fetchFile }, weights] = await Promise.all([import('./fetch-file'), import('../storage/weights')]);
  return { fetchFile, ...weights };
}

let storage: Awaited<ReturnType<typeof freshStorage>>;
let server: PackServer;
let loaded: number[];

const describeFile = async (withChunks = true) => (await makeManifest({ 'weights.bin': BYTES }, withChunks)).files[0]!;

const fetchFile = async (signal = new AbortController().signal, withChunks = true) =>
  storage.fetchFile(URL_OF_FILE, await describeFile(withChunks), {
    signal,
    fetch: server.fetch,
    retryDelayMs: 0,
    stallTimeoutMs: 1000,
    onBytes: (bytes) => loaded.push(bytes),
  });

async function expectStored() {
  const file = await describeFile();
  const [blob] = await storage.readStoredFiles([file.sha256]);
  expect(blob).not.toBeNull();
  expect(Buffer.compare(Buffer.from(await blob!.arrayBuffer()), BYTES)).toBe(0);
}

const spoiled = (at: number) => {
  const copy = BYTES.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
};

beforeEach(async () => {
  storage = await freshStorage();
  server = new PackServer({ 'weights.bin': BYTES });
  loaded = [];
});

describe('fetchFile', () => {
  it('goes on where a broken connection stopped, for as long as it gets anywhere', async () => {
    server.fault = ({ range }, count) => {
      const start = Number(/bytes=(\d+)/.exec(range ?? '')?.[1] ?? 0);
      return count < 2 ? new Response(server.stream(BYTES.slice(start), null, (5 - count) * MB), { status: range ? 206 : 200, headers: { 'Content-Range': `bytes ${start}-`, ETag: '"x"' } }) : null;
    };
    server.honoursRanges = true;
    await fetchFile();
    await expectStored();
    expect(server.requests.map((request) => request.range)).toEqual([null, `bytes=${4 * MB}-${9 * MB - 1}`, `bytes=${8 * MB}-${9 * MB - 1}`]);
  });

  it('asks for the rest of a truncated body', async () => {
    server.fault = (_request, count) => (count === 0 ? new Response(BYTES.slice(0, 6 * MB), { headers: { ETag: '"x"' } }) : null);
    server.files['weights.bin'] = BYTES;
    await fetchFile();
    await expectStored();
    expect(server.requests[1]).toMatchObject({ range: `bytes=${4 * MB}-${9 * MB - 1}`, ifRange: '"x"' });
  });

  it('starts again when the server answers 200 in place of 206', async () => {
    server.fault = (_request, count) => (count === 0 ? new Response(BYTES.slice(0, 6 * MB)) : null);
    server.honoursRanges = false;
    await fetchFile();
    await expectStored();
    expect(server.requests).toHaveLength(2);
  });

  it('does not use a part that starts elsewhere', async () => {
    server.fault = ({ range }, count) => {
      if (count === 0) return new Response(BYTES.slice(0, 6 * MB));
      return range && count === 1 ? new Response(BYTES.slice(0, 5 * MB), { status: 206, headers: { 'Content-Range': 'bytes 0-5242879/9437184' } }) : null;
    };
    await fetchFile();
    await expectStored();
  });

  it('takes a connection on which nothing comes for a broken one', async () => {
    const silent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(BYTES.slice(0, 5 * MB)) });
    server.fault = (_request, count) => (count === 0 ? new Response(silent) : null);
    await fetchFile();
    await expectStored();
    expect(server.requests[1]?.range).toBe(`bytes=${4 * MB}-${9 * MB - 1}`);
  });

  it('never sends a weak validator as If-Range', async () => {
    server.fault = (_request, count) => (count === 0 ? new Response(BYTES.slice(0, 6 * MB), { headers: { ETag: 'W/"x"' } }) : null);
    await fetchFile();
    expect(server.requests[1]).toMatchObject({ ifRange: null });
  });

  it('fetches a damaged chunk again and keeps the good ones', async () => {
    server.fault = (_request, count) => (count === 0 ? new Response(spoiled(5 * MB)) : null);
    await fetchFile();
    await expectStored();
    expect(server.requests.map((request) => request.range)).toEqual([null, `bytes=${4 * MB}-${9 * MB - 1}`]);
  });

  it('gives up on a file that is always another one', async () => {
    server.files['weights.bin'] = spoiled(5 * MB);
    await expect(fetchFile()).rejects.toMatchObject({ code: 'wrong-hash' });
    expect(server.requests.length).toBeLessThanOrEqual(4);
    await expect(fetchFile()).rejects.toMatchObject({ code: 'wrong-hash' });
  });

  it('notices a wrong file without chunk hashes too, and recovers when the server does', async () => {
    server.fault = (_request, count) => (count < 1 ? new Response(spoiled(5 * MB)) : null);
    await fetchFile(undefined, false);
    await expectStored();
  });

  it('refuses a file without chunk hashes that is always wrong', async () => {
    server.files['weights.bin'] = spoiled(5 * MB);
    await expect(fetchFile(undefined, false)).rejects.toMatchObject({ code: 'wrong-hash' });
    expect(await storage.readStoredFiles([(await describeFile()).sha256])).toEqual([null]);
  });

  it('stores only what the manifest describes of a file that goes on after its end', async () => {
    const longer = new Uint8Array(9 * MB + 5);
    longer.set(BYTES);
    server.files['weights.bin'] = longer;
    server.honoursRanges = false;
    await fetchFile();
    await expectStored();
  });

  it('verifies what it has and starts afresh on 416', async () => {
    server.fault = (_request, count) => {
      if (count === 0) return new Response(BYTES.slice(0, 6 * MB));
      return count < 3 && _request.range ? new Response(null, { status: 416 }) : null;
    };
    await fetchFile();
    await expectStored();
    expect(server.requests.at(-1)?.range).toBeNull();
  });

  it('gives up after three answers that bring nothing', async () => {
    server.fault = () => new TypeError('Failed to fetch');
    await expect(fetchFile()).rejects.toMatchObject({ code: 'offline' });
    expect(server.requests).toHaveLength(3);
  });

  it('does not ask twice for a file the server does not have', async () => {
    server.files = {};
    await expect(fetchFile()).rejects.toMatchObject({ code: 'missing-file' });
    expect(server.requests).toHaveLength(1);
  });

  it('can be cancelled before and after every chunk, and goes on from there', async () => {
    for (const stopAt of [0, 1, 4 * MB, 5 * MB, 8 * MB, 9 * MB]) {
      storage = await freshStorage();
      server = new PackServer({ 'weights.bin': BYTES });
      const controller = new AbortController();
      const reason = new DOMException(`at ${stopAt}`, 'AbortError');
      const options = { signal: controller.signal, fetch: server.fetch, retryDelayMs: 0, stallTimeoutMs: 1000, onBytes: (bytes: number) => bytes >= stopAt && controller.abort(reason) };
      const file = await describeFile();
      await expect(storage.fetchFile(URL_OF_FILE, file, options), `stopped at ${stopAt}`).rejects.toBe(reason);
      expect(await storage.readStoredFiles([file.sha256])).toEqual([null]);
      const kept = storage.storedBytes((await storage.readFileRecord(file.sha256)) ?? { bytes: 0, chunkSha256: [], sha256: '', validator: null, isComplete: false, updatedAtMs: 0 });
      expect(kept % (4 * MB), `kept at ${stopAt}`).toBe(0);
      await fetchFile();
      await expectStored();
      const resumed = server.requests.at(-1);
      if (kept > 0) expect(resumed?.range, `resumed at ${stopAt}`).toBe(`bytes=${kept}-${9 * MB - 1}`);
    }
  });
});
