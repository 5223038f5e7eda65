import type { Provenance } from '../protocol/speech';

export const NOTHING_MADE: Provenance = { neural: [], signal: [] };

/** What made all of them, each part once, in the order in which it was first named. */
export function uniteProvenances(all: readonly Provenance[]): Provenance {
  const union = (kind: keyof Provenance) => [...new Set(all.flatMap((one) => one[kind]))];
  return { neural: union('neural'), signal: union('signal') };
}
