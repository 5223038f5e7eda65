import { describe, expect, it } from 'vitest';
import type { EnginePort } from '../clients/engine-worker';
import { LlmClient } from '../clients/llm-client';
import { TokenizerClient } from '../clients/tokenizer-client';
import { VadClient } from '../clients/vad-client';
import { VocoderClient } from '../clients/vocoder-client';
import type { Capabilities } from '../packs/provider';
import { PackError } from '../packs/pack-error';
import type { LoadRequest } from '../protocol/graphs';
import type { JobErrorCode } from '../protocol/job';
import { createDeviceStore } from '../stores/device-store';
import { createModelStore } from '../stores/model-store';
import { Engines } from './engines';
import type { LoadedPack } from './pack-keeper';

const graph = { wasm: 'a', webgpu: 'b', weights: 'c', tensors: 'd', golden: 'e', f32ByteLength: 4, maxTensorBytes: 4 };
const PACK: LoadedPack = {
  manifest: {
    schemaVersion: 1, id: 'test', name: 'Test', description: '', licence: '', languages: ['en'], revision: '1', sampleRates: { input: 16_000, output: 16_000 }, weightFormat: 'q8',
    capabilities: { recognition: true, conversation: true, tools: true, translation: true, synthesis: true }, totalBytes: 4,
    graphs: { tokenizer: graph, llm: graph, prosody: graph, acoustic: graph, vocoder: graph }, resources: {}, files: [],
  },
  files: {},
  voices: [],
};
const CAPABLE: Capabilities = { webgpu: 'hardware', adapterName: '', maxBufferBytes: 1e9, hasJspi: true, isCrossOriginIsolated: true, threadCount: 2 };

/** A worker that loads what it is told to, unless the script has a fault for that provider. */
class LoadingWorker extends EventTarget implements EnginePort {
  constructor(private readonly faultOf: (request: LoadRequest) => JobErrorCode | null) {
    super();
  }
  postMessage(message: LoadRequest): void {
    if (message.type !== 'load') return;
    const { jobId, provider } = message;
    const code = this.faultOf(message);
    const answer = (data: object) => queueMicrotask(() => this.dispatchEvent(new MessageEvent('message', { data })));
    if (code !== null) return answer({ type: 'failed', jobId, code, message: `${code} on ${provider}` });
    for (const { name } of message.graphs) answer({ type: 'graph.loaded', jobId, graph: name, provider, maxError: message.provenGraphs?.includes(name) ? null : 1e-6, loadMs: 1, warmUpMs: 1 });
    answer({ type: 'done', jobId });
  }
}

function create(faultOf: (request: LoadRequest) => JobErrorCode | null = () => null, open: () => Promise<LoadedPack> = async () => PACK, beforeVad: () => Promise<void> = async () => undefined, known: string[] = []) {
  const store = createModelStore();
  const notices: string[] = [];
  const worker = () => new LoadingWorker(faultOf);
  const vad = new VadClient(() => ({ postMessage: () => undefined, terminate: () => undefined, onmessage: null, onerror: null }));
  const clients = { tokenizer: new TokenizerClient(worker), llm: new LlmClient(worker), vocoder: new VocoderClient(worker), loadVad: async () => (await beforeVad(), vad), compileRuntime: async () => null };
  const remembered: string[] = [];
  const proofs = {
    recall: async () => new Map(known.map((name) => [name, { maxError: 2e-6, provenAtMs: 0 }])),
    remember: async (_manifest: unknown, _provider: unknown, graphName: string) => void remembered.push(graphName),
  };
  const engines = new Engines({ open }, store, createDeviceStore(), { device: 'auto', pack: 'test' }, (code) => void notices.push(code), clients, async () => CAPABLE, proofs);
  return { engines, store, notices, remembered };
}

