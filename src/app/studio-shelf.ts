import { createId } from '../lib/create-id';
import { Pace } from '../lib/pace';
import type { SpeechControls } from '../protocol/speech';
import { readStudioFile, studioPresets, studioTexts, writeStudioFile, type StudioText } from '../storage/studio';
import { EMPTY_DRAFT, type StudioDraft, type StudioEntry, type StudioStore } from '../stores/studio-store';
import { createLine } from '../studio/script/script';
import type { SpeechPreset } from '../studio/presets';
import { ProjectError, readPresets, writePresets } from '../studio/project-file';
import type { Notify } from './notices';

const WRITE_DELAY_MS = 400;
const EXCERPT_LENGTH = 80;
/** As in src/storage/studio.ts. */
const MAX_PRESET_NAME_LENGTH = 60;

/** Keeps the texts of Studio on this device: writes the open one as it is typed, and knows the others. */
export class StudioShelf {
  /** Not put off by the next letter: a long spell of typing would not be kept at all. */
  readonly #pace = new Pace(() => this.#write(), WRITE_DELAY_MS);
  /** When each text was begun; the draft itself does not know. */
  readonly #createdAtMs = new Map<string, number>();
  #written: StudioDraft | null = null;

  constructor(
    private readonly store: StudioStore,
    private readonly notify: Notify,
  ) {}

  /** Brings back the text that was changed last; what follows is kept, also what is typed before the storage has answered. */
  async restore(): Promise<void> {
    const blank = { ...EMPTY_DRAFT, id: createId('text') };
    this.#written = blank;
    this.store.setState({ draft: blank });
    this.store.subscribe(({ draft: now }, { draft: before }) => {
      if (now !== before && now !== this.#written) this.#pace.request();
    });
    const [texts, presets] = await Promise.all([studioTexts.list(), studioPresets.list()]);
    for (const { id, createdAtMs } of texts) this.#createdAtMs.set(id, createdAtMs);
    const newest = texts.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs)[0];
    this.store.setState(({ shelf, presets: named }) => ({
      shelf: [...shelf, ...texts.filter(({ id }) => !shelf.some((entry) => entry.id === id)).map(toEntry)].toSorted(newestFirst),
      presets: [...named, ...presets.filter(({ id }) => !named.some((preset) => preset.id === id))].toSorted(byName),
    }));
    // Whoever was faster than the storage has begun a text already.
    if (newest === undefined || this.store.getState().draft !== blank) return;
    this.#written = toDraft(newest);
    this.store.setState({ draft: this.#written });
  }

  /** Writes the open text now, if it has changed. */
  save(): void {
    this.#pace.flush();
  }

  open(draft: StudioDraft): void {
    this.save();
    this.#written = draft;
    this.store.setState({ draft, made: null, fault: null });
  }

  create(): void {
    this.open({ ...EMPTY_DRAFT, id: createId('text') });
  }

  async openText(id: string): Promise<void> {
    this.save();
    const text = await studioTexts.read(id);
    if (text !== null) this.open(toDraft(text));
  }

  duplicate(): void {
    const { draft } = this.store.getState();
    this.save();
    const copy = { ...draft, id: createId('text'), title: draft.title === '' ? '' : `${draft.title} (copy)` };
    this.#put(this.#toText(copy));
    this.open(copy);
  }

  async remove(id: string): Promise<void> {
    if (this.store.getState().draft.id === id) {
      this.#pace.cancel();
      const draft = { ...EMPTY_DRAFT, id: createId('text') };
      this.#written = draft;
      this.store.setState({ draft, made: null, fault: null });
    }
    this.store.setState(({ shelf }) => ({ shelf: shelf.filter((entry) => entry.id !== id) }));
    await studioTexts.delete(id);
  }

  exportFile(): string {
    return writeStudioFile(this.#toText(this.store.getState().draft));
  }

  /** Opens the text of a file as a new one; false when it is none of ours. */
  async importFile(file: Blob): Promise<boolean> {
    const text = readStudioFile(await file.text());
    if (text === null) return false;
    const draft = { ...toDraft(text), id: createId('text') };
    this.#put(this.#toText(draft));
    this.open(draft);
    return true;
  }

  savePreset(name: string, controls: SpeechControls): void {
    const { presets } = this.store.getState();
    const preset: SpeechPreset = { id: presets.find((known) => known.name === name)?.id ?? createId('preset'), name, controls };
    this.store.setState({ presets: [...presets.filter(({ id }) => id !== preset.id), preset].toSorted(byName) });
    void studioPresets.write(preset).catch((error: unknown) => this.#fail(error));
  }

  exportPresets(): string {
    return writePresets(this.store.getState().presets);
  }

  /** Keeps the ways of speaking of a file, each in place of one of its name; what is wrong with the file, for a person, or how many there were. */
  async importPresets(file: File): Promise<{ fault: string } | { count: number }> {
    try {
      const named = readPresets(await file.text(), file.name).map(({ name, controls }) => ({ name: name.trim().slice(0, MAX_PRESET_NAME_LENGTH), controls })).filter(({ name }) => name !== '');
      for (const { name, controls } of named) this.savePreset(name, controls);
      return { count: named.length };
    } catch (error) {
      if (!(error instanceof ProjectError)) throw error;
      return { fault: error.message };
    }
  }

  removePreset(id: string): void {
    this.store.setState(({ presets }) => ({ presets: presets.filter((preset) => preset.id !== id) }));
    void studioPresets.delete(id).catch((error: unknown) => this.#fail(error));
  }

  #write(): void {
    const { draft } = this.store.getState();
    if (draft === this.#written) return;
    this.#written = draft;
    this.#put(this.#toText(draft));
  }

  #put(text: StudioText): void {
    this.store.setState(({ shelf }) => ({ shelf: [toEntry(text), ...shelf.filter(({ id }) => id !== text.id)] }));
    void studioTexts.write(text).catch((error: unknown) => this.#fail(error));
  }

  #toText({ id, title, line, voice, hasMetronome }: StudioDraft): StudioText {
    const now = Date.now();
    const createdAtMs = this.#createdAtMs.get(id) ?? now;
    this.#createdAtMs.set(id, createdAtMs);
    const { source, controls, dialect, melodySource, beatsPerMinute, pitchPoints } = line;
    return { id, title, createdAtMs, updatedAtMs: now, source, controls: { ...controls, emotions: { ...controls.emotions } }, dialect, voice, melodySource, beatsPerMinute, hasMetronome, pitchPoints: [...pitchPoints] };
  }

  #fail(error: unknown): void {
    this.notify('storage-failed', error instanceof Error ? error.name : '');
  }
}

function toDraft({ id, title, source, controls, dialect, voice, melodySource, beatsPerMinute, hasMetronome, pitchPoints }: StudioText): StudioDraft {
  return { id, title, voice, hasMetronome, line: { ...createLine('text', source, { dialect, melodySource, beatsPerMinute, pitchPoints }), controls } };
}

function toEntry({ id, title, source, updatedAtMs }: StudioText): StudioEntry {
  return { id, title, updatedAtMs, excerpt: source.slice(0, EXCERPT_LENGTH).replace(/\s+/gu, ' ').trim() };
}

const newestFirst = (a: StudioEntry, b: StudioEntry) => b.updatedAtMs - a.updatedAtMs;
const byName = (a: SpeechPreset, b: SpeechPreset) => a.name.localeCompare(b.name);
