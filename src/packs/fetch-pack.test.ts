import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { makeBytes, makeManifest, PackServer } from './test-helpers/pack-server';

// Tens of megabytes are hashed, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const MB = 2 ** 20;
const SOURCE = { id: 'test', baseUrl: 'https://sotto.test/models/test/' };
const FILES = { 'weights.bin': makeBytes(9 * MB, 1), 'small.json': makeBytes(100, 2), 'empty.bin': new Uint8Array(0) };

/** Fresh modules over a fresh database: what a new visit to the page has. */
async function visit(isFirst: boolean) {
  if (isFirst) globalThis.indexedDB = new IDBFactory();
  vi.resetModules();
  const [{ fetchPack, describePack }, stored, weights] = await Promise.all([import('./fetch-pack'), import('./stored-packs'), import('../storage/weights')]);
  return { fetchPack, describePack, ...stored, ...weights };
}

type Visit = Awaited<ReturnType<typeof visit>>;
let page: Visit;
let server: PackServer;
const unlimited = async () => ({ usageBytes: 0, quotaBytes: 1e12 });
const never = new AbortController().signal;
const options = (signal = never) => ({ signal, fetch: server.fetch, estimate: unlimited, retryDelayMs: 0 });
const fetchPack = (signal?: AbortSignal) => page.fetchPack(SOURCE, options(signal));

async function expectFiles(files: Record<string, Blob>, expected: Record<string, Uint8Array> = FILES) {
  expect(Object.keys(files).sort()).toEqual(Object.keys(expected).sort());
  for (const [path, blob] of Object.entries(files)) {
    expect(Buffer.compare(Buffer.from(await blob.arrayBuffer()), expected[path]!), path).toBe(0);
  }
}

beforeEach(async () => {
  page = await visit(true);
  server = new PackServer(FILES);
});

describe('a first visit', () => {
  it('stores every file and reports every byte', async () => {
    const seen: number[] = [];
    const pack = await page.fetchPack(SOURCE, { ...options(), onProgress: ({ loadedBytes, totalBytes }) => {
      expect(totalBytes).toBe(9 * MB + 100);
      seen.push(loadedBytes);
    } });
    await expectFiles(pack.files);
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(9 * MB + 100);
    expect(seen.every((bytes, i) => i === 0 || bytes >= seen[i - 1]!)).toBe(true);
    expect(await page.listStoredPacks()).toMatchObject([{ id: 'test', name: 'Test', bytes: 9 * MB + 100 }]);
  });

  it('says how much would have to be fetched, without fetching it', async () => {
    expect(await page.describePack(SOURCE, options())).toMatchObject({ missingBytes: 9 * MB + 100 });
    expect(server.requests).toHaveLength(1);
  });

  it('is offline with nothing stored: an error with a code', async () => {
    server.isOnline = false;
    await expect(fetchPack()).rejects.toMatchObject({ code: 'offline' });
  });

  it('commits nothing while a file is missing on the server', async () => {
    server.fault = ({ path }) => (path === 'small.json' ? new Response('', { status: 404 }) : null);
    await expect(fetchPack()).rejects.toMatchObject({ code: 'missing-file', message: expect.stringContaining('small.json') });
    expect(await page.openStoredPack('test')).toBeNull();
  });
});

describe('a later visit', () => {
  it('works with no network at all', async () => {
    await fetchPack();
    page = await visit(false);
    server.isOnline = false;
    const pack = await fetchPack();
    await expectFiles(pack.files);
    expect(pack.updateProblem).toMatchObject({ code: 'offline' });
  });

  it('asks for the manifest only when nothing has changed', async () => {
    await fetchPack();
    page = await visit(false);
    server.requests.length = 0;
    expect((await fetchPack()).updateProblem).toBeNull();
    expect(server.requests.map((request) => request.path)).toEqual(['manifest.json']);
  });

  it('uses what is stored when the server does not answer in time', async () => {
    await fetchPack();
    server.fault = () => null;
    const hanging: typeof fetch = (_input, init) => new Promise((_resolve, reject) => init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)));
    const pack = await page.fetchPack(SOURCE, { ...options(), fetch: hanging, updateTimeoutMs: 5 });
    expect(pack.updateProblem).toMatchObject({ code: 'offline' });
    await expectFiles(pack.files);
  });

  it('fetches only the files a new revision changed, and deletes what only the old one had', async () => {
    await fetchPack();
    const changed = { 'weights.bin': FILES['weights.bin'], 'small.json': makeBytes(120, 3) };
    server.files = changed;
    server.requests.length = 0;
    await expectFiles((await fetchPack()).files, changed);
    expect(server.requests.map((request) => request.path)).toEqual(['manifest.json', 'small.json']);
    const hashes = (await page.listFileRecords()).map((record) => record.sha256).sort();
    expect(hashes).toEqual((await makeManifest(changed)).files.map((file) => file.sha256).sort());
  });

  it('keeps the old revision when the new one cannot be had', async () => {
    await fetchPack();
    server.files = { ...FILES, 'small.json': makeBytes(120, 3) };
    server.fault = ({ path }) => (path === 'small.json' ? new Response('', { status: 503 }) : null);
    const pack = await fetchPack();
    expect(pack.updateProblem).toMatchObject({ code: 'download-failed' });
    await expectFiles(pack.files);
  });

  it('keeps the stored pack when the server has a manifest of a newer version', async () => {
    await fetchPack();
    server.manifest = { schemaVersion: 99 };
    const pack = await fetchPack();
    expect(pack.updateProblem).toMatchObject({ code: 'manifest-newer-version' });
    await expectFiles(pack.files);
  });
});

