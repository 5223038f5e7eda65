/** Where a pack can be fetched from. */
export type PackSource = {
  id: string;
  /** Folder with a `manifest.json`; ends with a slash; absolute. */
  baseUrl: string;
};

/** Packs the page knows of, by id; paths are relative to the page. */
const KNOWN_PACKS: Record<string, string> = {
  mini: 'models/mini/',
};

export const DEFAULT_PACK_ID = 'mini';

export function listKnownPacks(pageUrl: string): PackSource[] {
  return Object.entries(KNOWN_PACKS).map(([id, path]) => ({ id, baseUrl: new URL(path, pageUrl).href }));
}

/** A known pack by its id, or any folder on this site by its path (`models/experiment/`), as runners ask with `--pack`. */
export function findPack(idOrPath: string, pageUrl: string): PackSource {
  const known = KNOWN_PACKS[idOrPath];
  const folder = known ?? `${idOrPath.replace(/\/+$/, '')}/`;
  const baseUrl = new URL(folder, pageUrl);
  if (baseUrl.origin !== new URL(pageUrl).origin) throw new RangeError(`Expected a pack on this site, got ${baseUrl.href}`);
  return { id: known === undefined ? baseUrl.pathname : idOrPath, baseUrl: baseUrl.href };
}
