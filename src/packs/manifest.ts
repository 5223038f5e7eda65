import * as v from 'valibot';
import type { ExecutionProvider, GraphFiles } from '../protocol/graphs';
import { PackError } from './pack-error';

/** The newest manifest this page can read. */
export const SCHEMA_VERSION = 1;

const byteCount = v.pipe(v.number(), v.integer(), v.minValue(0));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Expected 64 hexadecimal digits'));
/** Inside the pack's folder: no scheme, no leading slash, no way up. */
const path = v.pipe(v.string(), v.regex(/^(?!.*\.\.)[\w][\w.-]*(\/[\w][\w.-]*)*$/, 'Expected a path inside the pack'));

const PACK_FILE = v.object({
  path,
  bytes: byteCount,
  sha256,
  /** Of every chunk of `CHUNK_BYTES`; given for files that are longer than one chunk. */
  chunks: v.optional(v.array(sha256)),
});

const GRAPH = v.object({
  wasm: path,
  webgpu: path,
  weights: path,
  tensors: path,
  golden: path,
  /** Memory its weights take on wasm. */
  f32ByteLength: byteCount,
  /** The largest single buffer a device must hold. */
  maxTensorBytes: byteCount,
});

const CAPABILITIES = v.object({
  recognition: v.boolean(),
  conversation: v.boolean(),
  tools: v.boolean(),
  translation: v.boolean(),
  synthesis: v.boolean(),
});

const MANIFEST = v.pipe(
  v.object({
    schemaVersion: v.literal(SCHEMA_VERSION),
    id: v.pipe(v.string(), v.regex(/^[a-z0-9-]+$/, 'Expected lower-case letters, digits and hyphens')),
    name: v.string(),
    description: v.string(),
    licence: v.string(),
    languages: v.array(v.string()),
    /** Changes when any file changes. */
    revision: v.pipe(v.string(), v.minLength(1)),
    /** Hz. */
    sampleRates: v.object({ input: byteCount, output: byteCount }),
    weightFormat: v.literal('q8'),
    capabilities: CAPABILITIES,
    totalBytes: byteCount,
    graphs: v.record(v.string(), GRAPH),
    /** Key the page asks by → path, for example `voices` → `voices.json`. */
    resources: v.record(v.string(), path),
    files: v.pipe(v.array(PACK_FILE), v.minLength(1, 'Expected at least one file')),
  }),
  v.check(({ files }) => new Set(files.map((file) => file.path)).size === files.length, 'A file is listed twice'),
  v.check((manifest) => unlistedPaths(manifest).length === 0, 'A graph or resource names a file that is not listed'),
  v.check(({ files, totalBytes }) => files.reduce((sum, file) => sum + file.bytes, 0) === totalBytes, 'totalBytes is not the sum of the files'),
);

export type Manifest = v.InferOutput<typeof MANIFEST>;
export type PackFile = v.InferOutput<typeof PACK_FILE>;

function unlistedPaths(manifest: { files: PackFile[]; resources: Record<string, string>; graphs: Record<string, v.InferOutput<typeof GRAPH>> }): string[] {
  const listed = new Set(manifest.files.map((file) => file.path));
  const named = [
    ...Object.values(manifest.resources),
    ...Object.values(manifest.graphs).flatMap(({ wasm, webgpu, weights, tensors, golden }) => [wasm, webgpu, weights, tensors, golden]),
  ];
  return named.filter((name) => !listed.has(name));
}

/** Checks what came from a server or from storage; throws a `PackError` that says in one sentence what is wrong. */
export function parseManifest(json: unknown): Manifest {
  const version = v.safeParse(v.object({ schemaVersion: v.number() }), json);
  if (version.success && version.output.schemaVersion > SCHEMA_VERSION) {
    throw new PackError(
      'manifest-newer-version',
      `These models need a newer Sotto: their manifest has version ${version.output.schemaVersion}, this page reads ${SCHEMA_VERSION}. Reload the page.`,
    );
  }
  const result = v.safeParse(MANIFEST, json);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const place = v.getDotPath(issue);
  throw new PackError('manifest-invalid', `The list of the models' files is damaged: ${issue.message}${place === null ? '' : ` at ${place}`}.`);
}

/** What `LoadRequest.graphs` wants for one provider. */
export function listGraphFiles(manifest: Manifest, provider: ExecutionProvider): GraphFiles[] {
  return Object.entries(manifest.graphs).map(([name, graph]) => ({
    name,
    skeleton: graph[provider],
    weights: graph.weights,
    tensors: graph.tensors,
    golden: graph.golden,
  }));
}

/** The largest buffer any of its graphs needs, to be compared with the limits of a GPU. */
export function maxTensorBytes(manifest: Manifest): number {
  return Math.max(0, ...Object.values(manifest.graphs).map((graph) => graph.maxTensorBytes));
}
