import { createId } from '../lib/create-id';
import type { FileJob } from '../transcripts/jobs';

/** Recordings on their way from a web address: rows of the queue until they are there, or with the reason why not. */
export class RemoteFiles {
  readonly #jobs = new Map<string, { job: FileJob; url: string; controller: AbortController }>();

  constructor(
    private readonly onFile: (file: File) => Promise<void>,
    private readonly onChange: () => void,
  ) {}

  get jobs(): readonly FileJob[] {
    return [...this.#jobs.values()].map(({ job }) => job);
  }

  async fetch(url: string): Promise<void> {
    const id = createId('remote');
    const job: FileJob = { id, fileName: nameOf(url), bytes: 0, phase: 'waiting', heardMs: 0, durationMs: null, speed: null, fault: null, language: 'auto', translateTo: null };
    const controller = new AbortController();
    this.#jobs.set(id, { job, url, controller });
    this.onChange();
    const file = await read(url, controller.signal);
    const entry = this.#jobs.get(id);
    if (entry === undefined) return;
    if (file === null) entry.job = { ...job, phase: 'failed', fault: { code: 'unreachable', atMs: null } };
    else this.#jobs.delete(id);
    this.onChange();
    if (file !== null) await this.onFile(file);
  }

  /** Asks again for one that failed; false when the id is not one of these. */
  retry(id: string): boolean {
    const entry = this.#jobs.get(id);
    if (entry === undefined) return false;
    this.drop(id);
    void this.fetch(entry.url);
    return true;
  }

  /** Gives one up; false when the id is not one of these. */
  drop(id: string): boolean {
    const entry = this.#jobs.get(id);
    if (entry === undefined) return false;
    entry.controller.abort();
    this.#jobs.delete(id);
    this.onChange();
    return true;
  }
}

/** The file; null when the site does not give it to this page. */
async function read(url: string, signal: AbortSignal): Promise<File | null> {
  try {
    const response = await fetch(url, { signal, credentials: 'omit', referrerPolicy: 'no-referrer' });
    return response.ok ? new File([await response.blob()], nameOf(url)) : null;
  } catch (error) {
    // The browser tells a page nothing about why: refused by the site, by a policy, or no such host.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
}

/** The last part of the path, as the file would be called on a disk. */
function nameOf(url: string): string {
  const { pathname, hostname } = new URL(url);
  const last = pathname.split('/').filter((part) => part !== '').at(-1);
  if (last === undefined) return hostname;
  try {
    return decodeURIComponent(last);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return last;
  }
}
