import { useCallback, useSyncExternalStore } from 'react';

const SHEETS = ['settings', 'diagnostics', 'notes', 'history'] as const;
export type SheetName = (typeof SHEETS)[number];

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}

const readSheet = (): SheetName | null => SHEETS.find((name) => `#${name}` === window.location.hash) ?? null;

/** Which sheet is open, kept in the address so that Back closes it and a link can open it. */
export function useSheet() {
  const sheet = useSyncExternalStore(subscribe, readSheet);
  const open = useCallback((name: SheetName) => {
    window.location.hash = name;
  }, []);
  const close = useCallback(() => {
    if (readSheet() === null) return;
    // Replaced, not pushed: Back after closing must leave the page, not open the sheet again.
    window.history.replaceState(null, '', window.location.pathname + window.location.search);
    window.dispatchEvent(new HashChangeEvent('hashchange'));
  }, []);
  return { sheet, open, close };
}
