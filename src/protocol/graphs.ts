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
};

/** One per graph, after its golden vectors have been computed on this device. */
export type GraphLoaded = {
  type: 'graph.loaded';
  jobId: JobId;
  graph: string;
  provider: ExecutionProvider;
  /** Largest absolute difference from the golden output. */
  maxError: number;
  loadMs: number;
  warmUpMs: number;
};
