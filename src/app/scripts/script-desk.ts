import { mapHistoryValues, startHistory, stepBack, stepForward } from '../../lib/history';
import { Pace } from '../../lib/pace';
import type { StoredScriptHead } from '../../storage/scripts';
import { NOTHING_OPEN, type ProjectEntry, type ScriptFaultCode, type ScriptStore } from '../../stores/script-store';
import type { Project } from '../../studio/project';
import { ProjectError, readProject, writeProject } from '../../studio/project-file';
import { editScript, type ScriptHistory } from '../../studio/script/history';
import type { ScriptEdit } from '../../studio/script/edit';
import { scriptLines, type Script } from '../../studio/script/script';

/** `src/storage/scripts.ts` is one. */
export interface ScriptStorage {
  listScripts(): Promise<{ heads: StoredScriptHead[]; damagedIds: string[] }>;
  readScript(id: string): Promise<string | null>;
  writeScript(head: StoredScriptHead, file: string): Promise<void>;
  /** Only what the list shows. */
  writeHead(head: StoredScriptHead): Promise<void>;
  deleteScript(id: string): Promise<void>;
}

const WRITE_DELAY_MS = 400;
const HEAD_DELAY_MS = 3000;
const DAMAGED_TITLE = 'Damaged project';

/** The projects of this device, and the one that lies open: its edits, what can be undone, and its place on the disk. */
export class ScriptDesk {
  #history: ScriptHistory | null = null;
  /** Not put off by the next letter: a long spell of typing would not be kept at all. */
  readonly #pace = new Pace(() => void this.#writeOpen(), WRITE_DELAY_MS);
  readonly #headPace = new Pace(() => this.#writeHead(), HEAD_DELAY_MS);
  #written: Project | null = null;
  /** Counts what was asked to be opened, so that a slow read does not come after a newer wish. */
  #wish = 0;

  constructor(
    private readonly store: ScriptStore,
    private readonly storage: ScriptStorage,
    private readonly nowMs: () => number = Date.now,
  ) {}

  /** Lists what is kept. */
  async restore(): Promise<void> {
    const { heads, damagedIds } = await this.storage.listScripts();
    const damaged = damagedIds.map((id): ProjectEntry => ({ id, title: DAMAGED_TITLE, updatedAtMs: 0, lineCount: 0, readyCount: 0, seconds: 0 }));
    this.store.setState({ projects: [...heads, ...damaged] });
  }

  /** Opens a project that is new on this device. */
  async add(project: Project): Promise<void> {
    await this.close();
    this.#show(project);
    await this.save();
  }

