import { createId } from '../lib/create-id';
import { Mutex } from '../lib/mutex';
import type { TranscriptDocument } from '../transcripts/document';
import type { FileFault, FileJob, LanguageChoice } from '../transcripts/jobs';
import { createDocument, cutDocument, followMerges, growBy, settleSpeakers, type DocumentChange } from './document-growth';
import { faultOf, mayRecover } from './faults';
import type { StoredJob } from './ports';
import { createEntry, type QueueEntry } from './queue-entry';
import type { NewFile, QueuePorts } from './queue-ports';
import { addVoice, EMPTY_SPEAKERS, settleVoices } from './speakers';
import { SpeedMeter } from './speed-meter';
import { runTranscription, type RunStep } from './transcription-run';

/** A recogniser that fails this often without getting any further is left alone. */
const MAX_ATTEMPTS = 3;

/**
 * Hears recordings one at a time, in the order in which they came, and keeps what it hears after every segment.
 *
 * Nothing rejects: what goes wrong with a file is in its row, and the next one begins.
 */
export class FileQueue {
  readonly #entries = new Map<string, QueueEntry>();
  /** Changes of documents that are not in the queue, and deletions, one after the other: what is deleted must not come back. */
  readonly #mutex = new Mutex();
  #isBusy = false;

  constructor(private readonly ports: QueuePorts) {}

  get jobs(): readonly FileJob[] {
    return [...this.#entries.values()].map(({ job }) => job);
  }

  /** Brings back what an earlier visit left unfinished, and goes on with it. */
  async restore(): Promise<void> {
    for (const job of (await this.ports.storage.listJobs()).sort((a, b) => a.createdAtMs - b.createdAtMs)) {
      if (this.#entries.has(job.id)) continue;
      if (job.phase === 'finished') await this.ports.storage.forgetJob(job.id);
      else this.#open({ ...job, phase: job.phase === 'running' ? 'waiting' : job.phase, speed: null }, null, null);
    }
    this.#tell();
    void this.#pump();
  }

  /** Stops hearing and leaves the rows as they are, for a later visit or another tab to go on with. Nothing works afterwards. */
  async dispose(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const { controller } of entries) controller?.abort(new DOMException('The queue was closed.', 'AbortError'));
    for (const { ended } of entries) await ended;
  }

  /** Puts a recording at the end of the queue; the id is that of its document. */
  async add({ name, content, language, translateTo }: NewFile): Promise<string> {
    const { storage, nowMs } = this.ports;
    const id = createId('file');
    const row: FileJob = { id, fileName: name, bytes: content.size, phase: 'waiting', heardMs: 0, durationMs: null, speed: null, fault: null, language, translateTo };
    const document = createDocument(id, name, nowMs());
    const entry = this.#open({ ...row, createdAtMs: document.createdAtMs, voices: null }, content, document);
    this.#tell();
    await this.#store(entry, () => storage.commit(entry.job, document));
    void this.#keep(entry, content);
    void this.#pump();
    return id;
  }

  pause(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.job.phase !== 'running' && entry?.job.phase !== 'waiting') return;
    this.#patch(entry, { phase: 'paused', speed: null });
    entry.controller?.abort(new DOMException('The recording was paused.', 'AbortError'));
  }

  /** Goes on where a paused or failed recording stopped. */
  resume(id: string): void {
    const entry = this.#entries.get(id);
    if (entry?.job.phase !== 'paused' && entry?.job.phase !== 'failed') return;
    this.#patch(entry, { phase: 'waiting', fault: null });
    void this.#pump();
  }

