import type { Chapter, Line, Script } from './script';

/** The script with some lines changed; chapters without one of them, and a script without a change, stay the same objects. */
export function changeLines(script: Script, lineIds: readonly string[], change: (line: Line) => Line): Script {
  const ids = new Set(lineIds);
  return changeChapters(script, (chapter) => withLines(chapter, mapSame(chapter.lines, (line) => (ids.has(line.id) ? change(line) : line))));
}

export function changeChapter(script: Script, chapterId: string, change: (chapter: Chapter) => Chapter): Script {
  return changeChapters(script, (chapter) => (chapter.id === chapterId ? change(chapter) : chapter));
}

export function changeChapters(script: Script, change: (chapter: Chapter) => Chapter): Script {
  const chapters = mapSame(script.chapters, change);
  return chapters === script.chapters ? script : { ...script, chapters };
}

export function withLines(chapter: Chapter, lines: readonly Line[]): Chapter {
  return lines === chapter.lines ? chapter : { ...chapter, lines };
}

/** `map` that gives the same array when nothing in it changed. */
function mapSame<Item>(items: readonly Item[], change: (item: Item) => Item): readonly Item[] {
  const changed = items.map(change);
  return changed.every((item, index) => item === items[index]) ? items : changed;
}

/** Where a line stands. */
export function findLine(script: Script, lineId: string): { chapter: Chapter; line: Line; index: number } | null {
  for (const chapter of script.chapters) {
    const index = chapter.lines.findIndex(({ id }) => id === lineId);
    const line = chapter.lines[index];
    if (line !== undefined) return { chapter, line, index };
  }
  return null;
}

export function insertAt<Item>(items: readonly Item[], index: number, added: readonly Item[]): Item[] {
  const at = Math.min(items.length, Math.max(0, Math.trunc(index) || 0));
  return [...items.slice(0, at), ...added, ...items.slice(at)];
}
