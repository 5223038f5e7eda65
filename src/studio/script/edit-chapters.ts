import { insertAt } from './change-line';
import type { Script } from './script';

export function insertChapter(script: Script, chapterId: string, title: string, index: number): Script {
  if (script.chapters.some(({ id }) => id === chapterId)) return script;
  return { ...script, chapters: insertAt(script.chapters, index, [{ id: chapterId, title, lines: [] }]) };
}

export function deleteChapter(script: Script, chapterId: string): Script {
  const chapters = script.chapters.filter(({ id }) => id !== chapterId);
  return chapters.length === 0 || chapters.length === script.chapters.length ? script : { ...script, chapters };
}

export function moveChapter(script: Script, chapterId: string, index: number): Script {
  const from = script.chapters.findIndex(({ id }) => id === chapterId);
  const chapter = script.chapters[from];
  if (chapter === undefined || from === index) return script;
  return { ...script, chapters: insertAt(script.chapters.filter(({ id }) => id !== chapterId), index, [chapter]) };
}
