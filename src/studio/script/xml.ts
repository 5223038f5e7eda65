/** What is needed of an XML document; the browser's `Document` is one. */
export type XmlNode = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<XmlNode>;
  getAttribute?(name: string): string | null;
};

/** Parses XML or XHTML, as the browser's `DOMParser` does; the caller has one. */
export type ParseXml = (text: string) => XmlNode;

export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;
const CDATA_NODE = 4;

export function isText(node: XmlNode): boolean {
  return node.nodeType === TEXT_NODE || node.nodeType === CDATA_NODE;
}

/** Its name without a namespace, lower case. */
export function localName(node: XmlNode): string {
  return node.nodeName.replace(/^.*:/, '').toLowerCase();
}

export function attribute(node: XmlNode, name: string): string {
  return node.getAttribute?.(name) ?? '';
}

/** Elements of these names, in the order of the document. Walks with a stack of its own: files nest as deep as they like. */
export function findElements(root: XmlNode, ...names: readonly string[]): XmlNode[] {
  const found: XmlNode[] = [];
  const waiting: XmlNode[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.nodeType === ELEMENT_NODE && names.includes(localName(node))) found.push(node);
    waiting.push(...Array.from(node.childNodes).reverse());
  }
  return found;
}
