/** So many entries are drawn of a conversation that goes on; the rest of a long one is a button away. */
export const SHOWN_ENTRIES = 60;
/** Older ones go from sight in groups: one at a time, the list would be laid out anew with every entry. */
const GROUP = 20;

/** Index of the first entry to draw when the conversation is opened. */
export const firstShownOf = (entryCount: number): number => Math.max(0, entryCount - SHOWN_ENTRIES);

/** Index of the first entry to draw from now on. Nothing goes from sight while the person reads what was said earlier. */
export function advanceFirstShown(first: number, entryCount: number, isAtEnd: boolean): number {
  return isAtEnd && entryCount - first >= SHOWN_ENTRIES + GROUP ? firstShownOf(entryCount) : first;
}

/** Index of the first entry to draw once earlier ones are asked for. */
export const revealEarlier = (first: number): number => Math.max(0, first - SHOWN_ENTRIES);
