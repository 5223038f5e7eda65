import type { InferenceSession } from 'onnxruntime-web';
import { GOLDEN } from '../../src/packs/golden';
import { TENSOR_INDEX, type TensorIndex } from '../../src/packs/tensor-index';
import type { ExecutionProvider, GraphFiles, GraphLoaded, LoadRequest } from '../../src/protocol/graphs';
import { expandWeights } from './expand-weights';
import { openGpuDevice, type GpuDevice } from './gpu-device';
import { Graph } from './graph';
import { ortMutex } from './mutex';
import { hasJspi, loadOrt, type Ort } from './ort';
import { readBytes, readJson, takeFile } from './read-file';
import { selfTest } from './self-test';
import { JobFailure } from './serve-jobs';

export type LoadOptions = {
  /** Outputs that stay on the GPU between runs, such as a KV cache; ignored on wasm. */
  keepOnDevice?: (outputName: string) => boolean;
};

/**
 * Loads the graphs of a request. Each is proven on its golden vectors before it is used for anything, unless the request
 * says that it has been.
 *
 * @param names graphs the engine cannot do without; the result has exactly these
 * @param emit called once per graph, with the error and the times of this device
 */
export async function loadGraphs<Name extends string>(
  request: LoadRequest,
  names: readonly Name[],
  emit: (event: GraphLoaded) => void,
  options: LoadOptions = {},
): Promise<Record<Name, Graph>> {
  const realm = await openRealm(request);
  const graphs: Partial<Record<Name, Graph>> = {};
  try {
    for (const name of names) {
      const files = request.graphs.find((graph) => graph.name === name);
      if (!files) throw new JobFailure('model-missing', `The pack has no graph called ${name}.`);
      const isKnown = request.provenGraphs?.includes(name) === true;
      graphs[name] = isKnown ? await loadKnownGraph(realm, request, files, emit) : await proveGraph(realm, request, files, emit, options);
    }
  } catch (error) {
    for (const graph of Object.values<Graph | undefined>(graphs)) await graph?.dispose();
    throw error;
  }
  if (!hasAll(graphs, names)) throw new JobFailure('internal', 'A graph was not loaded.');
  return graphs;
}

function hasAll<Name extends string>(graphs: Partial<Record<Name, Graph>>, names: readonly Name[]): graphs is Record<Name, Graph> {
  return names.every((name) => graphs[name] !== undefined);
}

/** What the graphs of one worker share. */
export type Realm = { ort: Ort; provider: ExecutionProvider; gpu: GpuDevice | null };

async function openRealm({ provider, threadCount, runtime }: LoadRequest): Promise<Realm> {
  const ort = await loadOrt(provider, threadCount, runtime);
  return { ort, provider, gpu: provider === 'webgpu' ? await openGpuDevice() : null };
}

/** A graph that was proven before; those are on wasm, where no output can be kept on a GPU. */
async function loadKnownGraph(realm: Realm, { jobId, files: blobs }: LoadRequest, files: GraphFiles, emit: (event: GraphLoaded) => void): Promise<Graph> {
  const startedAtMs = performance.now();
  const graph = await createGraph(realm, files, blobs, []);
  emit({ type: 'graph.loaded', jobId, graph: files.name, provider: realm.provider, maxError: null, loadMs: performance.now() - startedAtMs, warmUpMs: 0 });
  return graph;
}

async function proveGraph(
  realm: Realm,
  request: LoadRequest,
  files: GraphFiles,
  emit: (event: GraphLoaded) => void,
  options: LoadOptions,
): Promise<Graph> {
  const startedAtMs = performance.now();
  const golden = await readJson(request.files, files.golden, GOLDEN);
  const kept = Object.keys(golden.outputs).filter((name) => options.keepOnDevice?.(name));
  const graph = await createGraph(realm, files, request.files, kept);
  const createdAtMs = performance.now();
  const verdict = await selfTest(graph, golden);
  if (verdict.kind !== 'ok') {
    await graph.dispose();
    if (realm.gpu?.lostReason()) throw new JobFailure('device-lost', `The GPU was lost while ${files.name} was tested.`);
    throw new JobFailure(verdict.kind === 'wrong' ? 'wrong-result' : 'internal', `${files.name} on ${realm.provider}: ${verdict.reason}`);
  }
  emit({
    type: 'graph.loaded',
    jobId: request.jobId,
    graph: files.name,
    provider: realm.provider,
    maxError: verdict.maxError,
    loadMs: createdAtMs - startedAtMs,
    warmUpMs: performance.now() - createdAtMs,
  });
  return graph;
}

/**
 * Makes the session of one graph; the weights are expanded for wasm and handed over as they are for WebGPU.
 *
 * @param keptOutputs names of outputs that stay on the GPU
 */
export async function createGraph(realm: Realm, files: GraphFiles, blobs: Record<string, Blob>, keptOutputs: readonly string[]): Promise<Graph> {
  const { ort, provider, gpu } = realm;
  const skeleton = await readBytes(blobs, files.skeleton);
  const index = await readJson(blobs, files.tensors, TENSOR_INDEX);
  const sessionOptions: InferenceSession.SessionOptions = {
    executionProviders: gpu ? [{ name: 'webgpu', device: gpu.device }] : ['wasm'],
    externalData: [provider === 'webgpu' ? await shippedWeights(files, blobs) : await expandedWeights(files, blobs, index)],
    logSeverityLevel: 3,
  };
  if (gpu) sessionOptions.preferredOutputLocation = Object.fromEntries(keptOutputs.map((name) => [name, 'gpu-buffer' as const]));
  const session = await ortMutex.run(() => ort.InferenceSession.create(skeleton, sessionOptions));
  const appended = provider === 'wasm' ? index.appended : {};
  return new Graph(ort, session, files.name, provider, () => gpu?.lostReason() ?? null, appended);
}

async function shippedWeights({ weights }: GraphFiles, blobs: Record<string, Blob>) {
  const blob = takeFile(blobs, weights);
  // The JSPI build streams a Blob into the GPU without a copy on the JavaScript heap; the other needs bytes.
  const data = hasJspi() ? blob : new Uint8Array(await blob.arrayBuffer());
  return { path: fileName(weights), data };
}

async function expandedWeights({ name, weights }: GraphFiles, blobs: Record<string, Blob>, index: TensorIndex) {
  return { path: `${name}.f32.bin`, data: expandWeights(await readBytes(blobs, weights), index) };
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
