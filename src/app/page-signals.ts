import type { DeviceStore } from '../stores/device-store';
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

/** Keeps the page's own files for visits without a network; only the built page has the script. */
export async function registerServiceWorker(): Promise<void> {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return;
  try {
    await navigator.serviceWorker.register(new URL('sw.js', document.baseURI));
  } catch (error) {
    // Private windows and blocked site data refuse it; then the page needs the network on every visit.
    if (!(error instanceof Error)) throw error;
  }
}
