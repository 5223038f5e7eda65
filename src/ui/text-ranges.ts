/** Where a character of an element's text stands in its text nodes; null past the end. */
function placeOf(element: Node, offset: number): [Text, number] | null {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let before = 0;
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!(node instanceof Text)) continue;
    if (offset <= before + node.length) return [node, offset - before];
    before += node.length;
  }
  return null;
}

/** The range of some characters of an element's text, in UTF-16 units; null when the text is shorter. */
export function textRange(element: Node, start: number, end: number): Range | null {
  const from = placeOf(element, start);
  const to = placeOf(element, end);
  if (from === null || to === null) return null;
  const range = document.createRange();
  range.setStart(...from);
  range.setEnd(...to);
  return range;
}

/** How many characters of `element` stand before a place in one of its text nodes. */
export function textOffset(element: Node, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(element);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The character of `element` under a point of the page; null where the browser cannot tell, or nothing is there. */
export function offsetAtPoint(element: Node, x: number, y: number): number | null {
  const caret = document.caretPositionFromPoint?.(x, y) ?? null;
  if (caret !== null) return element.contains(caret.offsetNode) ? textOffset(element, caret.offsetNode, caret.offset) : null;
  // Safari before 18.4 knows only the older name.
  const range = document.caretPositionFromPoint === undefined ? document.caretRangeFromPoint?.(x, y) : null;
  return range && element.contains(range.startContainer) ? textOffset(element, range.startContainer, range.startOffset) : null;
}

/** Lights ranges under a name of the stylesheet (`::highlight(name)`); nothing happens in browsers without it. */
export function light(name: string, ranges: readonly Range[]): void {
  if (typeof Highlight === 'undefined') return;
  if (ranges.length === 0) CSS.highlights.delete(name);
  else CSS.highlights.set(name, new Highlight(...ranges));
}
