import { strFromU8, unzipSync } from 'fflate';
import type { Block } from './blocks';
import { blocksToScript, type ImportOptions } from './blocks-to-script';
import { ScriptImportError } from './import-error';
import type { Script } from './script';
import { xhtmlToBlocks } from './xhtml-to-blocks';
import { attribute, findElements, type ParseXml, type XmlNode } from './xml';

/** Unpacked text of a book; the longest novels have a tenth of it, and what unpacks to more is no book. */
const MAX_TEXT_BYTES = 64e6;
const TEXT_FILE = /\.(?:xml|opf|ncx|x?html?)$/i;
const CONTAINER = 'META-INF/container.xml';
const DAMAGED = 'Choose another copy of the book, or paste its text.';

/**
 * Reads an EPUB (2 or 3) in its reading order. Pictures, notes and tables of contents are left out.
 *
 * @throws {ScriptImportError}
 */
export function parseEpub(bytes: Uint8Array, parseXml: ParseXml, options: ImportOptions): Script {
  const files = unpack(bytes);
  const open = (path: string): XmlNode | null => {
    const file = files[path];
    return file === undefined ? null : parseXml(strFromU8(file));
  };
  if (files['META-INF/encryption.xml'] !== undefined && files['META-INF/rights.xml'] !== undefined) {
    throw new ScriptImportError('protected', 'This book is protected, so only the reader of its shop can open it.');
  }
  const container = open(CONTAINER);
  const packagePath = container === null ? '' : findElements(container, 'rootfile').map((file) => attribute(file, 'full-path'))[0] ?? '';
  const packageFile = open(packagePath);
  if (packageFile === null) throw new ScriptImportError('not-a-book', `This file has no table of what is in it, as an EPUB must. ${DAMAGED}`);
  const blocks = readingOrder(packageFile, packagePath).flatMap((path): Block[] => {
    const page = open(path);
    return page === null ? [] : xhtmlToBlocks(page);
  });
  if (!blocks.some(({ kind }) => kind === 'paragraph')) throw new ScriptImportError('empty', 'There is no text in this book; its pages may be pictures.');
  const title = findElements(packageFile, 'title')[0]?.textContent?.trim() ?? '';
  return blocksToScript(blocks, { ...options, title: title === '' ? options.title : title });
}

/** Paths of the pages as the spine lists them; the page of contents is not read out. */
function readingOrder(packageFile: XmlNode, packagePath: string): string[] {
  const folder = packagePath.replace(/[^/]*$/, '');
  const pages = new Map(findElements(packageFile, 'item')
    .filter((item) => /xhtml|html/.test(attribute(item, 'media-type')) && !attribute(item, 'properties').split(/\s+/).includes('nav'))
    .map((item) => [attribute(item, 'id'), resolvePath(folder, attribute(item, 'href'))]));
  return findElements(packageFile, 'itemref').flatMap((item) => pages.get(attribute(item, 'idref')) ?? []);
}

function resolvePath(folder: string, href: string): string {
  const parts: string[] = [];
  for (const part of (folder + decodePath(href.replace(/[?#].*$/, ''))).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

/** A path with its percent signs read. */
function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not well formed: it is a name with a percent sign in it.
    return path;
  }
}

function unpack(bytes: Uint8Array): Readonly<Record<string, Uint8Array>> {
  let total = 0;
  const isWanted = ({ name, originalSize }: { name: string; originalSize: number }) => {
    if (!TEXT_FILE.test(name)) return false;
    total += originalSize;
    return total <= MAX_TEXT_BYTES;
  };
  const files = unzip(bytes, isWanted);
  if (total > MAX_TEXT_BYTES) throw new ScriptImportError('too-large', `This book has more than ${MAX_TEXT_BYTES / 1e6} MB of text. Split it, or paste a part of it.`);
  return files;
}

function unzip(bytes: Uint8Array, filter: (file: { name: string; originalSize: number }) => boolean): Readonly<Record<string, Uint8Array>> {
  try {
    // On this thread: the library's workers come from blob addresses, which the page's policy does not allow.
    return unzipSync(bytes, { filter });
  } catch (cause) {
    throw new ScriptImportError('not-a-book', `This file cannot be unpacked, so it is no whole EPUB. ${DAMAGED}`, { cause });
  }
}