  /** Stops hearing and takes the row away; what was found stays, an empty transcript does not. */
  async cancel(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry === undefined) return;
    await this.#close(entry);
    await this.#store(entry, async () => {
      const document = entry.document ?? (await this.ports.storage.readDocument(id));
      if (document === null || document.segments.length === 0) await this.ports.storage.deleteAll(id);
      else await this.ports.storage.forgetJob(id);
    });
  }

  /** Hears a recording again from its start; edits are replaced. False when the recording is not on this device. */
  async hearAgain(id: string, language: LanguageChoice): Promise<boolean> {
    const { storage } = this.ports;
    const old = this.#entries.get(id);
    const file = old?.file ?? (await storage.readRecording(id));
    const document = old?.document ?? (await storage.readDocument(id));
    if (file === null || document === null) return false;
    if (old !== undefined) await this.#close(old);
    const emptied: TranscriptDocument = { ...document, updatedAtMs: this.ports.nowMs(), durationMs: 0, speakers: [], segments: [], sounds: [] };
    const row: FileJob = { id, fileName: document.fileName, bytes: file.size, phase: 'waiting', heardMs: 0, durationMs: null, speed: null, fault: null, language, translateTo: old?.job.translateTo ?? null };
    const entry = this.#open({ ...row, createdAtMs: this.ports.nowMs(), voices: null }, file, emptied);
    await this.#store(entry, () => storage.commit(entry.job, emptied));
    this.#tell();
    this.ports.listener.onDocument(emptied, () => emptied);
    void this.#pump();
    return true;
  }

  /** Deletes the row, the transcript, the peaks and the recording. */
  async delete(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry !== undefined) await this.#close(entry);
    await this.#mutex.run(() => this.ports.storage.deleteAll(id));
  }

  /**
   * Changes a document, also one that is growing, and keeps it.
   *
   * `edit` is called when its turn comes, with the newest document, and returns what shall be kept.
   */
  async change(id: string, edit: DocumentChange): Promise<TranscriptDocument | null> {
    const { storage } = this.ports;
    const entry = this.#entries.get(id);
    if (entry === undefined) {
      return this.#mutex.run(async () => {
        const stored = await storage.readDocument(id);
        const changed = stored === null ? null : edit(stored);
        if (changed !== null && changed !== stored) await storage.writeDocument(changed);
        return changed;
      });
    }
    return entry.mutex.run(async () => {
      const before = entry.document ?? (await storage.readDocument(id));
      if (before === null) return null;
      const after = edit(before);
      if (after === before) return before;
      entry.document = after;
      if (entry.job.voices !== null) entry.job = { ...entry.job, voices: followMerges(entry.job.voices, before, after) };
      await storage.commit(entry.job, after);
      return after;
    });
  }

  /** Keeps a document as it is, at once and whatever is kept of it: for a page that is closed before anything could be read. */
  async keep(document: TranscriptDocument): Promise<void> {
    const entry = this.#entries.get(document.id);
    if (entry === undefined) return this.ports.storage.writeDocument(document);
    entry.document = document;
    await this.ports.storage.commit(entry.job, document);
  }

  #open(job: StoredJob, file: Blob | null, document: TranscriptDocument | null): QueueEntry {
    const entry = createEntry(job, file, document);
    this.#entries.set(job.id, entry);
    return entry;
  }

  async #close(entry: QueueEntry): Promise<void> {
    this.#entries.delete(entry.job.id);
    entry.controller?.abort(new DOMException('The recording is no longer heard.', 'AbortError'));
    this.#tell();
    await entry.ended;
  }

  async #pump(): Promise<void> {
    if (this.#isBusy) return;
    const entry = [...this.#entries.values()].find(({ job }) => job.phase === 'waiting');
    if (entry === undefined) return;
    this.#isBusy = true;
    entry.ended = this.#hear(entry);
    await entry.ended;
    this.#isBusy = false;
    void this.#pump();
  }

  /** Hears one recording to its end, trying again when the models failed. Never rejects. */
  async #hear(entry: QueueEntry): Promise<void> {
    const controller = new AbortController();
    entry.controller = controller;
    this.#patch(entry, { phase: 'running', fault: null });
    let reachedMs = -1;
    for (let attempt = 1; ; attempt += 1) {
      if (entry.job.heardMs > reachedMs) attempt = 1;
      reachedMs = entry.job.heardMs;
      try {
        await this.#run(entry, controller.signal);
        break;
      } catch (error) {
        if (controller.signal.aborted) break;
        this.ports.listener.onError?.(entry.job.id, error);
        const code = faultOf(error);
        if (mayRecover(code) && attempt < MAX_ATTEMPTS && (await this.ports.models.recover(code).catch(() => false))) continue;
        this.#fail(entry, code, entry.job.heardMs);
        break;
      }
    }
    entry.controller = null;
    this.ports.listener.onPartial(null);
  }

  async #run(entry: QueueEntry, signal: AbortSignal): Promise<void> {
    const { storage, models } = this.ports;
    const { id, language } = entry.job;
    entry.file ??= await storage.readRecording(id);
    if (entry.file === null) return this.#fail(entry, 'file-gone', entry.job.heardMs);
    await models.prepare(signal);
    signal.throwIfAborted();
    const document = entry.document ?? (await storage.readDocument(id)) ?? createDocument(id, entry.job.fileName, this.ports.nowMs());
    entry.document = cutDocument(document, entry.job.heardMs);
    const meter = new SpeedMeter();
    let fault: Extract<RunStep, { type: 'fault' }> | null = null;
    for await (const step of runTranscription({ file: entry.file, fromMs: entry.job.heardMs, language }, this.ports, signal)) {
      if (step.type === 'fault') fault = step;
      else await this.#take(entry, step, meter);
      signal.throwIfAborted();
    }
    await this.#settleVoices(entry);
    if (fault !== null) this.#fail(entry, fault.code, fault.atMs);
    else this.#patch(entry, { phase: 'finished', durationMs: entry.job.heardMs, speed: null });
    entry.file = null;
  }

  async #take(entry: QueueEntry, step: Exclude<RunStep, { type: 'fault' }>, meter: SpeedMeter): Promise<void> {
    const { storage, listener } = this.ports;
    if (step.type === 'opened') this.#patch(entry, { durationMs: step.durationMs });
    else if (step.type === 'partial') listener.onPartial({ jobId: entry.job.id, text: step.text });
    else if (step.type === 'peaks') await storage.writePeaks(entry.job.id, step.chunkIndex, step.peaks);
    else await this.#settle(entry, step, meter);
  }

  /** Commits a stretch: the document with it and the row that says it was heard are stored together or not at all. */
  async #settle(entry: QueueEntry, step: Extract<RunStep, { type: 'settled' }>, meter: SpeedMeter): Promise<void> {
    const { storage, listener, nowMs } = this.ports;
    await entry.mutex.run(async () => {
      const voices = entry.job.voices ?? EMPTY_SPEAKERS;
      const { segment } = step;
      const voice = segment === null ? null : addVoice(voices, segment.voice, (segment.endMs - segment.startMs) / 1000);
      const grow = growBy(step, voice, createId('segment'), nowMs());
      if (entry.document === null) return;
      const document = grow(entry.document);
      const job = { ...entry.job, heardMs: step.toMs, voices: voice?.state ?? voices, speed: meter.note(nowMs(), step.toMs) };
      await storage.commit(job, document);
      entry.document = document;
      // A person may have paused meanwhile: that is not to be undone.
      entry.job = { ...entry.job, heardMs: job.heardMs, voices: job.voices, speed: entry.job.phase === 'running' ? job.speed : null };
      if (segment !== null) listener.onPartial(null);
      listener.onDocument(document, grow);
    });
    this.#tell();
  }

  /** All was heard: voices that were hardly heard are given to others. Doing it again changes nothing. */
  async #settleVoices(entry: QueueEntry): Promise<void> {
    await entry.mutex.run(async () => {
      const settle = settleSpeakers(settleVoices(entry.job.voices ?? EMPTY_SPEAKERS));
      const document = entry.document === null ? null : settle(entry.document);
      if (document === null || document === entry.document) return;
      await this.ports.storage.commit(entry.job, document);
      entry.document = document;
      this.ports.listener.onDocument(document, settle);
    });
  }

  async #keep(entry: QueueEntry, content: Blob): Promise<void> {
    const isKept = await this.ports.storage.keepRecording(entry.job.id, content).catch(() => false);
    if (!this.#entries.has(entry.job.id)) return;
    if (!isKept) this.#patch(entry, { isVolatile: true });
  }

  #fail(entry: QueueEntry, code: FileFault, atMs: number | null): void {
    this.#patch(entry, { phase: 'failed', fault: { code, atMs }, speed: null });
  }

  #patch(entry: QueueEntry, change: Partial<FileJob>): void {
    entry.job = { ...entry.job, ...change };
    this.#tell();
    // What was deleted meanwhile must not come back.
    if (this.#entries.get(entry.job.id) === entry) void this.#store(entry, () => this.ports.storage.writeJob(entry.job));
  }

  /** Stores something about a file; when there is no room, its row says so. */
  async #store(entry: QueueEntry, write: () => Promise<void>): Promise<void> {
    await entry.mutex.run(write).catch((error: unknown) => {
      if (entry.job.fault !== null) return;
      entry.job = { ...entry.job, phase: 'failed', fault: { code: faultOf(error), atMs: entry.job.heardMs } };
      entry.controller?.abort(new DOMException('It could not be stored.', 'AbortError'));
      this.#tell();
    });
  }

  #tell(): void {
    this.ports.listener.onJobs(this.jobs);
  }
}
