import { createId } from '../../lib/create-id';
import { startHistory, stepBack, stepForward } from '../../lib/history';
import type { StoredScriptHead } from '../../storage/scripts';
import { NOTHING_OPEN, type ProjectEntry, type ScriptFaultCode, type ScriptStore } from '../../stores/script-store';
import type { Project } from '../../studio/project';
import { ProjectError, readProject, writeProject } from '../../studio/project-file';
import { editScript, type ScriptHistory } from '../../studio/script/history';
import type { ScriptEdit } from '../../studio/script/edit';

/** `src/storage/scripts.ts` is one. */
export interface ScriptStorage {
  listScripts(): Promise<{ heads: StoredScriptHead[]; damagedIds: string[] }>;
  readScript(id: string): Promise<string | null>;
  writeScript(head: StoredScriptHead, file: string): Promise<void>;
  deleteScript(id: string): Promise<void>;
}

/** Not put off by the next letter: a long spell of typing would not be kept at all. */
const WRITE_DELAY_MS = 800;
const DAMAGED_TITLE = 'Damaged project';

/** The projects of this device, and the one that lies open: its edits, what can be undone, and its place on the disk. */
export class ScriptDesk {
  #history: ScriptHistory | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
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
    const file = await this.storage.readScript(id).catch((error: unknown) => this.#complain(error));
    if (wish !== this.#wish || file === undefined) return false;
    try {
      const project = readProject(file ?? '', this.#titleOf(id));
      this.#written = project;
      this.#show(project);
      return true;
    } catch (error) {
      const isNewer = error instanceof ProjectError && error.code === 'newer-version';
      const title = this.#titleOf(id);
      this.#fail('damaged-project', isNewer ? error.message : `${title} is damaged and cannot be opened. It is left on this device as it is: delete it, or import a copy that was exported.`);
      return false;
    }
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

  /** Changes what is set beside the script; that is not undone. */
  change(part: Partial<Omit<Project, 'id' | 'script'>>): void {
    const { open } = this.store.getState();
    if (open !== null) this.#put({ ...open, ...part });
  }

  async rename(id: string, title: string): Promise<void> {
    if (this.store.getState().open?.id === id) return this.edit({ type: 'title.set', title });
    const file = await this.storage.readScript(id).catch((error: unknown) => this.#complain(error));
    const entry = this.store.getState().projects.find((project) => project.id === id);
    if (typeof file !== 'string' || entry === undefined) return;
    try {
      const project = readProject(file, entry.title);
      await this.#write({ ...entry, title, updatedAtMs: this.nowMs() }, { ...project, script: { ...project.script, title }, updatedAtMs: this.nowMs() });
    } catch (error) {
      this.#fail('damaged-project', error instanceof Error ? error.message : String(error));
    }
  }

  /** Writes a copy beside it; the sound is not copied. */
  async duplicate(id: string): Promise<void> {
    if (this.store.getState().open?.id === id) await this.save();
    const file = await this.storage.readScript(id).catch((error: unknown) => this.#complain(error));
    const entry = this.store.getState().projects.find((project) => project.id === id);
    if (typeof file !== 'string' || entry === undefined) return;
    try {
      const project = readProject(file, entry.title);
      const copy = { ...entry, id: createId('script'), title: entry.title === '' ? '' : `${entry.title} (copy)`, updatedAtMs: this.nowMs(), readyCount: 0, seconds: 0 };
      await this.#write(copy, { ...project, id: copy.id, script: { ...project.script, title: copy.title }, createdAtMs: copy.updatedAtMs, updatedAtMs: copy.updatedAtMs, music: null });
    } catch (error) {
      this.#fail('damaged-project', error instanceof Error ? error.message : String(error));
    }
  }

  async remove(id: string): Promise<void> {
    if (this.store.getState().open?.id === id) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#history = null;
      this.#written = null;
      this.store.setState(NOTHING_OPEN);
    }
    this.store.setState(({ projects }) => ({ projects: projects.filter((project) => project.id !== id) }));
    await this.storage.deleteScript(id).catch((error: unknown) => this.#complain(error));
  }

  /** Writes the open project now, if it has changed. */
  async save(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { open, progress } = this.store.getState();
    if (open === null || open === this.#written) return;
    this.#written = open;
    const { lineCount, readyCount, seconds } = progress;
    await this.#write({ id: open.id, title: open.script.title, updatedAtMs: open.updatedAtMs, lineCount, readyCount, seconds }, open);
  }

  /** The list and the disk learn how much of the open project is ready. */
  noteProgress(): void {
    this.#written = null;
    this.#timer ??= setTimeout(() => void this.save(), WRITE_DELAY_MS);
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
    this.#timer ??= setTimeout(() => void this.save(), WRITE_DELAY_MS);
  }

  #show(project: Project): void {
    this.#history = startHistory(project.script);
    this.store.setState({ fault: null });
    this.#present(project);
  }

  #present(open: Project): void {
    this.store.setState({ open, canUndo: (this.#history?.past.length ?? 0) > 0, canRedo: (this.#history?.future.length ?? 0) > 0 });
  }

  async #write(head: StoredScriptHead, project: Project): Promise<void> {
    this.store.setState(({ projects }) => ({ projects: [head, ...projects.filter(({ id }) => id !== head.id)] }));
    await this.storage.writeScript(head, writeProject(project)).catch((error: unknown) => this.#complain(error));
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
