import * as v from 'valibot';
import { keptVoices } from '../storage/voices';
import type { Stores } from '../stores/app-context';
import type { VoicesCommands } from '../stores/voices-commands';
import { coverEar } from './cover-ear';
import type { Engines } from './engines';
import type { Notify } from './notices';
import type { PackKeeper } from './pack-keeper';
import type { Session } from '../session/session';
import type { Sound } from './sound';
import type { StudioKeeper } from './studio-keeper';
import { Cloning } from './voices-cloning';
import { forgetVoice, type VoiceHolders } from './voices-forget';
import { OwnVoices, type VoiceStorage } from './voices-keeper';
import type { PackVoice } from './voices-maker';

type Host = {
  stores: Stores;
  engines: Pick<Engines, 'tokenizer' | 'vocoder'>;
  packs: Pick<PackKeeper, 'open'>;
  studio: Pick<StudioKeeper, 'stop' | 'sounds'>;
  studioHistory: VoiceHolders['studioHistory'];
  script: VoiceHolders['script'];
  turnSounds: VoiceHolders['turnSounds'];
  notify: Notify;
  readonly awake: { session: Session; sound: Sound } | null;
  loadEngines(): Promise<boolean>;
};

const PACK_VOICES = v.array(v.object({ id: v.string(), name: v.string(), language: v.string(), speaker: v.array(v.number()), pitchHz: v.number() }));

export type ClonedVoices = { own: OwnVoices; cloning: Cloning };

/** Puts together what keeps the voices of this device and what makes them. */
export function createClonedVoices(app: Host, storage: VoiceStorage = keptVoices): ClonedVoices {
  const { stores, engines, notify } = app;
  const own = new OwnVoices({ store: stores.voices, model: stores.model, storage, vocoder: engines.vocoder, forget: (id) => forgetVoice(app, id), notify });
  const cloning = new Cloning({
    store: stores.voices, engines, own,
    loadEngines: () => app.loadEngines(),
    packVoices: () => readPackVoices(app.packs),
    microphoneId: () => stores.settings.getState().microphoneId,
    coverEar: () => coverEar(app),
  });
  return { own, cloning };
}

/** Tells the voices of this device which models are loaded. */
export async function attachPack(packs: Pick<PackKeeper, 'open'>, own: OwnVoices): Promise<void> {
  const { manifest } = await packs.open();
  await own.attach(manifest.id, await readPackVoices(packs));
}

/** The pack's voices with their vectors, which nothing else on the page needs. */
async function readPackVoices(packs: Pick<PackKeeper, 'open'>): Promise<readonly PackVoice[]> {
  const { manifest, files } = await packs.open();
  const blob = files[manifest.resources.voices ?? 'voices.json'];
  return blob === undefined ? [] : v.parse(PACK_VOICES, JSON.parse(await blob.text()));
}

/** What a person can do with voices of their own, carried out on the parts of the page. */
export function createVoicesCommands({ own, cloning }: ClonedVoices): VoicesCommands {
  return {
    setRecording: (isRecording) => (isRecording ? cloning.record() : cloning.endRecording()),
    useRecording: (file) => cloning.use(file, file.name),
    makeVoice: (wish) => cloning.make(wish),
    discardRecording: () => void cloning.discard(),
    renameVoice: (id, name) => own.rename(id, name),
    deleteVoice: (id) => own.remove(id),
  };
}