describe('storage', () => {
  it('says how many megabytes are missing and what could be deleted', async () => {
    await fetchPack();
    const other = { id: 'other', baseUrl: 'https://sotto.test/models/test/' };
    server.files = { 'other.bin': makeBytes(5 * MB, 9) };
    const estimate = async () => ({ usageBytes: 10 * MB, quotaBytes: 12 * MB });
    const failure = await page.fetchPack(other, { ...options(), estimate }).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'quota', missingBytes: 3 * MB, deletable: [{ id: 'test', bytes: 9 * MB + 100 }] });
    expect(failure).toMatchObject({ message: expect.stringMatching(/3\.1 MB are missing.*Test \(9\.4 MB\)/) });
    expect(server.countRequests('other.bin')).toBe(0);
  });

  it('says the same when the browser refuses a write', async () => {
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, value: unknown, key?: IDBValidKey) {
      if (value instanceof Blob && value.size === 4 * MB) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value, key);
    });
    const failure = page.fetchPack(SOURCE, { ...options(), estimate: async () => null });
    await expect(failure).rejects.toMatchObject({ code: 'quota' });
    vi.restoreAllMocks();
    await expectFiles((await fetchPack()).files);
  });

  it('deletes a pack, but not the files another one shares', async () => {
    await fetchPack();
    const other = { id: 'other', baseUrl: SOURCE.baseUrl };
    server.files = { 'small.json': FILES['small.json'] };
    await page.fetchPack(other, options());
    await page.deletePack('test');
    expect(await page.openStoredPack('test')).toBeNull();
    await expectFiles((await page.openStoredPack('other'))!.files, { 'small.json': FILES['small.json'] });
    expect(await page.listFileRecords()).toHaveLength(1);
  });

  it('counts and deletes what was begun and not finished', async () => {
    server.fault = ({ path }) => (path === 'weights.bin' ? new Response(server.stream(FILES['weights.bin'], null, 5 * MB)) : null);
    await expect(fetchPack()).rejects.toMatchObject({ code: 'download-failed' });
    expect(await page.countUnfinishedBytes()).toBe(4 * MB + 100);
    await page.deleteUnfinished();
    expect(await page.countUnfinishedBytes()).toBe(0);
  });

  it('finds a chunk that has rotted, and fetches that chunk alone', async () => {
    await fetchPack();
    const record = (await page.listFileRecords()).find(({ bytes }) => bytes === 9 * MB)!;
    await page.writeChunk(record, 1, new Blob([makeBytes(4 * MB, 77)]));
    server.requests.length = 0;
    await expectFiles((await fetchPack()).files);
    expect(server.requests.filter(({ path }) => path === 'weights.bin')).toMatchObject([{ range: `bytes=${4 * MB}-${8 * MB - 1}` }]);
    expect(await page.verifyStoredPack('test')).toEqual([]);
  });

  it('does not hand out a rotten chunk when it cannot be fetched again', async () => {
    await fetchPack();
    const record = (await page.listFileRecords()).find(({ bytes }) => bytes === 9 * MB)!;
    await page.writeChunk(record, 0, new Blob([makeBytes(4 * MB, 77)]));
    server.isOnline = false;
    await expect(fetchPack()).rejects.toMatchObject({ code: 'offline' });
    server.isOnline = true;
    await expectFiles((await fetchPack()).files);
  });

  it('fetches a chunk again that the browser has lost', async () => {
    await fetchPack();
    const record = (await page.listFileRecords()).find(({ bytes }) => bytes === 9 * MB)!;
    await page.writeChunk(record, 2, new Blob([makeBytes(10, 77)]));
    server.requests.length = 0;
    await expectFiles((await fetchPack()).files);
    expect(server.requests.filter(({ path }) => path === 'weights.bin')).toMatchObject([{ range: `bytes=${8 * MB}-${9 * MB - 1}` }]);
  });
});
