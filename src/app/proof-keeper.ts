import { VERIFIED_ON_OPEN_BYTES } from '../packs/fetch-pack';
import type { Manifest } from '../packs/manifest';
import type { ExecutionProvider } from '../protocol/graphs';
import { readProofs, writeProof, type Proof } from '../storage/proofs';

/** What is kept of the self-tests; IndexedDB, or a double in tests. */
export type ProofStore = { read(keys: string[]): Promise<(Proof | null)[]>; write(key: string, proof: Proof): Promise<void> };

/** Addresses of built scripts hold a hash of their content, and this one names those of the workers. */
const CODE = new URL(import.meta.url).pathname;

/**
 * Remembers which graphs have computed their golden output on this device, so that later visits need not wait for it.
 *
 * Only on WebAssembly: there the same bytes and the same code always compute the same. A GPU's driver may change between
 * two visits without a sign, and the test warms its shaders up. What is remembered holds for one browser, one build of the
 * page and one content of the graph's files. A pack too large for its bytes to be verified at each visit is tested at each
 * instead. In development the scripts have no hash, and nothing is remembered.
 */
export class ProofKeeper {
  constructor(
    private readonly store: ProofStore = { read: readProofs, write: writeProof },
    private readonly isBuilt: boolean = import.meta.env.PROD,
  ) {}

  /** The graphs that need no test, with what theirs said. */
  async recall(manifest: Manifest, provider: ExecutionProvider): Promise<Map<string, Proof>> {
    const names = Object.keys(manifest.graphs);
    if (!this.#mayRemember(manifest, provider)) return new Map();
    // Where nothing can be stored, nothing has been proven.
    const proofs = await this.store.read(names.map((name) => keyOf(manifest, name))).catch(() => []);
    return new Map(names.flatMap((name, index) => (proofs[index] ? [[name, proofs[index]]] : [])));
  }

  async remember(manifest: Manifest, provider: ExecutionProvider, graph: string, maxError: number): Promise<void> {
    if (!this.#mayRemember(manifest, provider)) return;
    // A full or closed storage costs the next visit a self-test, and this one nothing.
    await this.store.write(keyOf(manifest, graph), { maxError, provenAtMs: Date.now() }).catch(() => undefined);
  }

  #mayRemember({ totalBytes }: Manifest, provider: ExecutionProvider): boolean {
    return this.isBuilt && provider === 'wasm' && totalBytes <= VERIFIED_ON_OPEN_BYTES;
  }
}

/** Everything that decides what a graph computes. */
function keyOf(manifest: Manifest, name: string): string {
  const graph = manifest.graphs[name];
  const paths = graph === undefined ? [] : [graph.wasm, graph.weights, graph.tensors, graph.golden];
  const hashes = paths.map((path) => manifest.files.find((file) => file.path === path)?.sha256 ?? '');
  return [name, CODE, globalThis.navigator?.userAgent ?? '', ...hashes].join(' ');
}
