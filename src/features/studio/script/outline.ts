import type { LineState } from '../../../stores/script-store';
import type { Chapter, Line, Script } from '../../../studio/script/script';

/** Where a line stands: in the whole script, and in its chapter; all from 0. */
export type LinePlace = { line: Line; chapter: Chapter; chapterIndex: number; index: number; row: number };

/** Where a line stands; null when it is gone. */
export function findPlace({ chapters }: Script, lineId: string | null): LinePlace | null {
  let row = 0;
  for (const [chapterIndex, chapter] of chapters.entries()) {
    const index = chapter.lines.findIndex(({ id }) => id === lineId);
    const line = chapter.lines[index];
    if (line !== undefined) return { line, chapter, chapterIndex, index, row: row + index };
    row += chapter.lines.length;
  }
  return null;
}

/** The line `steps` after one, over the ends of chapters; null past the ends of the script. */
export function neighbour({ chapters }: Script, lineId: string, steps: number): Line | null {
  const lines = chapters.flatMap((chapter) => chapter.lines);
  return lines[lines.findIndex(({ id }) => id === lineId) + steps] ?? null;
}

/** Where a line goes when it is moved by one: within its chapter, or into the next one; null where it cannot go further. */
export function stepTarget(script: Script, lineId: string, step: 1 | -1): { chapterId: string; index: number } | null {
  const place = findPlace(script, lineId);
  if (place === null) return null;
  const { chapter, chapterIndex, index } = place;
  const next = index + step;
  if (next >= 0 && next < chapter.lines.length) return { chapterId: chapter.id, index: next };
  const other = script.chapters[chapterIndex + step];
  return other === undefined ? null : { chapterId: other.id, index: step > 0 ? 0 : other.lines.length };
}

/** What a chapter is called on the screen. */
export function chapterName({ title }: Pick<Chapter, 'title'>, index: number): string {
  return title.trim() === '' ? `Chapter ${index + 1}` : title.trim();
}

/** When each line begins in what is made so far, in milliseconds; lines without sound take no time. In the order of the script. */
export type Timeline = { starts: readonly { lineId: string; startMs: number; row: number }[]; totalMs: number };

export function scriptTimeline(script: Script, states: ReadonlyMap<string, LineState>): Timeline {
  let atMs = 0;
  let endMs = 0;
  let row = 0;
  const starts = script.chapters.flatMap(({ lines }) => lines.map((line) => {
    const state = states.get(line.id);
    const place = { lineId: line.id, startMs: atMs, row: row++ };
    if (state !== undefined && 'seconds' in state) {
      endMs = atMs + state.seconds * 1000;
      atMs = endMs + line.pauseAfterMs;
    }
    return place;
  }));
  // What follows the last sound is not waited for.
  return { starts, totalMs: endMs };
}

/** The line that is heard at a moment; the last that begins by then. */
export function lineAt({ starts }: Timeline, ms: number): Timeline['starts'][number] | null {
  let low = 0;
  for (let high = starts.length - 1; low < high; ) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle]?.startMs ?? Infinity) <= ms) low = middle;
    else high = middle - 1;
  }
  return starts[low] ?? null;
}
