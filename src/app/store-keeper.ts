import type { StoreApi } from 'zustand/vanilla';
import { changesOf } from '../lib/changes-of';
import { Pace } from '../lib/pace';
import type { Notify } from './notices';

const WRITE_DELAY_MS = 250;

/** Where a store is kept on this device. */
export type StoreStorage<State> = {
  /** Null where nothing was kept. */
  read(): Promise<State | null>;
  write(state: State): Promise<void>;
};

/** Brings back what a store held on the last visit, and keeps what comes into it. */
export class StoreKeeper<State extends object> {
  readonly #pace = new Pace(() => void this.#write(), WRITE_DELAY_MS);

  constructor(
    private readonly store: StoreApi<State>,
    private readonly storage: StoreStorage<State>,
    private readonly notify: Notify,
  ) {}

  async restore(): Promise<void> {
    const { store } = this;
    const before = store.getState();
    const stored = await this.storage.read().catch((error: unknown) => this.#complain(error));
    // What was changed while the storage was asked is newer.
    const changed = changesOf(before, store.getState());
    store.setState({ ...(stored ?? before), ...changed });
    if (Object.keys(changed).length > 0) this.#pace.request();
    store.subscribe(() => this.#pace.request());
  }

  /** Writes what was changed last, if it was not written yet. */
  save(): void {
    this.#pace.flush();
  }

  async #write(): Promise<void> {
    await this.storage.write(this.store.getState()).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): undefined {
    this.notify('storage-failed', error instanceof Error ? error.name : '');
  }
}
