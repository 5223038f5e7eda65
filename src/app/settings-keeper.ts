import { DEFAULT_SETTINGS } from '../session/settings';
import { readSettings, writeSettings } from '../storage/settings';
import type { SettingsStore } from '../stores/settings-store';
import type { Notify } from './notices';

const WRITE_DELAY_MS = 250;

/** Brings back what a person chose before, and keeps what they choose. */
export async function keepSettings(store: SettingsStore, notify: Notify): Promise<void> {
  try {
    store.setState(await readSettings(DEFAULT_SETTINGS));
  } catch (error) {
    notify('storage-failed', error instanceof Error ? error.name : '');
  }
  let timer: ReturnType<typeof setTimeout> | undefined;
  store.subscribe((settings) => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeSettings(settings).catch((error: unknown) => notify('storage-failed', error instanceof Error ? error.name : ''));
    }, WRITE_DELAY_MS);
  });
}
