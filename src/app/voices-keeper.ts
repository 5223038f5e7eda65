import type { KeptVoice } from '../storage/voices';
import type { ClonedVoice } from '../protocol/speech';
import type { ModelStore } from '../stores/model-store';
import type { VoicesStore } from '../stores/voices-store';
import type { Notify } from './notices';
import type { Voice } from './pack-keeper';
import type { MadeVoice, PackVoice } from './voices-maker';

export type VoiceStorage = { list(): Promise<KeptVoice[]>; write(voice: KeptVoice): Promise<void>; delete(id: string): Promise<void> };
type Parts = {
  store: VoicesStore;
  model: ModelStore;
  storage: VoiceStorage;
  vocoder: { defineVoices(voices: readonly ClonedVoice[]): Promise<void> };
  /** Everything else that knows a voice lets go of it: settings, texts, sounds that were made. */
  forget(voiceId: string): void | Promise<void>;
  notify: Notify;
};

/** The voices that were made on this device: in storage, in the lists, and in the worker that speaks with them. */
export class OwnVoices {
  #kept: readonly KeptVoice[] = [];
  #packId: string | null = null;
  #speakerLength = 0;
  /** One that is being made, and is in no list. */
  #trial: ClonedVoice | null = null;

  constructor(private readonly parts: Parts) {}

  /** Reads what earlier visits have made. */
  async restore(): Promise<void> {
    this.#kept = (await this.parts.storage.list()).sort((a, b) => b.createdAtMs - a.createdAtMs);
    await this.#show();
  }

  /** The models are there: from now on it is known which voices they can speak with. */
  async attach(packId: string, packVoices: readonly PackVoice[]): Promise<void> {
    this.#packId = packId;
    this.#speakerLength = packVoices[0]?.speaker.length ?? 0;
    await this.#show();
  }

  /** As Talk knows voices. */
  speakers(): readonly Voice[] {
    return this.#usable().map(({ id, name, language, pitchHz }) => ({ id, name, language, pitchHz }));
  }

  /** Lets the worker know a voice that nobody else does; null takes it back. */
  async tryOut(trial: ClonedVoice | null): Promise<void> {
    this.#trial = trial;
    await this.#define();
  }

  async add(name: string, { voice, similarity }: MadeVoice): Promise<void> {
    if (this.#packId === null) throw new Error('A voice was made before any models were there.');
    const kept: KeptVoice = { ...voice, speaker: [...voice.speaker], equalizerDb: [...voice.equalizerDb], similarity, name: name.trim().slice(0, 60), createdAtMs: Date.now(), packId: this.#packId };
    await this.parts.storage.write(kept);
    this.#kept = [kept, ...this.#kept];
    await this.#show();
  }

  async rename(id: string, name: string): Promise<void> {
    const kept = this.#kept.find((voice) => voice.id === id);
    const wanted = name.trim().slice(0, 60);
    if (kept === undefined || wanted === '') return;
    const renamed = { ...kept, name: wanted };
    await this.parts.storage.write(renamed).catch((error: unknown) => this.#complain(error));
    this.#kept = this.#kept.map((voice) => (voice.id === id ? renamed : voice));
    await this.#show();
  }

  /** Out of storage first: what cannot be deleted there must not look as if it were. */
  async remove(id: string): Promise<void> {
    try {
      await this.parts.storage.delete(id);
      this.#kept = this.#kept.filter((voice) => voice.id !== id);
      await this.#show();
      await this.parts.forget(id);
    } catch (error) {
      this.#complain(error);
    }
  }

  #usable(): readonly KeptVoice[] {
    return this.#kept.filter((voice) => this.#isUsable(voice));
  }

  /** Before the models are there, a voice is taken to be theirs. */
  #isUsable({ packId, speaker }: KeptVoice): boolean {
    return this.#packId === null || (packId === this.#packId && speaker.length === this.#speakerLength);
  }

  async #show(): Promise<void> {
    const { store, model } = this.parts;
    store.setState({
      own: this.#kept.flatMap((voice) => (voice.language === 'en' || voice.language === 'zh' ? [{ id: voice.id, name: voice.name, language: voice.language, createdAtMs: voice.createdAtMs, similarity: voice.similarity, isUsable: this.#isUsable(voice) }] : [])),
    });
    model.setState({ ownVoices: this.speakers().map((voice) => ({ ...voice, isOwn: true as const })) });
    await this.#define();
  }

  async #define(): Promise<void> {
    const voices: ClonedVoice[] = this.#usable().map(({ id, language, speaker, modelPitchHz, pitchHz, pitchRange, rate, formantFactor, equalizerDb }) => ({ id, language, speaker, modelPitchHz, pitchHz, pitchRange, rate, formantFactor, equalizerDb }));
    await this.parts.vocoder.defineVoices(this.#trial === null ? voices : [...voices, this.#trial]);
  }

  #complain(error: unknown): void {
    this.parts.notify('storage-failed', error instanceof Error ? error.name : '');
  }
}
