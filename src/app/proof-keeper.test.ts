import 'fake-indexeddb/auto';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../packs/manifest';
import { ProofKeeper } from './proof-keeper';

const GRAPH = { wasm: 'g.wasm.onnx', webgpu: 'g.webgpu.onnx', weights: 'g.bin', tensors: 'g.json', golden: 'golden.json', f32ByteLength: 4, maxTensorBytes: 4 };

/** A pack of two graphs; `weights` stands for the content of the first one's. */
function packOf(weights: string): Manifest {
  const file = (path: string, sha256: string) => ({ path, bytes: 1, sha256 });
  return {
    schemaVersion: 1, id: 'test', name: 'Test', description: '', licence: '', languages: ['en'], revision: '1', sampleRates: { input: 16_000, output: 16_000 }, weightFormat: 'q8',
    capabilities: { recognition: true, conversation: true, tools: true, translation: true, synthesis: true }, totalBytes: 5,
    graphs: { llm: GRAPH, tokenizer: { ...GRAPH, weights: 't.bin' } }, resources: {},
    files: [file('g.wasm.onnx', 'a'), file('g.webgpu.onnx', 'b'), file('g.bin', weights), file('t.bin', 'd'), file('g.json', 'e'), file('golden.json', 'f')],
  };
}

describe('ProofKeeper', () => {
  it('recalls which graph has proven itself, and how well', async () => {
    const keeper = new ProofKeeper(undefined, true);
    await keeper.remember(packOf('one'), 'wasm', 'llm', 3e-6);
    expect([...(await keeper.recall(packOf('one'), 'wasm'))]).toEqual([['llm', { maxError: 3e-6, provenAtMs: expect.any(Number) }]]);
  });

  it('knows nothing of a graph one of whose files has changed', async () => {
    const keeper = new ProofKeeper(undefined, true);
    await keeper.remember(packOf('two'), 'wasm', 'llm', 0);
    expect(await keeper.recall(packOf('three'), 'wasm')).toEqual(new Map());
  });

  it('has every visit prove the GPU, whose driver may have changed', async () => {
    const keeper = new ProofKeeper(undefined, true);
    await keeper.remember(packOf('four'), 'webgpu', 'llm', 0);
    await keeper.remember(packOf('five'), 'wasm', 'llm', 0);
    expect(await keeper.recall(packOf('four'), 'webgpu')).toEqual(new Map());
    expect(await keeper.recall(packOf('four'), 'wasm')).toEqual(new Map());
    expect(await keeper.recall(packOf('five'), 'webgpu')).toEqual(new Map());
  });

  it('has every visit prove a pack that is too large to be verified', async () => {
    const keeper = new ProofKeeper(undefined, true);
    await keeper.remember(packOf('large'), 'wasm', 'llm', 0);
    expect((await keeper.recall(packOf('large'), 'wasm')).size).toBe(1);
    expect(await keeper.recall({ ...packOf('large'), totalBytes: 2 ** 30 }, 'wasm')).toEqual(new Map());
  });

  it('remembers nothing of scripts whose address does not tell their content', async () => {
    const keeper = new ProofKeeper(undefined, false);
    await keeper.remember(packOf('six'), 'wasm', 'llm', 0);
    expect(await new ProofKeeper(undefined, true).recall(packOf('six'), 'wasm')).toEqual(new Map());
  });

  it('takes storage that is closed for one that knows nothing', async () => {
    const closed = async () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
    const keeper = new ProofKeeper({ read: closed, write: closed }, true);
    await keeper.remember(packOf('seven'), 'wasm', 'llm', 0);
    expect(await keeper.recall(packOf('seven'), 'wasm')).toEqual(new Map());
  });
});
