import type { JobErrorCode } from '../../protocol/job';
import * as soundStorage from '../../storage/line-sounds';
import * as scriptStorage from '../../storage/scripts';
import { selectVoices, type ModelStore } from '../../stores/model-store';
import type { ScriptFaultCode, ScriptStore } from '../../stores/script-store';
import type { TurnStore } from '../../stores/turn-store';
import type { Project } from '../../studio/project';
import { projectWithoutVoice, scriptWithoutVoice } from '../../studio/without-voice';
import type { MusicDecoder } from './looped-music';
import type { ScriptVoice } from './record-line';
import { RenderQueue } from './render-queue';
import { ScriptDesk } from './script-desk';
import { ScriptPlan } from './script-plan';
import { showRendering } from './show-rendering';

export type ScriptParts = {
  store: ScriptStore;
  model: ModelStore;
  turn: TurnStore;
  voice: ScriptVoice;
  decoder: MusicDecoder;
  loadEngines(): Promise<boolean>;
  recover(code: JobErrorCode): Promise<boolean>;
};

/** Scripts behind the screen: the desk with the open one, its sound, and how the one follows the other. */
export class Scripts {
  readonly desk: ScriptDesk;
  readonly queue: RenderQueue;
  readonly plan: ScriptPlan;
  #isShowing = false;
  #written = '';
  /** Of which the sounds are known; null while they are read. */
  #openId: string | null = null;

  constructor(readonly parts: ScriptParts) {
    const { store, model, turn } = parts;
    store.setState({ isResuming: true });
    this.desk = new ScriptDesk(store, scriptStorage);
    this.queue = new RenderQueue({
      voice: parts.voice, sounds: soundStorage,
      settlePlan: () => this.plan.settle(),
      prepare: async () => model.getState().pack.phase === 'ready' || parts.loadEngines(),
      isBusy: () => isTalking(turn),
      whenFree: (signal) => whenSilent(turn, signal),
      recover: (code) => parts.recover(code),
      onChange: () => this.#show(),
      onFault: (code, message) => this.fail(code, message),
    });
    this.plan = new ScriptPlan({ model, queue: this.queue, open: () => this.#known() });
    store.subscribe(({ open }, before) => {
      if (open === before.open || open === null) return;
      this.plan.follow(open, before.open);
      this.#show();
    });
    model.subscribe((now, before) => {
      const isOther = selectVoices(now) !== selectVoices(before) || now.summary?.version !== before.summary?.version;
      if (isOther) this.plan.make();
    });
  }

  /** Whether anybody can say a line. */
  get hasVoices(): boolean {
    return (this.parts.model.getState().summary?.voices.length ?? 0) > 0;
  }

  restore(): Promise<void> {
    return this.desk.restore();
  }

  /** Goes on where this device was when its last tab was closed. */
  async resume(): Promise<void> {
    try {
      const { openId, isRendering } = await scriptStorage.readDesk();
      if (openId === null || this.parts.store.getState().open !== null) return;
      if (await this.open(openId)) if (isRendering) void this.queue.renderAll();
    } finally {
      this.parts.store.setState({ isResuming: false });
    }
  }

  /** Another tab has taken over. */
  async sleep(): Promise<void> {
    await this.desk.save();
    this.#openId = null;
    await this.queue.close();
  }

  /** Takes up what the other tab has left. */
  async rejoin(): Promise<void> {
    this.parts.store.setState({ isResuming: true });
    await this.#leave();
    // A list that cannot be read must not keep what was open from being opened.
    await this.desk.restore().catch((error: unknown) => this.failWith(error));
    await this.resume();
  }

  async add(project: Project): Promise<void> {
    await this.#leave();
    await this.desk.add(project);
    await this.#readSounds(project.id);
  }

  async open(id: string): Promise<boolean> {
    if (this.parts.store.getState().open?.id === id) return true;
    await this.#leave();
    if (!(await this.desk.open(id))) return false;
    await this.#readSounds(id);
    return true;
  }

  async close(): Promise<void> {
    await this.#leave();
    this.#remember();
  }

  async remove(id: string): Promise<void> {
    const isOpen = this.parts.store.getState().open?.id === id;
    if (isOpen) {
      this.#openId = null;
      await this.queue.close();
    }
    await this.desk.remove(id);
    await soundStorage.deleteAllSounds(id).catch((error: unknown) => this.failWith(error));
    if (isOpen) this.#remember();
  }

  /** A voice is gone from this device: no script names it any more, what was undone or may be undone neither, and what it said in them goes. */
  async leaveVoice(voiceId: string): Promise<void> {
    const { open } = this.parts.store.getState();
    const without = open === null ? null : projectWithoutVoice(open, voiceId);
    const isNamed = without !== open;
    if (isNamed) {
      this.#openId = null;
      await this.queue.close();
    }
    this.desk.adopt((script) => scriptWithoutVoice(script, voiceId));
    if (without !== null && without.voice !== open?.voice) this.desk.change({ voice: without.voice });
    if (isNamed && open !== null) {
      await this.#readSounds(open.id);
      await this.queue.prune(true);
    }
    await this.desk.save();
    for (const id of await this.desk.revise((project) => projectWithoutVoice(project, voiceId))) await soundStorage.deleteAllSounds(id);
  }

  fail(code: ScriptFaultCode, message: string): void {
    this.parts.store.setState({ fault: { code, message } });
  }

  /** Tells of an error of the storage. */
  failWith(error: unknown): void {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.fail(isFull ? 'storage-full' : 'storage-failed', error instanceof Error ? error.message : String(error));
  }

  async #leave(): Promise<void> {
    this.#openId = null;
    await this.queue.close();
    await this.desk.close();
  }

  async #readSounds(id: string): Promise<void> {
    try {
      await soundStorage.deleteLeftovers(id);
      const heads = await soundStorage.readHeads(id);
      const { open } = this.parts.store.getState();
      if (open?.id !== id) return;
      this.queue.open(id, heads);
      this.#openId = id;
      this.plan.make();
      this.#show();
      if (this.queue.lines.plan.length > 0) await this.queue.prune(false);
      this.#remember();
    } catch (error) {
      this.failWith(error);
    }
  }

