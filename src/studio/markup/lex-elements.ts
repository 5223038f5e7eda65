import type { ProblemList } from './problem';
import type { Token } from './tokens';

const ELEMENT = /<(\/?)([a-z][\w:.-]{0,40})((?:\s[^<>]{0,1000})?)(\/?)>/iy;
/** The beginning of an element that is never closed with `>`: its name and what is certainly attributes. */
const UNCLOSED = /<\/?([a-z][\w:.-]{0,40})(?:\s{1,20}[\w:.-]{1,40}\s{0,9}=\s{0,9}(?:"[^"<>\n]{0,300}"|'[^'<>\n]{0,300}')){0,20}/iy;
const ATTRIBUTE = /([\w:.-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'/]+))/g;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));/iy;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Stretches that end at a fixed mark. Once a mark is known not to come any more, it is not looked for again. */
const BLOCKS = [
  { open: '<!--', close: '-->' },
  { open: '<![CDATA[', close: ']]>' },
  { open: '<?', close: '?>' },
  { open: '<!', close: '>' },
] as const;

export class ElementLexer {
  readonly #missing = new Set<string>();
  constructor(private readonly text: string, private readonly problems: ProblemList) {}

  /** What stands at a `<`; null when it is a sign of the text, as in "a < b". */
  lex(start: number): Token | null {
    const block = BLOCKS.find(({ open }) => this.text.startsWith(open, start));
    if (block !== undefined) return this.#lexBlock(start, block.open, block.close);
    ELEMENT.lastIndex = start;
    const match = ELEMENT.exec(this.text);
    if (match === null) return this.#lexUnclosed(start);
    const [whole, slash, name = '', attributes = '', empty] = match;
    // The attributes swallow the slash of `<break time="1s" />`.
    const isEmpty = empty === '/' || attributes.trimEnd().endsWith('/');
    const form = slash === '/' ? 'close' : isEmpty ? 'empty' : 'open';
    return { kind: 'element', start, end: start + whole.length, name: name.toLowerCase(), form, attributes: readAttributes(attributes) };
  }

  #lexBlock(start: number, open: string, close: string): Token {
    const at = this.#missing.has(close) ? -1 : this.text.indexOf(close, start + open.length);
    if (at === -1) {
      this.#missing.add(close);
      this.problems.add(start, start + open.length, `This ${open} has no ${close}. What follows is read as text.`);
      return { kind: 'skipped', start, end: start + open.length };
    }
    const end = at + close.length;
    if (open === '<![CDATA[') return { kind: 'replaced', start, end, text: this.text.slice(start + open.length, at) };
    return { kind: 'skipped', start, end };
  }

  #lexUnclosed(start: number): Token | null {
    UNCLOSED.lastIndex = start;
    const match = UNCLOSED.exec(this.text);
    if (match === null || !(match[0].includes('=') || KNOWN.has(match[1]?.toLowerCase() ?? ''))) return null;
    const end = start + match[0].length;
    this.problems.add(start, end, 'This element has no > at its end, so it is left out. Write > after it.');
    return { kind: 'skipped', start, end };
  }
}

const KNOWN = new Set(['speak', 'break', 'prosody', 'emphasis', 'phoneme', 'say-as', 'lang', 'voice', 'sub', 'mark', 'audio']);

/** `&amp;` and the like at an ampersand; null when it is a sign of the text. */
export function lexEntity(text: string, start: number): Token | null {
  ENTITY.lastIndex = start;
  const match = ENTITY.exec(text);
  if (match === null) return null;
  const [whole, decimal, hex, name] = match;
  const code = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
  return { kind: 'replaced', start, end: start + whole.length, text: name === undefined ? characterOf(code) : (NAMED[name.toLowerCase()] ?? '') };
}

/** The character of a code point; nothing for what cannot be seen or is none. */
function characterOf(code: number): string {
  if (!(code >= 0 && code <= 0x10ffff)) return '';
  const character = String.fromCodePoint(code);
  return /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u.test(character) ? ' ' : character;
}

function readAttributes(text: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE)) {
    attributes.set(name.toLowerCase(), decodeEntities(double ?? single ?? bare ?? ''));
  }
  return attributes;
}

function decodeEntities(value: string): string {
  return value.replace(/&(amp|lt|gt|quot|apos|nbsp);/gi, (whole, name: string) => NAMED[name.toLowerCase()] ?? whole);
}
