import { timerRing } from '../audio/earcon';
import { createId } from '../lib/create-id';
import type { JobErrorCode } from '../protocol/job';
import type { Drafts } from '../session/drafts';
import type { Timer } from '../session/notices';
import type { Session } from '../session/session';
import { DEFAULT_SETTINGS, type Settings } from '../session/settings';
import { readDrafts, writeDrafts } from '../storage/drafts';
import { readSettings, writeSettings } from '../storage/settings';
import type { Stores } from '../stores/app-context';
import { createAssistant } from './assistant';
import { ConversationKeeper } from './conversation-keeper';
import { createClients, Engines } from './engines';
import { createFilesKeeper } from './create-files-keeper';
import type { FilesKeeper } from './files-keeper';
import type { Flags } from './flags';
import { NoteKeeper } from './note-keeper';
import { createNotify, withdrawNotices, type Notify } from './notices';
import { PackKeeper, packFailure, type Voice } from './pack-keeper';
import { registerServiceWorker, watchLeaving, watchPage } from './page-signals';
import { Recovery } from './recovery';
import { createScripts, type ScriptRoom } from './scripts/create-scripts';
import { Sound } from './sound';
import { StoreKeeper } from './store-keeper';
import { createStudioKeeper } from './studio-create';
import { StudioHistory } from './studio-history';
import type { StudioKeeper } from './studio-keeper';
import { StudioShelf } from './studio-shelf';
import { TabLock } from './tab-lock';
import { TimerKeeper } from './timer-keeper';
import { Translations } from './translations';
import { createToolServices } from './tool-services';
import { VoiceKeeper } from './voice-keeper';
import { TurnSounds } from './turn-sounds';
import { attachPack, createClonedVoices, type ClonedVoices } from './voices-create';

const EARCON_RATE_HZ = 24_000;

/** What exists only once a person has begun. */
export type Awake = { session: Session; sound: Sound };

/** The parts of the page and how they come to life: what is there at once, and what a click brings. */
export class Sotto {
  readonly notify: Notify;
  readonly packs: PackKeeper;
  readonly engines: Engines;
  readonly settings: StoreKeeper<Settings>;
  readonly conversations: ConversationKeeper;
  readonly drafts: StoreKeeper<Drafts>;
  readonly notes: NoteKeeper;
  readonly timers: TimerKeeper;
  readonly voices: VoiceKeeper;
  readonly turnSounds = new TurnSounds();
  readonly tab: TabLock;
  readonly files: FilesKeeper;
  readonly translations: Translations;
  readonly studio: StudioKeeper;
  readonly shelf: StudioShelf;
  readonly studioHistory: StudioHistory;
  readonly script: ScriptRoom;
  readonly cloned: ClonedVoices;
  #voices: readonly Voice[] = [];
  #sound: Promise<Sound | null> | null = null;
  #waking: Promise<Awake | null> | null = null;
  #awake: Awake | null = null;
  readonly #recovery: Recovery;
  readonly #restored: Promise<void>;

