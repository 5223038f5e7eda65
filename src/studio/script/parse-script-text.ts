import { parseTags } from '../markup/tags';
import type { Block } from './blocks';
import { blocksToScript, type ImportOptions } from './blocks-to-script';
import type { Script } from './script';

const HEADING = /^(#{1,6})\s+(\S.*)$/;
const SCENE_BREAK = /^\s*(?:[*＊·\-—_=~]\s*){3,}$/;
/** How chapters of plain books are headed. */
const CHAPTER = /^(?:(?:chapter|part|book)\s+(?:\d{1,4}|[ivxlc]{1,7}|[a-z-]{3,16})\b.{0,80}|第[一二三四五六七八九十百千零〇两\d]{1,7}[章回节卷部].{0,40}|prologue|epilogue|序章?|尾声)$/iu;
/** `Alice: …`, `Alice (whisper): …`, `爱丽丝（小声）：…`; a name begins with a capital or has no case. */
const SPEAKER = /^\*{0,2}([\p{Lu}\p{Lo}][\p{L}\p{M}\p{N}.'’·-]{0,30}(?: [\p{Lu}\p{Lo}\p{N}][\p{L}\p{M}\p{N}.'’·-]{0,30}){0,3})\s{0,3}(?:[(（]([^()（）\n]{1,60})[)）])?\s{0,3}\*{0,2}[:：]\*{0,2}(?!\/\/|\d)\s*(\S.*)$/u;
const NARRATORS = new Set(['narrator', '旁白', '叙述']);
/** Text wrapped by a machine has lines about this long; longer ones are paragraphs. */
const WRAPPED_UNITS = 100;

/** Reads a script as people type it: `# Chapter`, `Alice: …`, stage notes such as `(whisper)`, paragraphs between blank lines. */
export function parseScriptText(text: string, options: ImportOptions): Script {
  return blocksToScript(textToBlocks(text), options);
}

export function textToBlocks(text: string): Block[] {
  const lines = text.replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n').split('\n');
  const names = findNames(lines);
  const filled = lines.flatMap((line, index) => (line.trim() === '' ? [] : [index]));
  const hasBlankLines = filled.some((index, position) => position > 0 && index - (filled[position - 1] ?? 0) > 1);
  const isWrapped = hasBlankLines && lines.every((line) => line.length <= WRAPPED_UNITS);
  const blocks: Block[] = [];
  let isOpen = false;
  for (const line of lines) {
    const block = readLine(line.trim(), names);
    const last = blocks.at(-1);
    const isContinued = block?.kind === 'paragraph' && block.speaker === undefined && isOpen && isWrapped && last?.kind === 'paragraph';
    if (isContinued) last.source = joinWrapped(last.source, block.source);
    else if (block !== null) blocks.push(block);
    isOpen = block?.kind === 'paragraph';
  }
  return blocks;
}

function readLine(line: string, names: ReadonlySet<string>): Block | null {
  if (line === '') return null;
  const [, hashes = '', title = ''] = HEADING.exec(line) ?? [];
  if (hashes !== '') return { kind: 'heading', level: hashes.length, text: title.replace(/\s+#+$/, '') };
  if (CHAPTER.test(line)) return { kind: 'heading', level: 1, text: line };
  if (SCENE_BREAK.test(line)) return { kind: 'break' };
  const [, name = '', note, said = ''] = SPEAKER.exec(line) ?? [];
  if (!names.has(name)) return { kind: 'paragraph', source: line };
  const tag = note === undefined || parseTags(note) === null ? '' : `(${note})`;
  return { kind: 'paragraph', source: tag + said, speaker: NARRATORS.has(name.toLowerCase()) ? null : name };
}

/**
 * The names that are speakers. "Remember: …" in a novel is none: a name speaks twice, or most lines have one.
 */
function findNames(lines: readonly string[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  let lineCount = 0;
  let namedCount = 0;
  for (const line of lines) {
    const trimmed = line.trim();
    if (trimmed === '' || HEADING.test(trimmed)) continue;
    lineCount += 1;
    const name = SPEAKER.exec(trimmed)?.[1];
    if (name === undefined) continue;
    namedCount += 1;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const isScript = namedCount * 2 > lineCount;
  return new Set([...counts].flatMap(([name, count]) => (isScript || count > 1 ? [name] : [])));
}

/** Han and kana are written on without a space; a word that was hyphenated at the end of its line is left so. */
function joinWrapped(before: string, after: string): string {
  const isWide = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}。，、！？；：]$/u.test(before);
  return `${before}${isWide ? '' : ' '}${after}`;
}
