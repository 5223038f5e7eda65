import type { XmlNode } from '../../studio/script/xml';

/** In HTML these would take all that follows them for their own text. */
const EMPTY_RAW = /<(title|script|style|textarea|iframe|noscript)\b([^<>]*)\/>/gi;

/**
 * A page of a book. Many are not well formed, most often for `&nbsp;` without the table that names it, and a browser would put its
 * complaint in the place of their text: those are read as HTML.
 */
export function parsePage(text: string): XmlNode {
  const page = new DOMParser().parseFromString(text, 'application/xhtml+xml');
  if (page.getElementsByTagName('parsererror').length === 0) return page;
  return new DOMParser().parseFromString(text.replace(EMPTY_RAW, '<$1$2></$1>'), 'text/html');
}
