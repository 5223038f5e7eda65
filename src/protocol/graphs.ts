import type { JobId } from './job';

/** Where a graph computes. */
export type ExecutionProvider = 'webgpu' | 'wasm';

/** The paths of one graph's files inside its pack; keys of `LoadRequest.files`. */
export type GraphFiles = {
  name: string;
  /** The ONNX skeleton for the provider that was chosen. */
  skeleton: string;
  weights: string;
  tensors: string;
  golden: string;
};

/**
 * Hands a worker what it computes with. Blobs are handles, so posting them copies no weights.
 *
 * `files` holds the graphs' files and whatever else the engine reads (`units.json`, `voices.json`, …), by path.
 */
export type LoadRequest = {
  type: 'load';
  jobId: JobId;
  provider: ExecutionProvider;
  threadCount: number;
  graphs: GraphFiles[];
  files: Record<string, Blob>;
  /** Graphs that have computed their golden output on this device before, with these files, by this code: not tested again. */
  provenGraphs?: readonly string[];
  /** onnxruntime for wasm, compiled by the page once for all workers; without it each worker fetches its own. */
  runtime?: WebAssembly.Module | null;
};

/** One per graph, when it may be used: its golden vectors have been computed on this device, now or on an earlier visit. */
export type GraphLoaded = {
  type: 'graph.loaded';
  jobId: JobId;
  graph: string;
  provider: ExecutionProvider;
  /** Largest absolute difference from the golden output; null when it was proven before and not tested now. */
  maxError: number | null;
  loadMs: number;
  warmUpMs: number;
};