  /** False when it cannot be read, and then the store says why. It stays where it is. */
  async open(id: string): Promise<boolean> {
    const wish = (this.#wish += 1);
    if (this.store.getState().open?.id === id) return true;
    await this.close();
    this.#wish = wish;
    const project = await this.#read(id);
    if (wish !== this.#wish || project === null) return false;
    this.#written = project;
    this.#show(project);
    return true;
  }

  async close(): Promise<void> {
    this.#wish += 1;
    await this.save();
    this.#history = null;
    this.#written = null;
    this.store.setState(NOTHING_OPEN);
  }

  edit(edit: ScriptEdit): void {
    this.#step((history) => editScript(history, edit, this.nowMs()));
  }

  undo(): void {
    this.#step(stepBack);
  }

  redo(): void {
    this.#step(stepForward);
  }

  /** Changes the script as it is and as it was, so that undoing does not take that away. */
  adopt(change: (script: Script) => Script): void {
    const { open } = this.store.getState();
    if (open === null || this.#history === null) return;
    this.#history = mapHistoryValues(this.#history, change);
    if (this.#history.present !== open.script) this.#put({ ...open, script: this.#history.present });
  }

  /** Changes what is set beside the script; that is not undone. */
  change(part: Partial<Omit<Project, 'id' | 'script'>>): void {
    const { open } = this.store.getState();
    if (open !== null) this.#put({ ...open, ...part });
  }

  async rename(id: string, title: string): Promise<void> {
    if (this.store.getState().open?.id === id) return this.edit({ type: 'title.set', title });
    const entry = this.store.getState().projects.find((project) => project.id === id);
    const project = await this.#read(id);
    if (entry === undefined || project === null) return;
    const updatedAtMs = this.nowMs();
    await this.#write({ ...entry, title, updatedAtMs }, { ...project, script: { ...project.script, title }, updatedAtMs });
  }

  /** A copy beside it, without sound and music. */
  async duplicate(id: string, copyId: string): Promise<void> {
    const { open } = this.store.getState();
    const project = open?.id === id ? open : await this.#read(id);
    if (project === null) return;
    const { script } = project;
    const title = script.title === '' ? '' : `${script.title} (copy)`;
    const nowMs = this.nowMs();
    const head = { id: copyId, title, updatedAtMs: nowMs, lineCount: scriptLines(script).length, readyCount: 0, seconds: 0 };
    await this.#write(head, { ...project, id: copyId, script: { ...script, title }, createdAtMs: nowMs, updatedAtMs: nowMs, music: null });
  }

  /** Changes all that are not open and can be read, and whose sound goes with that; ids of those that became other ones. */
  async revise(change: (project: Project) => Project): Promise<string[]> {
    const { open, projects } = this.store.getState();
    const revised: string[] = [];
    for (const head of projects) {
      if (head.id === open?.id) continue;
      const project = await this.storage.readScript(head.id).then((file) => readProject(file ?? '', ''), () => null);
      const changed = project === null ? null : change(project);
      if (project === null || changed === null || changed === project) continue;
      const revisedHead = { ...head, title: changed.script.title, readyCount: 0, seconds: 0 };
      this.store.setState((state) => ({ projects: state.projects.map((entry) => (entry.id === head.id ? revisedHead : entry)) }));
      await this.storage.writeScript(revisedHead, writeProject(changed)).catch((error: unknown) => this.#complain(error));
      revised.push(head.id);
    }
    return revised;
  }

  async remove(id: string): Promise<void> {
    if (this.store.getState().open?.id === id) {
      this.#pace.cancel();
      this.#history = null;
      this.#written = null;
      this.store.setState(NOTHING_OPEN);
    }
    this.store.setState(({ projects }) => ({ projects: projects.filter((project) => project.id !== id) }));
    await this.storage.deleteScript(id).catch((error: unknown) => this.#complain(error));
  }

  /** Writes the open project now, if it has changed. */
  async save(): Promise<void> {
    this.#pace.cancel();
    await this.#writeOpen();
  }

  /** The list learns how much of the open project is ready; the project itself need not be written for that. */
  noteProgress(): void {
    this.#headPace.request();
  }

  #writeHead(): void {
    const { open } = this.store.getState();
    if (open === null || open !== this.#written) return;
    const head = this.#headOf(open);
    this.store.setState(({ projects }) => ({ projects: projects.map((entry) => (entry.id === head.id ? head : entry)) }));
    void this.storage.writeHead(head).catch((error: unknown) => this.#complain(error));
  }

  #headOf({ id, script, updatedAtMs }: Project): StoredScriptHead {
    const { lineCount, readyCount, seconds } = this.store.getState().progress;
    return { id, title: script.title, updatedAtMs, lineCount: lineCount === 0 ? scriptLines(script).length : lineCount, readyCount, seconds };
  }

  /** Null when it cannot be read, and then the store says why; it is left as it is. */
  async #read(id: string): Promise<Project | null> {
    try {
      return readProject((await this.storage.readScript(id)) ?? '', this.#titleOf(id));
    } catch (error) {
      if (!(error instanceof ProjectError)) return this.#complain(error) ?? null;
      const damaged = `${this.#titleOf(id)} is damaged and cannot be opened. It is left on this device as it is: delete it, or import a copy that was exported.`;
      this.#fail('damaged-project', error.code === 'newer-version' ? error.message : damaged);
      return null;
    }
  }

  #step(step: (history: ScriptHistory) => ScriptHistory): void {
    const { open } = this.store.getState();
    if (open === null || this.#history === null) return;
    const history = step(this.#history);
    if (history === this.#history) return;
    this.#history = history;
    this.#put({ ...open, script: history.present });
  }

  #put(project: Project): void {
    this.#present({ ...project, updatedAtMs: this.nowMs() });
    this.#pace.request();
  }

  #show(project: Project): void {
    this.#history = startHistory(project.script);
    this.store.setState({ fault: null });
    this.#present(project);
    this.store.setState({ isResuming: false });
  }

  #present(open: Project): void {
    this.store.setState({ open, canUndo: (this.#history?.past.length ?? 0) > 0, canRedo: (this.#history?.future.length ?? 0) > 0 });
  }

  async #write(head: StoredScriptHead, project: Project): Promise<void> {
    this.store.setState(({ projects }) => ({ projects: [head, ...projects.filter(({ id }) => id !== head.id)] }));
    await this.storage.writeScript(head, writeProject(project)).catch((error: unknown) => this.#complain(error));
  }

  async #writeOpen(): Promise<void> {
    const { open } = this.store.getState();
    if (open === null || open === this.#written) return;
    this.#written = open;
    await this.#write(this.#headOf(open), open);
  }

  #titleOf(id: string): string {
    const title = this.store.getState().projects.find((project) => project.id === id)?.title ?? '';
    return title === '' ? 'This project' : `“${title}”`;
  }

  #complain(error: unknown): undefined {
    // What could not be written is tried again with the next change.
    this.#written = null;
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    this.#fail(isFull ? 'storage-full' : 'storage-failed', error instanceof Error ? error.message : String(error));
    return undefined;
  }

  #fail(code: ScriptFaultCode, message: string): void {
    this.store.setState({ fault: { code, message } });
  }
}
