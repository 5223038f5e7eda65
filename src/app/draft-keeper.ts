import { Pace } from '../lib/pace';
import { readDrafts, writeDrafts } from '../storage/drafts';
import type { DraftStore } from '../stores/draft-store';
import type { Notify } from './notices';

const WRITE_DELAY_MS = 400;

/** Brings back what was being written on the last visit, and keeps what is written. */
export class DraftKeeper {
  readonly #pace = new Pace(() => void this.#write(), WRITE_DELAY_MS);

  constructor(
    private readonly store: DraftStore,
    private readonly notify: Notify,
  ) {}

  async restore(): Promise<void> {
    this.store.subscribe(() => this.#pace.request());
    const before = this.store.getState();
    const kept = await readDrafts();
    if (kept === null) return;
    // What was typed before the storage has answered is newer.
    const { message, scriptText } = this.store.getState();
    this.store.setState({ message: message === before.message ? kept.message : message, scriptText: scriptText === before.scriptText ? kept.scriptText : scriptText });
  }

  /** Writes what was typed last, if it was not written yet. */
  save(): void {
    this.#pace.flush();
  }

  async #write(): Promise<void> {
    await writeDrafts(this.store.getState()).catch((error: unknown) => this.notify('storage-failed', error instanceof Error ? error.name : ''));
  }
}
