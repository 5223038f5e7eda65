import { CHUNK_BYTES } from '../../storage/weights';
import { sha256Hex } from '../digest';
import { SCHEMA_VERSION, type Manifest } from '../manifest';

export type ServedRequest = { path: string; range: string | null; ifRange: string | null };
/** Replaces or spoils an answer; null answers as usual. `count` is how often this path was asked for before. */
export type Fault = (request: ServedRequest, count: number) => Response | Error | null;

/** The bytes of a file that differ from those of any other seed. */
export function makeBytes(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed + 1;
  for (let i = 0; i < length; i++) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    bytes[i] = state >> 16;
  }
  return bytes;
}

/** A manifest without graphs over some files; `withChunks` lists the hash of each chunk of the longer ones. */
export async function makeManifest(files: Record<string, Uint8Array<ArrayBuffer>>, withChunks = true): Promise<Manifest> {
  const listed = await Promise.all(Object.entries(files).map(async ([path, bytes]) => {
    const pieces = Array.from({ length: Math.ceil(bytes.length / CHUNK_BYTES) }, (_, i) => bytes.subarray(i * CHUNK_BYTES, (i + 1) * CHUNK_BYTES));
    const chunks = withChunks && pieces.length > 1 ? await Promise.all(pieces.map(sha256Hex)) : undefined;
    return { path, bytes: bytes.length, sha256: await sha256Hex(bytes), chunks };
  }));
  return {
    schemaVersion: SCHEMA_VERSION,
    id: 'test',
    name: 'Test',
    description: 'A pack for tests.',
    licence: 'Apache-2.0',
    languages: ['en'],
    revision: listed.map((file) => file.sha256.slice(0, 8)).join('-'),
    sampleRates: { input: 16000, output: 16000 },
    weightFormat: 'q8',
    capabilities: { recognition: false, conversation: false, tools: false, translation: false, synthesis: false },
    totalBytes: listed.reduce((sum, file) => sum + file.bytes, 0),
    graphs: {},
    resources: {},
    files: listed,
  };
}

/** A static file server as a `fetch`: ranges, `If-Range`, and whatever goes wrong. */
export class PackServer {
  readonly requests: ServedRequest[] = [];
  isOnline = true;
  honoursRanges = true;
  fault: Fault = () => null;
  /** Length of the network pieces of a body. */
  pieceLength = 1 << 20;
  /** Served in place of the manifest that describes `files`. */
  manifest: unknown = null;

  constructor(public files: Record<string, Uint8Array<ArrayBuffer>>) {}

  /** How often a path was asked for. */
  countRequests(path: string): number {
    return this.requests.filter((request) => request.path === path).length;
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const path = new URL(String(input instanceof Request ? input.url : input)).pathname.replace('/models/test/', '');
    const headers = new Headers(init?.headers);
    const request = { path, range: headers.get('Range'), ifRange: headers.get('If-Range') };
    const count = this.countRequests(path);
    this.requests.push(request);
    init?.signal?.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, 0));
    init?.signal?.throwIfAborted();
    if (!this.isOnline) throw new TypeError('Failed to fetch');
    const fault = this.fault(request, count);
    if (fault instanceof Error) throw fault;
    return fault ?? (await this.#answer(request, init?.signal ?? null));
  };

  async #answer({ path, range, ifRange }: ServedRequest, signal: AbortSignal | null): Promise<Response> {
    if (path === 'manifest.json') return Response.json(this.manifest ?? (await makeManifest(this.files)));
    const bytes = this.files[path];
    if (!bytes) return new Response('not found', { status: 404 });
    const etag = `"${(await sha256Hex(bytes)).slice(0, 8)}"`;
    const match = this.honoursRanges && (ifRange === null || ifRange === etag) ? /bytes=(\d+)-(\d+)/.exec(range ?? '') : null;
    if (!match) return new Response(this.stream(bytes, signal), { headers: { ETag: etag } });
    const [start, end] = [Number(match[1]), Number(match[2])];
    if (start >= bytes.length) return new Response(null, { status: 416 });
    const headers = { ETag: etag, 'Content-Range': `bytes ${start}-${Math.min(end, bytes.length - 1)}/${bytes.length}` };
    return new Response(this.stream(bytes.subarray(start, end + 1), signal), { status: 206, headers });
  }

  /** A body in pieces that stops with an error after `failAfter` bytes, or when the request is aborted. */
  stream(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal | null = null, failAfter = Infinity): ReadableStream<Uint8Array<ArrayBuffer>> {
    const { pieceLength } = this;
    let offset = 0;
    return new ReadableStream({
      pull(controller) {
        if (signal?.aborted) return controller.error(signal.reason);
        if (offset >= failAfter) return controller.error(new TypeError('network error'));
        if (offset >= bytes.length) return controller.close();
        controller.enqueue(bytes.slice(offset, offset + pieceLength));
        offset += pieceLength;
      },
    });
  }
}
