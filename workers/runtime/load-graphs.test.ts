import { readdirSync, readFileSync } from 'node:fs';
import * as ort from 'onnxruntime-web/wasm';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as v from 'valibot';
import { GOLDEN, type Golden } from '../../src/packs/golden';
import type { GraphFiles } from '../../src/protocol/graphs';
import { disposeTensors, float32, int32, readFloat32, type Graph, type Runnable } from './graph';
import { createGraph, type Realm } from './load-graphs';
import { selfTest } from './self-test';

const PACK = new URL('../../e2e/fixtures/packs/random/', import.meta.url);
const NAMES = ['tokenizer', 'llm', 'prosody', 'acoustic', 'vocoder'];
// Compiling the runtime takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
const realm: Realm = { ort, provider: 'wasm', gpu: null };

function packFiles(): Record<string, Blob> {
  const paths = readdirSync(PACK, { recursive: true, withFileTypes: false }).map(String);
  return Object.fromEntries(paths.filter((path) => path.includes('.')).map((path) => [path, new Blob([readFileSync(new URL(path, PACK))])]));
}

const graphFiles = (name: string): GraphFiles => ({
  name,
  skeleton: `${name}.wasm.onnx`,
  weights: `${name}.weights.bin`,
  tensors: `${name}.tensors.json`,
  golden: `golden/${name}.json`,
});

function readGolden(name: string): Golden {
  return v.parse(GOLDEN, JSON.parse(readFileSync(new URL(`golden/${name}.json`, PACK), 'utf8')));
}

/** A graph that returns one value for every element of one output. */
function constantGraph(graph: Graph, output: string, value: number): Runnable {
  return {
    name: graph.name,
    inputNames: graph.inputNames,
    outputNames: graph.outputNames,
    inputDims: (name) => graph.inputDims(name),
    async run(feeds) {
      const outputs = await graph.run(feeds);
      readFloat32(outputs, output).fill(value);
      return outputs;
    },
  };
}

beforeAll(() => {
  ort.env.wasm.numThreads = 1;
});

describe('graphs of the random pack on wasm', () => {
  it.each(NAMES)('%s reproduces its golden outputs from the expanded weights', async (name) => {
    const graph = await createGraph(realm, graphFiles(name), packFiles(), []);
    const verdict = await selfTest(graph, readGolden(name));
    expect(verdict).toMatchObject({ kind: 'ok' });
    expect(verdict.kind === 'ok' && verdict.maxError).toBeLessThan(1e-4);
    await graph.dispose();
  });

  it('names the file that is missing', async () => {
    const files = packFiles();
    delete files['llm.tensors.json'];
    await expect(createGraph(realm, graphFiles('llm'), files, [])).rejects.toMatchObject({ code: 'model-missing', message: expect.stringContaining('llm.tensors.json') });
  });

  it('refuses weights that were cut short', async () => {
    const files = packFiles();
    files['llm.weights.bin'] = files['llm.weights.bin']!.slice(0, 1000);
    await expect(createGraph(realm, graphFiles('llm'), files, [])).rejects.toMatchObject({ code: 'bad-input' });
  });

  it('decodes with a cache as it does without one', async () => {
    const graph = await createGraph(realm, graphFiles('llm'), packFiles(), []);
    const past = (length: number) => float32(new Float32Array(length * 64), [1, 1, length, 64]);
    const empty = Object.fromEntries(graph.inputNames.filter((name) => name.startsWith('past')).map((name) => [name, past(0)]));
    const whole = await graph.run({ input_ids: int32(Int32Array.of(5, 9, 11), [1, 3]), position_ids: int32(Int32Array.of(0, 1, 2), [1, 3]), ...empty });
    const first = await graph.run({ input_ids: int32(Int32Array.of(5, 9), [1, 2]), position_ids: int32(Int32Array.of(0, 1), [1, 2]), ...empty });
    const cache = Object.fromEntries(Object.entries(first).filter(([name]) => name !== 'logits').map(([name, tensor]) => [name.replace('present', 'past_key_values'), tensor]));
    const second = await graph.run({ input_ids: int32(Int32Array.of(11), [1, 1]), position_ids: int32(Int32Array.of(2), [1, 1]), ...cache });
    const difference = readFloat32(second, 'logits').map((value, i) => Math.abs(value - (readFloat32(whole, 'logits')[i] ?? NaN)));
    expect(Math.max(...difference)).toBeLessThan(1e-3);
    disposeTensors(Object.values(first));
    await graph.dispose();
  });
});

describe('selfTest', () => {
  it.each([
    [NaN, 'holds NaN'],
    [0, 'only zeros'],
    [3, 'is off by'],
  ])('calls a device wrong whose output is all %d', async (value, reason) => {
    const graph = await createGraph(realm, graphFiles('acoustic'), packFiles(), []);
    const verdict = await selfTest(constantGraph(graph, 'velocity', value), readGolden('acoustic'));
    expect(verdict).toMatchObject({ kind: 'wrong', reason: expect.stringContaining(reason) });
    await graph.dispose();
  });

  it('says failed when the graph does not run', async () => {
    const graph = await createGraph(realm, graphFiles('acoustic'), packFiles(), []);
    const golden = readGolden('acoustic');
    delete golden.inputs.condition;
    expect(await selfTest(graph, golden)).toMatchObject({ kind: 'failed' });
    await graph.dispose();
  });

  it('calls an output of another length wrong', async () => {
    const graph = await createGraph(realm, graphFiles('acoustic'), packFiles(), []);
    const golden = readGolden('acoustic');
    golden.outputs.velocity!.dims = [1, 5, 80];
    expect(await selfTest(graph, golden)).toMatchObject({ kind: 'wrong', reason: expect.stringContaining('shape') });
    await graph.dispose();
  });
});
