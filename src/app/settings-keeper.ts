import { Pace } from '../lib/pace';
import { DEFAULT_SETTINGS, type Settings } from '../session/settings';
import { readSettings, writeSettings } from '../storage/settings';
import type { SettingsStore } from '../stores/settings-store';
import type { Notify } from './notices';

const WRITE_DELAY_MS = 250;

/** Brings back what a person chose before, and keeps what they choose. */
export class SettingsKeeper {
  readonly #pace = new Pace(() => void this.#write(), WRITE_DELAY_MS);

  constructor(
    private readonly store: SettingsStore,
    private readonly notify: Notify,
  ) {}

  async restore(): Promise<void> {
    const { store } = this;
    const before = store.getState();
    const stored = await readSettings(DEFAULT_SETTINGS).catch((error: unknown) => this.#complain(error));
    // What was chosen while the storage was asked is newer.
    const chosen = changesOf(before, store.getState());
    store.setState({ ...stored, ...chosen });
    if (Object.keys(chosen).length > 0) this.#pace.request();
    store.subscribe(() => this.#pace.request());
  }

  /** Writes what was chosen last, if it was not written yet. */
  save(): void {
    this.#pace.flush();
  }

  async #write(): Promise<void> {
    await writeSettings(this.store.getState()).catch((error: unknown) => this.#complain(error));
  }

  #complain(error: unknown): undefined {
    this.notify('storage-failed', error instanceof Error ? error.name : '');
  }
}

function changesOf(before: Settings, after: Settings): Partial<Settings> {
  const known = new Map<string, unknown>(Object.entries(before));
  return Object.fromEntries(Object.entries(after).filter(([name, value]) => value !== known.get(name)));
}
