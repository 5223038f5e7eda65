import { useMemo, useSyncExternalStore } from 'react';
import { parseRoute, routeHash, type Route, type SheetName } from './route';

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const readHash = () => window.location.hash;
const addressOf = (route: Route) => window.location.pathname + window.location.search + routeHash(route);

/** Where the person is, kept in the address so that Back works and a link can lead there. */
export function useRoute() {
  const hash = useSyncExternalStore(subscribe, readHash);
  const route = useMemo(() => parseRoute(hash), [hash]);
  return useMemo(() => {
    const go = (next: Route, isReplacing = false) => {
      if (routeHash(next) === routeHash(route)) return;
      if (isReplacing) window.history.replaceState(null, '', addressOf(next));
      else window.history.pushState(null, '', addressOf(next));
      window.dispatchEvent(new HashChangeEvent('hashchange'));
    };
    return {
      ...route,
      openSheet: (sheet: SheetName) => go({ ...route, sheet }),
      // Replaced, not pushed: Back after closing must leave the page, not open the sheet again.
      closeSheet: () => go({ ...route, sheet: null }, true),
      showDocument: (documentId: string | null) => go({ place: 'files', documentId, sheet: null }),
      showPlace: (place: Route['place']) => go({ place, documentId: null, sheet: null }),
    };
  }, [route]);
}
