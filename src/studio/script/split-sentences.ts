/** Lines longer than this are tedious to correct, and a second of change makes them be rendered anew as a whole. */
export const MAX_LINE_UNITS = 300;

const WIDE = '。！？…；';
const CLOSERS = '"”’\')）』」》]';
const CLAUSE_MARKS = ',;:，、；：—–';
const ABBREVIATION = /(?:^|[\s("“])(?:Mr|Mrs|Ms|Dr|St|Sr|Jr|Prof|Capt|Col|Gen|Lt|Rev|Hon|vs|etc|No|Vol|Fig|e\.g|i\.e|[A-Z])\.$/;
/** Wide enough for the longest abbreviation. */
const ABBREVIATION_UNITS = 8;

/** How good a place to cut is: the end of a sentence, of a clause, of a word. */
type Rank = 0 | 1 | 2;
const RANKS: readonly Rank[] = [2, 1, 0];

/** Offsets at which a text is cut into pieces of at most `maxUnits`, at the ends of sentences where that can be done. Linear. */
export function findLineCuts(text: string, maxUnits = MAX_LINE_UNITS): number[] {
  const cuts: number[] = [];
  let start = 0;
  let best: [number, number, number] = [0, 0, 0];
  for (let at = 1; at <= text.length; at++) {
    if (at - start > maxUnits) {
      const place = RANKS.map((rank) => best[rank]).find((offset) => offset > start) ?? at - 1;
      const cut = isInsidePair(text, place) ? place - 1 : place;
      cuts.push(cut);
      start = cut;
      // What was passed since the cut is looked at again: less than one line.
      at = cut;
      best = [0, 0, 0];
      continue;
    }
    const rank = rankCut(text, at);
    if (rank !== null) best[rank] = at;
  }
  return cuts;
}

function rankCut(text: string, at: number): Rank | null {
  const last = text[at - 1] ?? '';
  const next = text[at] ?? '';
  if (WIDE.includes(last) || (CLOSERS.includes(last) && WIDE.includes(text[at - 2] ?? ''))) return WIDE.includes(next) || CLOSERS.includes(next) ? null : 2;
  if (!/\s/.test(last)) return CLAUSE_MARKS.includes(last) && /[^\d\s]/.test(next) && !/[,:;]/.test(last) ? 1 : null;
  const mark = lastMark(text, at - 2);
  if ('.!?'.includes(mark) && mark !== '') return ABBREVIATION.test(text.slice(Math.max(0, at - 1 - ABBREVIATION_UNITS), at - 1)) ? 0 : 2;
  return mark !== '' && CLAUSE_MARKS.includes(mark) ? 1 : 0;
}

/** The sign before a space, closing quotes aside. */
function lastMark(text: string, from: number): string {
  let at = from;
  while (from - at < 4 && CLOSERS.includes(text[at] ?? ' ')) at -= 1;
  return text[at] ?? '';
}

function isInsidePair(text: string, at: number): boolean {
  return /[\ud800-\udbff]/.test(text[at - 1] ?? '') && /[\udc00-\udfff]/.test(text[at] ?? '');
}
