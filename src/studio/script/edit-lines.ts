import { clampTo } from '../limits';
import { joinSources, splitSource } from '../markup/carry-tags';
import { parseMarkup } from '../markup/parse-markup';
import { changeChapter, changeChapters, changeLines, findLine, insertAt, withLines } from './change-line';
import { addSpeakersOf } from './edit-speakers';
import { movePitchPoints } from './move-pitch-points';
import { MAX_PAUSE_MS, type Line, type Script } from './script';

/** What can be set of several lines at once. */
export type LineChanges = Partial<Pick<Line, 'controls' | 'dialect' | 'voice' | 'pauseAfterMs' | 'pitchPoints' | 'melodySource' | 'beatsPerMinute'>>;

export function setSource(script: Script, lineId: string, source: string): Script {
  return changeLines(script, [lineId], (line) => {
    if (line.source === source) return line;
    if (line.pitchPoints.length === 0) return { ...line, source };
    return { ...line, source, pitchPoints: movePitchPoints(line.pitchPoints, spoken(line.source), spoken(source)) };
  });
}

export function setLine(script: Script, lineIds: readonly string[], changes: LineChanges): Script {
  return changeLines(script, lineIds, (line) => {
    const changed = { ...line, ...changes };
    return { ...changed, pauseAfterMs: Math.round(clampTo([0, MAX_PAUSE_MS], changed.pauseAfterMs, line.pauseAfterMs)) };
  });
}

/** Lines whose id is in the script already are left out. */
export function insertLines(script: Script, chapterId: string, index: number, lines: readonly Line[]): Script {
  const taken = new Set(script.chapters.flatMap((chapter) => chapter.lines.map(({ id }) => id)));
  const added = lines.filter(({ id }) => !taken.has(id) && taken.add(id));
  if (added.length === 0) return script;
  const changed = changeChapter(script, chapterId, (chapter) => withLines(chapter, insertAt(chapter.lines, index, added)));
  return changed === script ? script : addSpeakersOf(changed, added);
}

export function deleteLines(script: Script, lineIds: readonly string[]): Script {
  const ids = new Set(lineIds);
  return changeChapters(script, (chapter) => {
    const lines = chapter.lines.filter(({ id }) => !ids.has(id));
    return lines.length === chapter.lines.length ? chapter : withLines(chapter, lines);
  });
}

export function moveLine(script: Script, lineId: string, chapterId: string, index: number): Script {
  const found = findLine(script, lineId);
  if (found === null || !script.chapters.some(({ id }) => id === chapterId)) return script;
  if (found.chapter.id === chapterId && found.index === index) return script;
  return changeChapter(deleteLines(script, [lineId]), chapterId, (chapter) => withLines(chapter, insertAt(chapter.lines, index, [found.line])));
}

export function splitLine(script: Script, lineId: string, offset: number, newLineId: string): Script {
  const found = findLine(script, lineId);
  if (found === null || findLine(script, newLineId) !== null) return script;
  const { chapter, line, index } = found;
  const [before, after] = splitSource(line.source, offset);
  if (spoken(before).trim() === '' || spoken(after).trim() === '') return script;
  const cut = spoken(before).length;
  const firstPart: Line = { ...line, source: before, pitchPoints: line.pitchPoints.filter(({ at }) => at < cut) };
  const secondPart: Line = { ...line, id: newLineId, source: after, pitchPoints: movePitchPoints(line.pitchPoints, spoken(line.source), spoken(after)) };
  const lines = [...chapter.lines.slice(0, index), firstPart, secondPart, ...chapter.lines.slice(index + 1)];
  return changeChapter(script, chapter.id, () => withLines(chapter, lines));
}

export function mergeLines(script: Script, lineId: string, nextLineId: string): Script {
  const found = findLine(script, lineId);
  const next = found?.chapter.lines[found.index + 1];
  if (found === null || next?.id !== nextLineId) return script;
  const { chapter, line, index } = found;
  const source = joinSources(line.source, next.source);
  const shift = spoken(source).length - spoken(next.source).length;
  const pitchPoints = [...line.pitchPoints, ...next.pitchPoints.map((point) => ({ ...point, at: point.at + shift }))];
  const merged: Line = { ...line, source, pauseAfterMs: next.pauseAfterMs, pitchPoints };
  return changeChapter(script, chapter.id, () => withLines(chapter, [...chapter.lines.slice(0, index), merged, ...chapter.lines.slice(index + 2)]));
}

function spoken(source: string): string {
  return parseMarkup(source).speech.text;
}
