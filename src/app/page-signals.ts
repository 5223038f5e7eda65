import type { DeviceStore } from '../stores/device-store';
import type { ModelStore } from '../stores/model-store';
import type { TurnStore } from '../stores/turn-store';
import { withdrawNotices, type Notify } from './notices';

/** Watches what the browser tells about the world outside of the page. */
export function watchPage(stores: { device: DeviceStore; turn: TurnStore }, notify: Notify): void {
  const showOnline = () => {
    stores.device.setState({ isOnline: navigator.onLine });
    if (navigator.onLine) withdrawNotices(stores.turn, 'offline');
    else notify('offline');
  };
  stores.device.setState({ isOnline: navigator.onLine, isIsolated: globalThis.crossOriginIsolated });
  window.addEventListener('online', showOnline);
  window.addEventListener('offline', showOnline);
}

/**
 * Has everything kept when the page may be about to go: hidden on a phone, it may be ended without another word.
 *
 * A field that hands over what was written in it when it is left is made to do so first.
 */
export function watchLeaving(keep: () => void): void {
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());
  window.addEventListener('pagehide', () => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    keep();
  });
}

/** A visitor who only looks gets the page for later visits, too. */
const SHELL_DELAY_MS = 10_000;

/**
 * Keeps the page's own files for visits without a network; only the built page has the script.
 *
 * The service worker asks for every file again, forty megabytes, so it comes after what the person waits for.
 */
export async function registerServiceWorker(model: ModelStore): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  await whenNobodyWaits(model);
  try {
    await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
  } catch (error) {
    // Private windows and blocked site data refuse it; then the page needs the network on every visit.
    if (!(error instanceof Error)) throw error;
  }
}

/** When the models are ready or have failed; or after a while in which nobody has asked for them. */
async function whenNobodyWaits(model: ModelStore): Promise<void> {
  const isSettled = () => ['ready', 'failed'].includes(model.getState().pack.phase);
  const isAsked = () => ['downloading', 'loading'].includes(model.getState().pack.phase);
  if (isSettled()) return;
  await new Promise<void>((resolve) => {
    const settle = () => (unsubscribe(), resolve());
    const unsubscribe = model.subscribe(() => isSettled() && settle());
    setTimeout(() => !isAsked() && settle(), SHELL_DELAY_MS);
  });
}
