import { LlmClient } from '../clients/llm-client';
import { TokenizerClient } from '../clients/tokenizer-client';
import { fetchVadModel, VadClient } from '../clients/vad-client';
import { compileRuntime } from '../clients/runtime-module';
import { VocoderClient } from '../clients/vocoder-client';
import type { EngineFiles } from '../clients/engine-worker';
import { listGraphFiles } from '../packs/manifest';
import { PackError } from '../packs/pack-error';
import { chooseProvider, probeCapabilities, type Capabilities } from '../packs/provider';
import type { ExecutionProvider, GraphLoaded } from '../protocol/graphs';
import type { JobErrorCode } from '../protocol/job';
import { faultCode, faultMessage, isEngineFault } from '../session/faults';
import type { DeviceStore } from '../stores/device-store';
import type { EngineName, ModelStore, ProviderReason } from '../stores/model-store';
import type { Flags } from './flags';
import type { Notify } from './notices';
import { packFailure, type LoadedPack, type PackKeeper } from './pack-keeper';
import { ProofKeeper } from './proof-keeper';
import type { Proof } from '../storage/proofs';

type Client = { load(files: EngineFiles, signal: AbortSignal): AsyncGenerator<GraphLoaded, void>; dispose(): void };

/** The graphs each worker is made of. */
const GRAPHS_OF = { tokenizer: ['tokenizer'], llm: ['llm'], vocoder: ['prosody', 'acoustic', 'vocoder'] } as const;
/** A GPU that was lost this often is not trusted again. */
const MAX_DEVICE_LOSSES = 2;
/** Engines that fail this often in a row are not started again without being asked. */
const MAX_RESTARTS = 3;

/** The proxies to the four workers, and the runtime that all of them compute with on WebAssembly. */
export type Clients = {
  tokenizer: TokenizerClient;
  llm: LlmClient;
  vocoder: VocoderClient;
  loadVad(): Promise<VadClient>;
  compileRuntime(): Promise<WebAssembly.Module | null>;
};

export function createClients(): Clients {
  return { tokenizer: new TokenizerClient(), llm: new LlmClient(), vocoder: new VocoderClient(), loadVad, compileRuntime };
}

/** Owns the four workers: loads them, proves them, and moves them to WebAssembly when the GPU fails them. */
export class Engines {
  #vad: Promise<VadClient>;
  #capabilities: Promise<Capabilities> | null = null;
  #loading: Promise<boolean> | null = null;
  #deviceLosses = 0;
  #restarts = 0;
  /** Set once the GPU has failed on this visit. */
  #fallback: ProviderReason | null = null;

  constructor(
    private readonly packs: Pick<PackKeeper, 'open'>,
    private readonly store: ModelStore,
    private readonly device: DeviceStore,
    private readonly flags: Flags,
    private readonly notify: Notify,
    private readonly clients: Clients,
    private readonly probe: () => Promise<Capabilities> = probeCapabilities,
    private readonly proofs: Pick<ProofKeeper, 'recall' | 'remember'> = new ProofKeeper(),
  ) {
    this.#vad = clients.loadVad();
    // Whoever waits for it is told; until then an early failure must not count as unhandled.
    this.#vad.catch(() => undefined);
  }

  get tokenizer(): TokenizerClient {
    return this.clients.tokenizer;
  }

  get llm(): LlmClient {
    return this.clients.llm;
  }

  get vocoder(): VocoderClient {
    return this.clients.vocoder;
  }

  get vad(): Promise<VadClient> {
    return this.#vad;
  }

