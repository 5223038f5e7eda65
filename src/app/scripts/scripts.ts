import type { JobErrorCode } from '../../protocol/job';
import { guessLanguage } from '../../transcripts/scripts';
import * as soundStorage from '../../storage/line-sounds';
import * as scriptStorage from '../../storage/scripts';
import { selectVoices, type ModelStore } from '../../stores/model-store';
import type { ScriptFaultCode, ScriptStore } from '../../stores/script-store';
import type { TurnStore } from '../../stores/turn-store';
import type { Project } from '../../studio/project';
import { orderLine, ScriptPlanner, type LineOrder, type RenderSettings } from '../../studio/render/plan';
import { scriptLines, speakLine, voiceOfLine, wayOfSpeaker } from '../../studio/script/script';
import type { MusicDecoder } from './looped-music';
import type { ScriptVoice } from './record-line';
import { RenderQueue } from './render-queue';
import { ScriptDesk } from './script-desk';
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
  readonly #planner = new ScriptPlanner();
  #isShowing = false;
  #written = '';
  /** Of which the sounds are known; null while they are read. */
  #openId: string | null = null;

  constructor(readonly parts: ScriptParts) {
    const { store, model, turn } = parts;
    this.desk = new ScriptDesk(store, scriptStorage);
    this.queue = new RenderQueue({
      voice: parts.voice, sounds: soundStorage,
      prepare: async () => model.getState().pack.phase === 'ready' || parts.loadEngines(),
      isBusy: () => isTalking(turn),
      whenFree: (signal) => whenSilent(turn, signal),
      recover: (code) => parts.recover(code),
      onChange: () => this.#show(),
      onFault: (code, message) => this.fail(code, message),
    });
    store.subscribe(({ open }, before) => {
      if (open !== before.open && open !== null) this.#plan(open);
    });
    model.subscribe((now, before) => {
      const { open } = store.getState();
      const isOther = selectVoices(now) !== selectVoices(before) || now.summary?.version !== before.summary?.version;
      if (isOther && open !== null) this.#plan(open);
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
    const { openId, isRendering } = await scriptStorage.readDesk();
    if (openId === null || this.parts.store.getState().open !== null) return;
    if (await this.open(openId)) if (isRendering) void this.queue.renderAll();
  }

  /** Another tab has taken over. */
  async sleep(): Promise<void> {
    await this.desk.save();
    this.#openId = null;
    await this.queue.close();
  }

  /** Takes up what the other tab has left. */
  async rejoin(): Promise<void> {
    await this.#leave();
    await this.desk.restore();
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

  /** What the vocoder is asked for a line of the open script. */
  orderOf(lineId: string): LineOrder | null {
    const { open } = this.parts.store.getState();
    const line = open === null ? undefined : scriptLines(open.script).find(({ id }) => id === lineId);
    const settings = open === null ? null : this.#settings(open);
    return open === null || line === undefined || settings === null ? null : orderLine(speakLine(line, wayOfSpeaker(open.script, line.speaker)), voiceOfLine(open.script, line, open.voice), settings);
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
      const heads = await soundStorage.readHeads(id);
      const { open } = this.parts.store.getState();
      if (open?.id !== id) return;
      this.queue.open(id, heads);
      this.#openId = id;
      this.#plan(open);
      if (this.queue.lines.plan.length > 0) await this.queue.prune(false);
      this.#remember();
    } catch (error) {
      this.failWith(error);
    }
  }

  /** Without the voices of the pack nobody knows yet what sound a line would have. */
  #plan(project: Project): void {
    const settings = this.#settings(project);
    if (settings === null || this.#openId !== project.id) return this.#show();
    this.queue.setPlan(this.#planner.plan(project.script, settings), (lineId) => this.orderOf(lineId));
  }

  #settings(project: Project): RenderSettings | null {
    const state = this.parts.model.getState();
    const { summary } = state;
    const packVoices = summary?.voices ?? [];
    const [first] = packVoices;
    if (summary === null || first === undefined) return null;
    const voiceFor = (text: string) => (packVoices.find(({ language }) => language === guessLanguage(text)) ?? first).id;
    return { voice: project.voice, hasMetronome: project.hasMetronome, packRevision: `${summary.id} ${summary.version}`, voices: selectVoices(state), voiceFor };
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
