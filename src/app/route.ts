const SHEETS = ['settings', 'diagnostics', 'notes', 'history'] as const;
export type SheetName = (typeof SHEETS)[number];

/** Where in the page a person is: a place, the transcript that is open in Files, and a sheet over it. */
export type Route = { place: 'talk' | 'files' | 'studio' | 'script'; documentId: string | null; sheet: SheetName | null };

/** Reads `#settings`, `#files`, `#files/settings`, `#files/<document>` and `#files/<document>/settings`, `#studio`, `#studio/script` and `#studio/settings`; anything else is Talk. */
export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#/, '').split('/').filter((part) => part !== '');
  const sheet = SHEETS.find((name) => name === parts.at(-1)) ?? null;
  if (parts[0] === 'studio') return { place: parts[1] === 'script' ? 'script' : 'studio', documentId: null, sheet };
  if (parts[0] !== 'files') return { place: 'talk', documentId: null, sheet };
  const rest = parts.slice(1, sheet === null ? undefined : -1);
  return { place: 'files', documentId: rest[0] === undefined ? null : decodeURIComponent(rest[0]), sheet };
}

const PATHS: Readonly<Record<Route['place'], string | null>> = { talk: null, files: 'files', studio: 'studio', script: 'studio/script' };

/** The hash of a route; '' for Talk without a sheet. */
export function routeHash({ place, documentId, sheet }: Route): string {
  const parts = [PATHS[place], documentId === null ? null : encodeURIComponent(documentId), sheet].filter((part) => part !== null);
  return parts.length === 0 ? '' : `#${parts.join('/')}`;
}
