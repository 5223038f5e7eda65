import type { Block } from './blocks';
import { blocksToScript, type ImportOptions } from './blocks-to-script';
import { textToBlocks } from './parse-script-text';
import type { Script } from './script';

const FRONT_MATTER = /^---\n([\s\S]{0,4000}?)\n---(?:\n|$)/;
const FENCE = /^\s{0,3}(?:```|~~~)/;
const UNDERLINE = /^\s{0,3}(=+|-+)\s*$/;
const RULE = /^\s{0,3}(?:[-*_]\s*){3,}$/;
const TABLE_RULE = /^[\s:|-]*$/;

/** Reads Markdown as what is to be heard: code, pictures and addresses are left out, emphasis stays emphasis. */
export function parseMarkdown(text: string, options: ImportOptions): Script {
  const regular = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const frontMatter = FRONT_MATTER.exec(regular);
  const named = /^title:\s*["']?([^\n"']{1,200})/m.exec(frontMatter?.[1] ?? '')?.[1]?.trim();
  return blocksToScript(markdownToBlocks(regular.slice(frontMatter?.[0].length ?? 0)), { ...options, title: named ?? options.title });
}

/** Its blocks; text blocks are read as plain scripts are, so that `Alice: …` works here too. */
export function markdownToBlocks(text: string): Block[] {
  const plain: string[] = [];
  let isCode = false;
  for (const line of text.split('\n')) {
    if (FENCE.test(line)) isCode = !isCode;
    else if (!isCode) plain.push(...readLine(line, plain));
  }
  return textToBlocks(plain.join('\n'));
}

/** One line as lines of a script; an underline makes a heading of the line above it. */
function readLine(line: string, above: string[]): string[] {
  const last = above.at(-1) ?? '';
  const underline = UNDERLINE.exec(line)?.[1];
  if (underline !== undefined && /^[^#\s]/.test(last)) {
    above.pop();
    return ['', `${underline.startsWith('=') ? '#' : '##'} ${last}`, ''];
  }
  if (RULE.test(line)) return ['', '***', ''];
  if (line.includes('|') && line.includes('--') && TABLE_RULE.test(line)) return [];
  if (/^\s{0,3}\[[^\]]{1,100}\]:\s/.test(line)) return [];
  const heading = /^\s{0,3}(#{1,6}\s.*)$/.exec(line)?.[1];
  if (heading !== undefined) return ['', readInline(heading).replace(/\*+/g, ''), ''];
  const item = /^\s*(?:>\s?)*\s*(?:[-*+]|\d{1,3}[.)])\s+(?:\[[ x]\]\s+)?(\S.*)$/.exec(line)?.[1];
  if (item !== undefined) return ['', readInline(item)];
  return [readInline(line.replace(/^\s*(?:>\s?)+/, '').replace(/^\s*\|(.*)\|\s*$/, (_row, cells: string) => cells.split('|').map((cell) => cell.trim()).join(', ')))];
}

/** Marks inside a line: links say their words, underscores stress as asterisks do, signs behind a backslash are text. */
function readInline(line: string): string {
  return line
    .replace(/!\[([^\]\n]{0,200})\]\([^)\n]{0,500}\)/g, '')
    .replace(/\[([^\]\n]{1,200})\]\([^)\n]{0,500}\)/g, '$1')
    .replace(/\[([^\]\n]{1,200})\]\[[^\]\n]{0,100}\]/g, '$1')
    .replace(/\[\^[^\]\n]{1,40}\]/g, '')
    .replace(/<(https?:[^<>\s]{1,500})>/g, '$1')
    .replace(/<\/?(?:a|abbr|b|big|br|cite|code|del|details|div|em|font|hr|i|img|ins|kbd|li|mark|ol|p|small|span|strong|sub|summary|sup|table|tbody|td|th|thead|tr|tt|u|ul|var)(?:\s[^<>\n]{0,300})?\/?>|<!--[^\n]{0,300}?-->/gi, '')
    .replace(/`+([^`\n]{1,200})`+/g, '$1')
    .replace(/~~([^~\n]{1,200})~~/g, '')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=\S)([^_\n]{1,300})(?<=\S)\1(?![\p{L}\p{N}_])/gu, (_all, marks: string, words: string) => `${'*'.repeat(marks.length)}${words}${'*'.repeat(marks.length)}`)
    .replace(/\\([!-/:-@[-`{-~])/g, (_all, sign: string) => (/[*<[({&]/.test(sign) ? `&#${sign.charCodeAt(0)};` : sign))
    .replace(/\s{2,}$/, '');
}
