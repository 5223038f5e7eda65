import { escapeMarkup } from '../markup/escape-markup';
import type { Block } from './blocks';
import { isText, localName, type XmlNode } from './xml';

const SILENT = new Set(['head', 'script', 'style', 'svg', 'math', 'nav', 'table', 'figure', 'img', 'audio', 'video', 'rt', 'rp', 'sup', 'template', 'iframe', 'object']);
const BLOCKS = new Set(['p', 'div', 'li', 'dt', 'dd', 'blockquote', 'section', 'article', 'aside', 'header', 'footer', 'figcaption', 'pre', 'body', 'ul', 'ol', 'dl', 'main', 'td', 'br']);

/** Notes are raised, and so is the end of 2nd. */
const isOrdinal = (node: XmlNode, name: string): boolean => name === 'sup' && /^(?:st|nd|rd|th)$/.test(node.textContent?.trim() ?? '');

type Step = { node: XmlNode } | { close: Block['kind'] | 'none'; level: number };

/** The paragraphs and headings of a page of a book. What looks like markup in its text is spoken as text. */
export function xhtmlToBlocks(root: XmlNode): Block[] {
  const blocks: Block[] = [];
  let text = '';
  const flush = (level: number) => {
    const said = text.replace(/\s+/g, ' ').trim();
    text = '';
    if (/[\p{L}\p{N}]/u.test(said)) blocks.push(level > 0 ? { kind: 'heading', level, text: said } : { kind: 'paragraph', source: escapeMarkup(said) });
    else if (/^[*＊·•~=_—–\s-]+$/.test(said)) blocks.push({ kind: 'break' });
  };
  const steps: Step[] = [{ node: root }];
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    if ('close' in step) {
      flush(step.level);
      continue;
    }
    const { node } = step;
    const name = localName(node);
    if (isText(node)) text += node.textContent ?? '';
    if (SILENT.has(name) && !isOrdinal(node, name)) continue;
    const level = Number(/^h([1-6])$/.exec(name)?.[1] ?? 0);
    if (name === 'hr') blocks.push({ kind: 'break' });
    if (level > 0 || BLOCKS.has(name)) {
      flush(0);
      steps.push({ close: 'none', level });
    }
    steps.push(...Array.from(node.childNodes).reverse().map((child) => ({ node: child })));
  }
  flush(0);
  return blocks;
}
