import { createId } from '../lib/create-id';
import { FileQueue } from '../transcription/file-queue';
import type { QueuePorts } from '../transcription/queue-ports';
import { deleteVersions, keepVersion, listVersions } from '../storage/transcript-versions';
import * as storage from '../storage/transcripts';
import type { FilesStore } from '../stores/files-store';
import type { TranscriptDocument } from '../transcripts/document';
import { decodeText } from '../transcripts/imports/decode-text';
import { ImportError } from '../transcripts/imports/import-error';
import { importTranscript } from '../transcripts/imports/import-transcript';
import type { FileJob, LanguageChoice } from '../transcripts/jobs';
import { searchDocuments } from '../transcripts/search';
import type { Notify } from './notices';
import { OpenTranscript } from './open-transcript';
import { RemoteFiles } from './remote-files';

/** Between a letter typed into the search and the search. */
const SEARCH_DELAY_MS = 150;
/** A subtitle file larger than this is no subtitle file. */
const MAX_IMPORT_BYTES = 50_000_000;

type Change = (document: TranscriptDocument) => TranscriptDocument;
type Ports = Pick<QueuePorts, 'media' | 'detector' | 'recognizer' | 'models'> & { notify: Notify; onFinished(job: FileJob): void };

/** Keeps recordings and what was made of them: the queue, the transcript that is open, and the library. */
export class FilesKeeper {
  #queue: FileQueue;
  readonly remote: RemoteFiles;
  #open: OpenTranscript | null = null;
  /** The transcript that was asked for last. */
  #wantedId: string | null = null;
  /** Left, with edits that are still on their way to the disk. */
  readonly #closing = new Set<OpenTranscript>();
  #searchTimer: ReturnType<typeof setTimeout> | undefined;
  /** What a search has read; forgotten when nobody searches. */
  readonly #searched = new Map<string, TranscriptDocument>();