  constructor(
    readonly stores: Stores,
    flags: Flags,
  ) {
    this.notify = createNotify(stores.turn);
    this.packs = new PackKeeper(flags.pack, stores.model, stores.device);
    this.engines = new Engines(this.packs, stores.model, stores.device, flags, this.notify, createClients());
    this.#recovery = new Recovery({
      restart: (code) => this.engines.restart(code),
      onRecovered: () => this.#awake?.session.recover(),
      onBroken: (error) => stores.model.setState({ pack: packFailure(error) }),
    });
    this.settings = new StoreKeeper(stores.settings, { read: () => readSettings(DEFAULT_SETTINGS), write: writeSettings }, this.notify);
    this.conversations = new ConversationKeeper(stores.turn, this.notify);
    this.drafts = new StoreKeeper(stores.drafts, { read: readDrafts, write: writeDrafts }, this.notify);
    this.notes = new NoteKeeper(stores.tools);
    this.timers = new TimerKeeper(stores.tools, (timer) => this.#ring(timer));
    this.voices = new VoiceKeeper(stores.settings, () => [...this.#voices, ...this.cloned.own.speakers()]);
    const engineParts = { stores, engines: this.engines, notify: this.notify, loadEngines: () => this.loadEngines() };
    this.files = createFilesKeeper({
      ...engineParts,
      recover: (code) => this.recover(code),
      onFinished: ({ id, translateTo }) => translateTo !== null && void this.translations.complete(id, translateTo),
    });
    this.translations = new Translations({ ...engineParts, files: this.files, voices: this.voices });
    this.studio = createStudioKeeper(this);
    this.shelf = new StudioShelf(stores.studio, this.notify);
    this.studioHistory = new StudioHistory(stores.studio);
    this.script = createScripts(this);
    this.cloned = createClonedVoices(this);
    this.tab = new TabLock(stores.device, () => this.sleep(), () => void this.#rejoin());
    this.#restored = this.#restore();
    watchPage(stores, this.notify);
    void this.#openTab();
    void this.packs.prefetch();
    void registerServiceWorker(stores.model);
    watchLeaving(() => this.#keepAll());
  }

  get awake(): Awake | null {
    return this.#awake;
  }

  /** Wakes the audio and loads the engines; null when that failed, and then the store says why. */
  async wake(): Promise<Awake | null> {
    // Inside the click, before anything is awaited: without a gesture the context would stay silent.
    this.#sound ??= this.#openSound();
    this.#waking ??= this.#wake(this.#sound).finally(() => {
      if (this.#awake === null) this.#waking = null;
    });
    return this.#waking;
  }

  /** Null when this device gives no sound, and then the store says so; the next click tries again. Rejects for nothing else. */
  async #openSound(): Promise<Sound | null> {
    try {
      const sound = await Sound.open(this.stores, this.notify);
      withdrawNotices(this.stores.turn, 'sound-failed');
      return sound;
    } catch (error) {
      this.#sound = null;
      // The constructor of a context, its worklets and their graph fail so, each for reasons of the device.
      if (!(error instanceof DOMException)) throw error;
      this.notify('sound-failed');
      return null;
    }
  }

  /** Loads the models without waking the audio, for recordings; whether they are ready. */
  async loadEngines(): Promise<boolean> {
    if (!(await this.engines.load())) return false;
    this.#voices = (await this.packs.open()).voices;
    await attachPack(this.packs, this.cloned.own);
    return true;
  }

  /** Opens the microphone that was chosen. */
  async listen(): Promise<void> {
    const { microphoneId } = this.stores.settings.getState();
    await (await this.#sound)?.listen(microphoneId);
  }

  /** Loads the engines again because a person asked for it. */
  async retry(): Promise<void> {
    if (this.#awake === null) return void (await this.wake());
    if (await this.engines.reload()) this.#awake.session.recover();
  }

  /** Falls silent and lets go of the microphone: another tab has taken over. */
  sleep(): void {
    this.#awake?.session.stop();
    void this.conversations.save();
    this.files.sleep();
    this.studio.stop();
    this.script.speaker.stop();
    void this.script.scripts.sleep();
    void this.cloned.cloning.discard();
    void this.#sound?.then((sound) => {
      sound?.capture.stop();
      this.stores.device.setState({ microphone: { phase: 'off' } });
    });
  }

  /** Takes up what was said in the tab that had the assistant until now. */
  async #rejoin(): Promise<void> {
    await this.#restored;
    await this.files.restore();
    await this.script.scripts.rejoin();
    const conversation = await this.conversations.readNewest();
    if (conversation === null) return;
    if (this.#awake === null) this.stores.turn.setState({ conversation });
    else this.#awake.session.open(conversation);
  }

  /** Keeps what was changed last, before the page may be gone. */
  #keepAll(): void {
    this.settings.save();
    this.drafts.save();
    void this.conversations.save();
    this.files.flush();
    this.shelf.save();
    void this.script.scripts.desk.save();
  }

  /** Recordings are heard in the tab that has the assistant, and nowhere else. */
  async #openTab(): Promise<void> {
    await this.tab.open();
    if (this.stores.device.getState().tab !== 'here') return;
    await Promise.all([this.files.restore(), this.#restored.then(() => this.script.scripts.resume())]);
  }

  async #restore(): Promise<void> {
    const failed = (error: unknown) => this.notify('storage-failed', error instanceof Error ? error.name : '');
    await Promise.all([
      this.settings.restore(),
      this.conversations.restore(),
      this.drafts.restore(),
      this.notes.restore().catch(failed),
      this.timers.restore().catch(failed),
      this.shelf.restore().catch(failed),
      this.cloned.own.restore().catch(failed),
      this.script.scripts.restore().catch(failed),
    ]);
  }

  async #wake(opening: Promise<Sound | null>): Promise<Awake | null> {
    const [sound, isReady] = await Promise.all([opening, this.loadEngines(), this.#restored]);
    if (!isReady || sound === null) return null;
    const vad = await this.engines.vad;
    const tools = createToolServices(this.engines.llm, this.timers, this.notes, this.voices);
    const { stores, engines, turnSounds, notify } = this;
    const session = createAssistant({ stores, engines, sound, vad, turnSounds, tools, notify, voices: this.voices, onEngineFault: ({ code }) => void this.recover(code) });
    const { outputId } = stores.settings.getState();
    if (outputId !== null) void sound.chooseOutput(outputId);
    void this.packs.persist();
    void this.turnSounds.open();
    session.prefill();
    this.#awake = { session, sound };
    return this.#awake;
  }

  /** Starts the engines anew after a fault; whether they are ready. */
  recover(code: JobErrorCode): Promise<boolean> {
    return this.#recovery.recover(code);
  }

  #ring({ label }: Timer): void {
    this.notify('timer-rang', label);
    const ringId = createId('ring');
    void this.#sound?.then((sound) => {
      sound?.playback.enqueue(ringId, timerRing(EARCON_RATE_HZ), EARCON_RATE_HZ);
      sound?.playback.end(ringId);
    });
  }
}
