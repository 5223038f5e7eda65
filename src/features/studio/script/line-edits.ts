import type { ScriptEdit } from '../../../studio/script/edit';
import { createLine, type Line, type Script } from '../../../studio/script/script';
import type { EditPlace, LineHandlers } from './line-handlers';
import { chapterName, findPlace, stepTarget, type LinePlace } from './outline';
import { readSpeakerPrefix } from './speaker-ways';
import type { Say } from './use-news';
import { WORDS } from './words';

export type LineEditParts = {
  /** The script as it stands; null when none is open. */
  script(): Script | null;
  apply(edit: ScriptEdit): void;
  newLineId(): string;
  /** Opens the field of a line. */
  edit(place: EditPlace): void;
  /** Puts the focus on a line. */
  show(lineId: string): void;
  say: Say;
  undo(): void;
};

type Writing = Pick<LineHandlers, 'type' | 'breakLine' | 'joinBack' | 'joinNext' | 'addBelow' | 'addTo'> & {
  /** A line was left: `Bob: Hello` becomes a line of Bob's. */
  settle(lineId: string): void;
  /** Splits a line; false where one of its parts would say nothing. */
  cut(lineId: string, offset: number): boolean;
};

type Ordering = Pick<LineHandlers, 'move' | 'remove'> & { drop(lineId: string, chapterId: string, index: number): void };

const placeOf = ({ script }: LineEditParts, lineId: string): LinePlace | null => {
  const now = script();
  return now === null ? null : findPlace(now, lineId);
};

/** A new line of somebody; null when no script is open. */
function insertLine(parts: LineEditParts, chapterId: string, index: number, speaker: string | null): string | null {
  if (parts.script() === null) return null;
  const line: Line = createLine(parts.newLineId(), '', { speaker });
  parts.apply({ type: 'lines.insert', chapterId, index, lines: [line] });
  return line.id;
}

function insertAndEdit(parts: LineEditParts, chapterId: string, index: number, speaker: string | null): void {
  const id = insertLine(parts, chapterId, index, speaker);
  if (id !== null) parts.edit({ lineId: id, caret: 0 });
}

/** What writing in a row does to the script, and where the caret is afterwards. */
export function createWriting(parts: LineEditParts): Writing {
  const { script, apply, edit, show, say } = parts;
  const addBelow = (lineId: string) => {
    const place = placeOf(parts, lineId);
    if (place !== null) insertAndEdit(parts, place.chapter.id, place.index + 1, place.line.speaker);
  };
  const settle = (lineId: string) => {
    const line = placeOf(parts, lineId)?.line;
    const read = line === undefined ? null : readSpeakerPrefix(line.source, script()?.speakers.map(({ name }) => name) ?? []);
    if (read === null) return;
    apply({ type: 'line.speaker', lineIds: [lineId], speaker: read.speaker });
    apply({ type: 'source.set', lineId, source: read.source });
  };
  const cut = (lineId: string, offset: number): boolean => {
    const before = script();
    const newLineId = parts.newLineId();
    apply({ type: 'line.split', lineId, offset, newLineId });
    if (script() === before) return false;
    edit({ lineId: newLineId, caret: 0 });
    say(WORDS.splitNews);
    return true;
  };
  return {
    type: (lineId, source) => apply({ type: 'source.set', lineId, source }),
    settle, cut, addBelow,
    breakLine(lineId, caret) {
      const place = placeOf(parts, lineId);
      if (place === null) return;
      const { chapter, index, line: { source, speaker } } = place;
      if (source.slice(caret).trim() === '') {
        settle(lineId);
        addBelow(lineId);
      } else if (source.slice(0, caret).trim() === '') insertLine(parts, chapter.id, index, speaker);
      else if (!cut(lineId, caret)) say(WORDS.cannotSplit);
    },
    joinBack: (lineId) => joinBack(parts, lineId),
    joinNext(lineId) {
      const place = placeOf(parts, lineId);
      const next = place?.chapter.lines[place.index + 1];
      if (next === undefined) return;
      apply({ type: 'line.merge', lineId, nextLineId: next.id });
      say(WORDS.joinedNews);
      show(lineId);
    },
    addTo(chapterId) {
      const chapter = script()?.chapters.find(({ id }) => id === chapterId);
      if (chapter !== undefined) insertAndEdit(parts, chapterId, chapter.lines.length, chapter.lines.at(-1)?.speaker ?? null);
    },
  };
}

function joinBack(parts: LineEditParts, lineId: string): void {
  const { apply, edit } = parts;
  const place = placeOf(parts, lineId);
  const before = place?.chapter.lines[place.index - 1];
  if (place === null || before === undefined) return;
  const { source } = place.line;
  if (source.trim() === '') {
    apply({ type: 'lines.delete', lineIds: [lineId] });
    return edit({ lineId: before.id, caret: -1 });
  }
  if (before.source.trim() === '') return apply({ type: 'lines.delete', lineIds: [before.id] });
  apply({ type: 'line.merge', lineId: before.id, nextLineId: lineId });
  const merged = placeOf(parts, before.id)?.line.source ?? '';
  edit({ lineId: before.id, caret: merged.length - source.length });
}

/** What moving and deleting rows does to the script, and where the person is afterwards. */
export function createOrdering(parts: LineEditParts): Ordering {
  const { script, apply, show, say } = parts;
  const tellPlace = (lineId: string) => {
    const place = placeOf(parts, lineId);
    if (place !== null) say(WORDS.movedNews(place.index + 1, place.chapter.lines.length, chapterName(place.chapter, place.chapterIndex)));
  };
  return {
    move(lineId, step) {
      const now = script();
      const target = now === null ? null : stepTarget(now, lineId, step);
      if (target === null) return say(WORDS.cannotMove);
      apply({ type: 'line.move', lineId, ...target });
      show(lineId);
      tellPlace(lineId);
    },
    drop(lineId, chapterId, index) {
      apply({ type: 'line.move', lineId, chapterId, index });
      tellPlace(lineId);
    },
    remove(lineId) {
      const place = placeOf(parts, lineId);
      if (place === null) return;
      const next = place.chapter.lines[place.index + 1] ?? place.chapter.lines[place.index - 1];
      apply({ type: 'lines.delete', lineIds: [lineId] });
      say(WORDS.deletedNews, parts.undo);
      if (next !== undefined) show(next.id);
    },
  };
}