  /** The open project, if its sounds are known. */
  #known(): Project | null {
    const { open } = this.parts.store.getState();
    return open?.id === this.#openId ? open : null;
  }

  /** The store learns of many changes at once. */
  #show(): void {
    if (this.#isShowing) return;
    this.#isShowing = true;
    queueMicrotask(() => {
      this.#isShowing = false;
      if (this.#openId === null) return;
      const hasGrown = showRendering(this.parts.store, this.queue);
      if (hasGrown) {
        // A line whose sound is kept is kept as it was said.
        void this.desk.save();
        this.desk.noteProgress();
      }
      this.#remember();
    });
  }

  /** A reload goes on where it was. */
  #remember(): void {
    const desk = { openId: this.#openId, isRendering: this.queue.wantsAll };
    if (JSON.stringify(desk) === this.#written) return;
    this.#written = JSON.stringify(desk);
    void scriptStorage.writeDesk(desk).catch((error: unknown) => this.failWith(error));
  }
}

function isTalking(turn: TurnStore): boolean {
  const { phase } = turn.getState().turn;
  return phase === 'listening' || phase === 'thinking' || phase === 'speaking';
}

/** Resolves when nobody talks with the assistant. */
async function whenSilent(turn: TurnStore, signal: AbortSignal): Promise<void> {
  while (isTalking(turn)) {
    signal.throwIfAborted();
    await new Promise<void>((resolve) => {
      const settle = () => (unsubscribe(), resolve());
      const unsubscribe = turn.subscribe(() => isTalking(turn) || settle());
      signal.addEventListener('abort', settle, { once: true });
    });
  }
  signal.throwIfAborted();
}
