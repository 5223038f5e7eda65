import { createId } from '../../lib/create-id';
import { cutSource } from '../markup/carry-tags';
import { escapeMarkup } from '../markup/escape-markup';
import type { Block } from './blocks';
import { addSpeakersOf } from './edit-speakers';
import { CHAPTER_PAUSE_MS, createLine, LINE_PAUSE_MS, PARAGRAPH_PAUSE_MS, scriptLines, type Line, type Script } from './script';
import { findLineCuts } from './split-sentences';

export type ImportOptions = {
  /** Used when the text does not say. */
  title: string;
  /** Whether the titles of chapters are read out. */
  readsTitles: boolean;
  /** Makes ids of lines and chapters; random ones unless told. */
  newId?: (prefix: string) => string;
};

const TITLE_PAUSE_MS = 1200;
const SCENE_PAUSE_MS = 1500;

type OpenChapter = { id: string; title: string; lines: Line[] };

/** Builds a script: headings become chapters, paragraphs lines of at most about 300 letters. */
export function blocksToScript(blocks: readonly Block[], { title, readsTitles, newId = createId }: ImportOptions): Script {
  const { chapterLevel, scriptTitle, rest } = readTitle(blocks);
  const chapters: OpenChapter[] = [];
  const open = (chapterTitle: string): OpenChapter => {
    const chapter: OpenChapter = { id: newId('chapter'), title: chapterTitle, lines: [] };
    chapters.push(chapter);
    return chapter;
  };
  for (const block of rest) {
    if (block.kind === 'heading' && block.level <= chapterLevel) {
      const { lines } = open(block.text);
      if (readsTitles && block.text !== '') lines.push(createLine(newId('line'), escapeMarkup(block.text), { pauseAfterMs: TITLE_PAUSE_MS }));
      continue;
    }
    const { lines } = chapters.at(-1) ?? open('');
    if (block.kind === 'break') lengthenLast(lines, SCENE_PAUSE_MS);
    else lines.push(...toLines(block, newId));
  }
  for (const { lines } of chapters) lengthenLast(lines, CHAPTER_PAUSE_MS);
  const script: Script = { title: scriptTitle ?? title, speakers: [], chapters: chapters.length > 0 ? chapters : [{ id: newId('chapter'), title: '', lines: [] }] };
  return addSpeakersOf(script, scriptLines(script));
}

/** A single heading above all others names the whole; the headings most used at the highest level are chapters. */
function readTitle(blocks: readonly Block[]): { chapterLevel: number; scriptTitle: string | null; rest: readonly Block[] } {
  const levels = blocks.flatMap((block) => (block.kind === 'heading' ? [block.level] : []));
  const highest = Math.min(...levels, 6);
  const isAlone = levels.filter((level) => level === highest).length === 1;
  const deeper = levels.filter((level) => level > highest);
  const [first] = blocks;
  if (first?.kind !== 'heading' || first.level !== highest || !isAlone || deeper.length === 0) return { chapterLevel: highest, scriptTitle: null, rest: blocks };
  return { chapterLevel: Math.min(...deeper), scriptTitle: first.text, rest: blocks.slice(1) };
}

function toLines(block: Exclude<Block, { kind: 'break' }>, newId: (prefix: string) => string): Line[] {
  const source = block.kind === 'heading' ? escapeMarkup(block.text) : block.source;
  const speaker = block.kind === 'heading' ? null : (block.speaker ?? null);
  const parts = cutSource(source, findLineCuts(source)).filter((part) => part !== '');
  return parts.map((part, index) => createLine(newId('line'), part, { speaker, pauseAfterMs: index === parts.length - 1 ? PARAGRAPH_PAUSE_MS : LINE_PAUSE_MS }));
}

function lengthenLast(lines: Line[], pauseAfterMs: number): void {
  const last = lines.pop();
  if (last !== undefined) lines.push({ ...last, pauseAfterMs: Math.max(last.pauseAfterMs, pauseAfterMs) });
}
