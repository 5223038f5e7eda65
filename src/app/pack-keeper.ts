import * as v from 'valibot';
import { describePack, fetchPack } from '../packs/fetch-pack';
import type { Manifest } from '../packs/manifest';
import { PackError, QuotaError } from '../packs/pack-error';
import { findPack, type PackSource } from '../packs/registry';
import { deletePack, deleteUnfinished, listStoredPacks, type Pack } from '../packs/stored-packs';
import { SPEECH_LANGUAGES } from '../protocol/speech';
import { estimateStorage, persistStorage } from '../storage/estimate';
import type { DeviceStore } from '../stores/device-store';
import type { ModelStore, PackFault, PackState } from '../stores/model-store';

const VOICES = v.array(v.object({ id: v.string(), name: v.string(), language: v.picklist(SPEECH_LANGUAGES), pitchHz: v.number() }));

export type Voice = v.InferOutput<typeof VOICES>[number];
export type LoadedPack = Pack & { voices: Voice[] };

/** Gets the pack onto this device and tells the model store how far it is. */
export class PackKeeper {
  readonly #source: PackSource;
  #fetching: Promise<LoadedPack> | null = null;
  #isShown = false;

  constructor(
    packName: string,
    private readonly store: ModelStore,
    private readonly device: DeviceStore,
  ) {
    this.#source = findPack(packName, document.baseURI);
  }

  /** Begins to fetch before anybody has asked, without a word: what is on its way already need not be waited for. */
  async prefetch(): Promise<void> {
    try {
      const { manifest, missingBytes } = await describePack(this.#source, { signal: new AbortController().signal });
      this.#describe(manifest, []);
      if (missingBytes === 0 && !this.#isShown) this.store.setState({ pack: { phase: 'stored' } });
      await this.#start();
    } catch (error) {
      // Nobody waits for it yet; the click will try again, and then say what is wrong.
      if (!(error instanceof PackError)) throw error;
    }
  }

  /** The pack, with the download shown. Rejects with what the store then says. */
  async open(): Promise<LoadedPack> {
    this.#isShown = true;
    return this.#start();
  }

  async freeStorage(): Promise<number> {
    const before = await estimateStorage();
    for (const { id } of await listStoredPacks()) if (id !== this.#source.id) await deletePack(id);
    await deleteUnfinished();
    await this.measure();
    const after = await estimateStorage();
    return before === null || after === null ? 0 : Math.max(0, before.usageBytes - after.usageBytes);
  }

  /** Reads how much room this site takes. */
  async measure(): Promise<void> {
    const [estimate, isPersistent] = [await estimateStorage(), (await navigator.storage?.persisted?.()) ?? false];
    this.device.setState({ storage: estimate === null ? null : { usedBytes: estimate.usageBytes, quotaBytes: estimate.quotaBytes, isPersistent } });
  }

  /** Asks the browser to keep what is stored. */
  async persist(): Promise<void> {
    await persistStorage();
    await this.measure();
  }

  #start(): Promise<LoadedPack> {
    this.#fetching ??= this.#fetch().catch((error: unknown) => {
      this.#fetching = null;
      throw error;
    });
    return this.#fetching;
  }

  async #fetch(): Promise<LoadedPack> {
    const onProgress = ({ loadedBytes, totalBytes }: { loadedBytes: number; totalBytes: number }) => {
      if (this.#isShown) this.store.setState({ pack: { phase: 'downloading', loadedBytes, totalBytes } });
    };
    const pack = await fetchPack(this.#source, { signal: new AbortController().signal, onProgress });
    const voices = await readVoices(pack);
    this.#describe(pack.manifest, voices);
    if (!this.#isShown) this.store.setState({ pack: { phase: 'stored' } });
    void this.measure();
    return { ...pack, voices };
  }

  #describe(manifest: Manifest, voices: Voice[]): void {
    const { id, name, revision, totalBytes, languages, licence } = manifest;
    this.store.setState({ summary: { id, name, version: revision, totalBytes, languages, licence, voices } });
  }
}

async function readVoices({ manifest, files }: Pack): Promise<Voice[]> {
  if (!manifest.capabilities.synthesis) return [];
  const blob = files[manifest.resources.voices ?? 'voices.json'];
  if (blob === undefined) return [];
  return v.parse(VOICES, JSON.parse(await blob.text()));
}

/** What the store says about a pack that could not be had or loaded. */
export function packFailure(error: unknown): Extract<PackState, { phase: 'failed' }> {
  const message = error instanceof Error ? error.message : String(error);
  const missingBytes = error instanceof QuotaError ? error.missingBytes : null;
  return { phase: 'failed', code: faultOf(error), message, missingBytes };
}

function faultOf(error: unknown): PackFault {
  if (!(error instanceof PackError)) return 'internal';
  if (error.code === 'manifest-invalid' || error.code === 'manifest-newer-version') return 'wrong-version';
  return error.code;
}