  /** Loads everything; answers whether it is ready. What went wrong is in the store. */
  load(): Promise<boolean> {
    this.#loading ??= this.#load().finally(() => {
      if (this.store.getState().pack.phase !== 'ready') this.#loading = null;
    });
    return this.#loading;
  }

  /** Starts the engines anew after a fault; answers whether they are ready. */
  async restart(code: JobErrorCode): Promise<boolean> {
    this.#restarts += 1;
    const { provider } = this.store.getState();
    if (code === 'device-lost') this.#deviceLosses += 1;
    if (provider === 'webgpu' && (code !== 'device-lost' || this.#deviceLosses >= MAX_DEVICE_LOSSES)) this.#giveUpGpu(code);
    else if (code === 'device-lost') this.notify('device-lost');
    if (this.#restarts > MAX_RESTARTS) {
      this.store.setState({ pack: { phase: 'failed', code, message: 'The models keep failing on this device.', missingBytes: null } });
      return false;
    }
    return this.#reload();
  }

  /** Starts the engines anew because a person asked for it. */
  reload(): Promise<boolean> {
    this.#restarts = 0;
    return this.#reload();
  }

  #reload(): Promise<boolean> {
    this.dispose();
    this.#loading = null;
    return this.load();
  }

  /** A turn came to its end: whatever failed before has been got over. */
  noteHealthy(): void {
    this.#restarts = 0;
  }

  dispose(): void {
    for (const client of [this.tokenizer, this.llm, this.vocoder]) client.dispose();
  }

  async #load(): Promise<boolean> {
    const startedAtMs = performance.now();
    try {
      const vad = this.#openVad();
      // It is waited for below; until then a failure must not count as unhandled.
      vad.catch(() => undefined);
      const [pack, capabilities] = await Promise.all([this.packs.open(), this.#probe()]);
      checkComplete(pack);
      const choice = this.#fallback === null ? chooseProvider(capabilities, pack.manifest, this.flags.device) : { provider: 'wasm' as const, reason: this.#fallback };
      await this.#loadOn(choice.provider, choice.reason, pack, capabilities.threadCount);
      await vad;
      this.store.setState({ pack: { phase: 'ready' }, readyMs: performance.now() - startedAtMs });
      return true;
    } catch (error) {
      this.dispose();
      const code = faultCode(error);
      const failure = packFailure(error);
      this.store.setState({ pack: failure.code === 'internal' ? { ...failure, code } : failure });
      return false;
    }
  }

  /** Tries a provider; what the GPU cannot do, WebAssembly is asked to do. */
  async #loadOn(provider: ExecutionProvider, reason: ProviderReason, pack: LoadedPack, threadCount: number): Promise<void> {
    const graphs = listGraphFiles(pack.manifest, provider);
    this.store.setState({ provider, providerReason: reason, verdicts: [], pack: { phase: 'loading', graphsLoaded: 0, graphCount: graphs.length } });
    // What has just failed has to prove itself anew.
    const proofs = this.#restarts > 0 ? new Map<string, Proof>() : await this.proofs.recall(pack.manifest, provider);
    const runtime = provider === 'wasm' ? await this.clients.compileRuntime() : null;
    const files = { provider, threadCount, graphs, files: pack.files, provenGraphs: [...proofs.keys()], runtime };
    const note = (engine: EngineName, loaded: GraphLoaded) => this.#note(engine, loaded, pack, proofs);
    const clients: [EngineName, Client, readonly string[]][] = [
      ['tokenizer', this.tokenizer, GRAPHS_OF.tokenizer],
      ['llm', this.llm, GRAPHS_OF.llm],
      ['vocoder', this.vocoder, GRAPHS_OF.vocoder],
    ];
    try {
      await Promise.all(clients.map(([engine, client, names]) => this.#loadEngine(engine, client, { ...files, graphs: graphs.filter(({ name }) => names.includes(name)) }, note)));
    } catch (error) {
      if (provider === 'wasm') throw error;
      this.dispose();
      this.#giveUpGpu(faultCode(error));
      await this.#loadOn('wasm', this.#fallback ?? 'failed', pack, threadCount);
    }
  }

  async #loadEngine(engine: EngineName, client: Client, files: EngineFiles, note: (engine: EngineName, loaded: GraphLoaded) => void): Promise<void> {
    // A pack without a voice is read and not heard.
    if (files.graphs.length === 0) return;
    try {
      for await (const loaded of client.load(files, new AbortController().signal)) note(engine, loaded);
    } catch (error) {
      const verdict = { engine, graph: faultMessage(error), provider: files.provider, maxError: null, hasPassed: false, isRemembered: false, loadMs: 0, warmUpMs: 0 };
      this.store.setState({ verdicts: [...this.store.getState().verdicts, verdict] });
      throw error;
    }
  }

  #note(engine: EngineName, { graph, provider, maxError, loadMs, warmUpMs }: GraphLoaded, { manifest }: LoadedPack, proofs: ReadonlyMap<string, Proof>): void {
    if (maxError !== null) void this.proofs.remember(manifest, provider, graph, maxError);
    const { verdicts, pack } = this.store.getState();
    const verdict = { engine, graph, provider, maxError: maxError ?? proofs.get(graph)?.maxError ?? null, hasPassed: true, isRemembered: maxError === null, loadMs, warmUpMs };
    const progress = pack.phase === 'loading' ? { ...pack, graphsLoaded: pack.graphsLoaded + 1 } : pack;
    this.store.setState({ verdicts: [...verdicts, verdict], pack: progress });
  }

  #giveUpGpu(code: JobErrorCode): void {
    this.#fallback = code === 'wrong-result' || code === 'device-lost' ? code : 'failed';
    this.notify('provider-fallback', isEngineFault(code) ? code : '');
  }

  /** Voice detection that could not be loaded is asked for again with the rest, else only a new visit would bring it. */
  #openVad(): Promise<VadClient> {
    this.#vad = this.#vad.catch(() => this.clients.loadVad());
    return this.#vad;
  }

  #probe(): Promise<Capabilities> {
    this.#capabilities ??= this.probe().then((capabilities) => {
      const { isCrossOriginIsolated, threadCount, webgpu } = capabilities;
      this.device.setState({ isIsolated: isCrossOriginIsolated, threadCount, hasWebGpu: webgpu === 'hardware' || webgpu === 'software' });
      return capabilities;
    });
    return this.#capabilities;
  }
}

/** A conversation needs ears and a head; a voice it can do without. */
function checkComplete({ manifest }: LoadedPack): void {
  const missing = [...GRAPHS_OF.tokenizer, ...GRAPHS_OF.llm].filter((name) => manifest.graphs[name] === undefined);
  if (missing.length > 0) throw new PackError('missing-file', `The pack ${manifest.name} cannot hold a conversation: it has no ${missing.join(' and no ')}.`);
}

/** Voice detection has a worker of its own that is not restarted with the others: it must go on listening. */
async function loadVad(): Promise<VadClient> {
  const client = new VadClient();
  const [model, runtime] = await Promise.all([fetchVadModel(), compileRuntime()]);
  await client.load(model, runtime);
  return client;
}