describe('Engines', () => {
  it('loads every graph on the GPU and keeps the verdict of each', async () => {
    const { engines, store } = create();
    expect(await engines.load()).toBe(true);
    expect(store.getState()).toMatchObject({ pack: { phase: 'ready' }, provider: 'webgpu', providerReason: 'chosen' });
    expect(store.getState().verdicts.map((verdict) => [verdict.engine, verdict.graph])).toEqual(
      expect.arrayContaining([['tokenizer', 'tokenizer'], ['llm', 'llm'], ['vocoder', 'prosody'], ['vocoder', 'acoustic'], ['vocoder', 'vocoder']]),
    );
  });

  it('moves to WebAssembly when the GPU computes something else, and says so', async () => {
    const { engines, store, notices } = create(({ provider, graphs }) => (provider === 'webgpu' && graphs[0]?.name === 'llm' ? 'wrong-result' : null));
    expect(await engines.load()).toBe(true);
    expect(store.getState()).toMatchObject({ pack: { phase: 'ready' }, provider: 'wasm', providerReason: 'wrong-result' });
    expect(notices).toEqual(['provider-fallback']);
  });

  it('gives a lost device a second chance, and then none', async () => {
    const { engines, store } = create();
    await engines.load();
    expect(await engines.restart('device-lost')).toBe(true);
    expect(store.getState().provider).toBe('webgpu');
    engines.noteHealthy();
    expect(await engines.restart('device-lost')).toBe(true);
    expect(store.getState()).toMatchObject({ provider: 'wasm', providerReason: 'device-lost' });
  });

  it('stops restarting what keeps failing, until a person asks for it', async () => {
    const { engines, store } = create();
    await engines.load();
    const answers: boolean[] = [];
    for (let round = 0; round < 5; round += 1) answers.push(await engines.restart('model-missing'));
    expect(answers).toEqual([true, true, true, false, false]);
    expect(store.getState().pack).toMatchObject({ phase: 'failed', code: 'model-missing' });
    expect(await engines.reload()).toBe(true);
    expect(store.getState().pack).toEqual({ phase: 'ready' });
  });

  it('does not test again what has proven itself on an earlier visit, until it fails', async () => {
    const { engines, store, remembered } = create(undefined, undefined, undefined, ['llm', 'vocoder']);
    await engines.load();
    const verdictOf = (name: string) => store.getState().verdicts.find(({ graph: tested }) => tested === name);
    expect(verdictOf('llm')).toMatchObject({ hasPassed: true, isRemembered: true, maxError: 2e-6 });
    expect(verdictOf('tokenizer')).toMatchObject({ hasPassed: true, isRemembered: false, maxError: 1e-6 });
    expect(remembered.sort()).toEqual(['acoustic', 'prosody', 'tokenizer']);
    await engines.restart('internal');
    expect(verdictOf('llm')).toMatchObject({ hasPassed: true, isRemembered: false, maxError: 1e-6 });
  });

  it('says why there are no models, and can be asked again', async () => {
    let isOnline = false;
    const { engines, store } = create(undefined, async () => {
      if (!isOnline) throw new PackError('offline', 'No answer.');
      return PACK;
    });
    expect(await engines.load()).toBe(false);
    expect(store.getState().pack).toMatchObject({ phase: 'failed', code: 'offline' });
    isOnline = true;
    expect(await engines.load()).toBe(true);
  });

  it('asks again for voice detection that did not load', async () => {
    let isOnline = false;
    const { engines, store } = create(undefined, undefined, async () => {
      if (!isOnline) throw new Error('HTTP 503');
    });
    expect(await engines.load()).toBe(false);
    isOnline = true;
    expect(await engines.load()).toBe(true);
    expect(store.getState().pack).toEqual({ phase: 'ready' });
    await expect(engines.vad).resolves.toBeInstanceOf(VadClient);
  });

  it('says what a pack lacks to hold a conversation', async () => {
    const { engines, store } = create(undefined, async () => ({ ...PACK, manifest: { ...PACK.manifest, graphs: { tokenizer: graph } } }));
    expect(await engines.load()).toBe(false);
    expect(store.getState().pack).toMatchObject({ phase: 'failed', code: 'missing-file', message: 'The pack Test cannot hold a conversation: it has no llm.' });
  });

  it('says what failed on WebAssembly, where there is nothing left to move to', async () => {
    const { engines, store } = create(() => 'out-of-memory');
    expect(await engines.load()).toBe(false);
    expect(store.getState().pack).toMatchObject({ phase: 'failed', code: 'out-of-memory' });
    expect(store.getState().verdicts.some(({ hasPassed }) => !hasPassed)).toBe(true);
  });
});
