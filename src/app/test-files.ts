import type { FileReport } from '../protocol/test-interface';
import type { FileJob } from '../transcripts/jobs';
import { exportDocument } from '../transcripts/exports/export-document';
import type { TextFormat } from '../transcripts/exports/formats';
import { DEFAULT_SUBTITLE_RULES } from '../transcripts/subtitles/rules';
import type { Sotto } from './sotto';
import { isUntranslated } from './translate-transcript';

const FORMATS: readonly TextFormat[] = ['txt', 'markdown', 'srt', 'vtt', 'json', 'csv', 'docx'];
const POLL_MS = 50;
/** A measurement makes the browser collect garbage, so it is not asked for more often. */
const MEASURE_MS = 5000;

/** See `TestInterface.followFile`. */
export async function followFile(app: Sotto, fileName: string): Promise<FileReport> {
  const heap = new HeapWatch();
  const job = () => app.stores.files.getState().jobs.findLast((candidate) => candidate.fileName === fileName);
  await until(() => job() !== undefined && job()?.phase !== 'waiting');
  const startedAtMs = performance.now();
  await until(() => job() === undefined || job()?.phase === 'finished' || job()?.phase === 'failed');
  const computeSeconds = (performance.now() - startedAtMs) / 1000;
  const ended = job();
  if (ended === undefined) throw new Error(`${fileName} was taken out of the queue.`);
  const document = await settledDocument(app, ended);
  return {
    documentId: ended.id, audioSeconds: ended.heardMs / 1000, computeSeconds, peakHeapBytes: await heap.stop(),
    segments: document?.segments.length ?? 0, speakers: document?.speakers.length ?? 0, error: ended.fault?.code ?? null,
  };
}

/** The document once it has its translation, if one was wished and can be had. */
async function settledDocument(app: Sotto, { id, translateTo, phase }: FileJob) {
  const isBusy = () => app.stores.files.getState().progress !== null;
  if (translateTo !== null && phase === 'finished') {
    const isDue = async () => (await app.files.read(id))?.segments.some((segment) => isUntranslated(segment, translateTo)) ?? false;
    if (await isDue()) await app.translations.translate(id, translateTo);
    await until(() => !isBusy());
  }
  return app.files.read(id);
}

/** See `TestInterface.exportTranscript`. */
export async function exportTranscript(app: Sotto, documentId: string, name: string) {
  const format = FORMATS.find((known) => known === name);
  const document = await app.files.read(documentId);
  if (format === undefined || document === null) throw new RangeError(`Expected a format of ${FORMATS.join(', ')} and a transcript, got ${name} and ${documentId}.`);
  const isTranslated = document.segments.some(({ translation }) => translation !== null);
  const { fileName, blob } = await exportDocument(document, format, { languages: isTranslated ? 'both' : 'original', hasSpeakers: true, hasTimes: true, subtitles: DEFAULT_SUBTITLE_RULES });
  return { fileName, bytes: await blob.arrayBuffer() };
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
}

/** Keeps the largest of what the browser says the page and its workers take. */
class HeapWatch {
  #peakBytes = 0;
  #isOver = false;
  readonly #ended = this.#watch();

  async stop(): Promise<number> {
    this.#isOver = true;
    await this.#ended;
    return this.#peakBytes;
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      this.#peakBytes = Math.max(this.#peakBytes, await measureBytes());
      for (let waitedMs = 0; waitedMs < MEASURE_MS && !this.#isOver; waitedMs += POLL_MS) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }
}

/** Page and workers together where the browser tells (Chromium, cross-origin isolated); 0 elsewhere. */
async function measureBytes(): Promise<number> {
  if (!('measureUserAgentSpecificMemory' in performance) || typeof performance.measureUserAgentSpecificMemory !== 'function') return 0;
  const measured: unknown = await performance.measureUserAgentSpecificMemory();
  return typeof measured === 'object' && measured !== null && 'bytes' in measured && typeof measured.bytes === 'number' ? measured.bytes : 0;
}
