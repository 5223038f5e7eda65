import { readdirSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import type { Graph } from '../workers/runtime/graph';
import { createGraph } from '../workers/runtime/load-graphs';

/** Every file of a pack folder, by path, as the page hands them to a worker. */
export function readPack(folder: string | URL): Record<string, Blob> {
  const base = folder instanceof URL ? folder : new URL(`${folder.replace(/\/?$/, '/')}`, `file://${process.cwd()}/`);
  const paths = readdirSync(base, { recursive: true, withFileTypes: false }).map(String);
  return Object.fromEntries(paths.filter((path) => path.includes('.')).map((path) => [path, new Blob([readFileSync(new URL(path, base))])]));
}

/** Graphs of a pack on wasm in Node, for tests and for measuring an engine without a browser. */
export async function openGraphs<Name extends string>(files: Record<string, Blob>, names: readonly Name[], threadCount = 1): Promise<Record<Name, Graph>> {
  ort.env.wasm.numThreads = threadCount;
  const entries = await Promise.all(names.map(async (name) => {
    const paths = { name, skeleton: `${name}.wasm.onnx`, weights: `${name}.weights.bin`, tensors: `${name}.tensors.json`, golden: `golden/${name}.json` };
    return [name, await createGraph({ ort, provider: 'wasm', gpu: null }, paths, files, [])] as const;
  }));
  return Object.fromEntries(entries) as Record<Name, Graph>;
}

/** All that a stream yields. `Array.fromAsync` is younger than the oldest Node that is supported. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
