import type { Chapter, Script } from '../script/script';

/** A line where it stands in the whole; `endMs` is the end of its sound, before the pause. */
export type PlacedLine = { lineId: string; startMs: number; endMs: number };
export type PlacedChapter = { chapterId: string; title: string; startMs: number; endMs: number; lines: readonly PlacedLine[] };

/**
 * Where everything stands: lines one after the other, each followed by its pause, chapters likewise.
 *
 * @param durationMs How long the sound of a line is; null for lines that are not made yet, which take no time.
 */
export function placeScript(script: Script, durationMs: (lineId: string) => number | null): PlacedChapter[] {
  let atMs = 0;
  return script.chapters.map((chapter) => {
    const placed = placeChapter(chapter, atMs, durationMs);
    atMs = placed.endMs;
    return placed;
  });
}

function placeChapter({ id, title, lines }: Chapter, startMs: number, durationMs: (lineId: string) => number | null): PlacedChapter {
  let atMs = startMs;
  const placed = lines.flatMap((line): PlacedLine[] => {
    const lengthMs = durationMs(line.id);
    if (lengthMs === null) return [];
    const place = { lineId: line.id, startMs: atMs, endMs: atMs + lengthMs };
    atMs = place.endMs + line.pauseAfterMs;
    return [place];
  });
  return { chapterId: id, title, startMs, endMs: atMs, lines: placed };
}