  constructor(
    private readonly store: FilesStore,
    private readonly ports: Ports,
  ) {
    this.#queue = this.#createQueue();
    this.remote = new RemoteFiles((file) => this.add([file]), () => this.#showJobs());
  }

  get queue(): FileQueue {
    return this.#queue;
  }

  /** Brings back the library and goes on with what an earlier visit left unfinished. */
  async restore(): Promise<void> {
    await this.refresh();
    await this.queue.restore();
  }

  /** Another tab hears from now on. */
  sleep(): void {
    for (const { id } of this.queue.jobs) this.queue.pause(id);
    // What it knows will be old when this tab has its turn again.
    this.#queue = this.#createQueue();
  }

  async add(files: readonly File[]): Promise<void> {
    const { language, translateTo } = this.store.getState().wishes;
    for (const file of files) await this.queue.add({ name: file.name, content: file, language, translateTo });
  }

  /** Reads the list of transcripts again. */
  async refresh(): Promise<void> {
    const summaries = await storage.listTranscripts().catch((error: unknown) => this.#complain(error));
    if (!summaries) return;
    this.store.setState({
      library: summaries.map(({ id, title, createdAtMs, durationMs, segmentCount, speakers, audioBytes }) => ({ id, title, createdAtMs, durationMs, segmentCount, audioBytes, speakerNames: speakers.map(({ name }) => name) })),
    });
  }

  get open(): OpenTranscript | null {
    return this.#open;
  }

  async show(id: string): Promise<void> {
    if (this.#wantedId === id) return;
    const leaving = this.leave();
    this.#wantedId = id;
    await leaving;
    const document = await this.read(id);
    // Somebody who is quick has gone elsewhere meanwhile.
    if (this.#wantedId !== id) return;
    if (document === null) return void (this.#wantedId = null);
    const show = (state: Parameters<ConstructorParameters<typeof OpenTranscript>[1]['show']>[0]) => this.store.setState(state);
    this.#open = new OpenTranscript(document, { show, save: (documentId, read) => this.#save(documentId, read), keepVersion: (before) => this.#keepVersion(before) });
  }

  /** Closes the open transcript; its edits are stored. */
  async leave(): Promise<void> {
    this.#wantedId = null;
    const left = this.#open;
    this.#open = null;
    this.store.setState({ open: null, canUndo: false, canRedo: false });
    if (left === null) return;
    this.#closing.add(left);
    await left.close();
    this.#closing.delete(left);
    await this.refresh();
  }

  /** Stores what was edited last without asking anything of the storage first: the page is about to be gone. */
  flush(): void {
    for (const transcript of [this.#open, ...this.#closing]) {
      const document = transcript?.unstored ?? null;
      if (document !== null) void this.queue.keep(document).catch((error: unknown) => this.#complain(error));
    }
  }

  /** The newest of a transcript, edits that are not stored yet with it. */
  async read(id: string): Promise<TranscriptDocument | null> {
    const known = [this.#open, ...this.#closing].find((transcript) => transcript?.id === id);
    if (known) return known.document;
    return this.queue.change(id, (document) => document).catch((error: unknown) => this.#complain(error));
  }

  /** Changes a transcript behind the person's back: translations, another name. Undoing does not take it away. */
  async change(id: string, change: Change): Promise<void> {
    const known = [this.#open, ...this.#closing].find((transcript) => transcript?.id === id);
    known?.grow(change);
    await this.#save(id, (stored) => known?.document ?? change(stored));
  }

  async hearAgain(id: string, language: LanguageChoice): Promise<void> {
    if (this.#open?.id === id) await this.#open.flush();
    const before = await this.read(id);
    if (before !== null) this.#keepVersion(before);
    if (!(await this.queue.hearAgain(id, language))) this.ports.notify('recording-gone');
    const document = this.#open?.id === id ? await storage.readDocument(id) : null;
    if (document !== null) this.#open?.replace(document);
  }

  /** Stops hearing a recording; what was found stays, and the list is read again once the rest is gone. */
  async cancel(id: string): Promise<void> {
    await this.queue.cancel(id);
    await this.refresh();
  }

  async delete(id: string): Promise<void> {
    if (this.#open?.id === id) {
      this.#open = null;
      this.#wantedId = null;
      this.store.setState({ open: null, canUndo: false, canRedo: false });
    }
    this.#searched.delete(id);
    await this.queue.delete(id);
    await deleteVersions(id).catch((error: unknown) => this.#complain(error));
    await this.refresh();
  }

  /** What a transcript was before it was edited, newest first. */
  async listVersions(id: string): Promise<readonly TranscriptDocument[]> {
    return (await listVersions(id).catch((error: unknown) => this.#complain(error))) ?? [];
  }

  /** Not while a recording is heard: what came after would be missing in it. */
  #keepVersion(document: TranscriptDocument): boolean {
    const isHeard = this.queue.jobs.some(({ id, phase }) => id === document.id && (phase === 'running' || phase === 'waiting' || phase === 'paused'));
    if (!isHeard) void keepVersion(document).catch((error: unknown) => this.#complain(error));
    return !isHeard;
  }

  /** The id of the new document; null when the file is no transcript, and then a notice says so. */
  async import(file: File): Promise<string | null> {
    try {
      if (file.size > MAX_IMPORT_BYTES) throw new ImportError('not-a-transcript', 'It is too large.');
      const document = importTranscript(decodeText(new Uint8Array(await file.arrayBuffer())), { id: createId('file'), fileName: file.name, createdAtMs: Date.now() });
      await storage.writeDocument(document);
      await this.refresh();
      return document.id;
    } catch (error) {
      if (error instanceof ImportError) this.ports.notify('transcript-unreadable', file.name);
      else this.#complain(error);
      return null;
    }
  }

  /** Looks through all transcripts; the hits go into the store. */
  search(query: string): void {
    this.store.setState(({ search }) => ({ search: { query, hits: query.trim() === '' ? [] : search.hits } }));
    clearTimeout(this.#searchTimer);
    if (query.trim() === '') this.#searched.clear();
    else this.#searchTimer = setTimeout(() => void this.#search(query), SEARCH_DELAY_MS);
  }

  async #search(query: string): Promise<void> {
    for (const { id } of this.store.getState().library) {
      if (!this.#searched.has(id)) {
        const document = await this.read(id);
        if (document !== null) this.#searched.set(id, document);
      }
    }
    const hits = searchDocuments([...this.#searched.values()], query);
    this.store.setState(({ search }) => (search.query === query ? { search: { query, hits } } : {}));
  }

  #createQueue(): FileQueue {
    const { media, detector, recognizer, models } = this.ports;
    const listener = {
      onJobs: () => this.#showJobs(),
      onDocument: (document: TranscriptDocument, grow: Change) => this.#grow(document, grow),
      onPartial: (partial: { jobId: string; text: string } | null) => this.store.setState({ partial }),
    };
    return new FileQueue({ media, detector, recognizer, models, storage, nowMs: () => Date.now(), listener });
  }

  #showJobs(): void {
    const before = this.store.getState().jobs;
    const jobs = [...this.queue.jobs, ...this.remote.jobs];
    this.store.setState({ jobs });
    const phaseBefore = (id: string) => before.find((job) => job.id === id)?.phase;
    for (const job of jobs) if (job.phase === 'finished' && phaseBefore(job.id) !== 'finished') this.ports.onFinished(job);
    const isChanged = jobs.length !== before.length || jobs.some(({ id, phase }) => phaseBefore(id) !== phase);
    if (isChanged) void this.refresh();
  }

  #grow(document: TranscriptDocument, grow: Change): void {
    this.#searched.delete(document.id);
    for (const transcript of [this.#open, ...this.#closing]) if (transcript?.id === document.id) transcript.grow(grow);
  }

  async #save(id: string, edit: Change): Promise<void> {
    this.#searched.delete(id);
    await this.queue.change(id, edit).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): null {
    this.ports.notify('storage-failed', error instanceof Error ? error.name : '');
    return null;
  }
}
