import { ByteWindow, readUint } from './byte-window';

/** A Matroska or WebM file without the piece that was cut through, if one was. */
export type RepairedMatroska = { file: Blob; isCut: boolean };

const EBML_HEAD = 0x1a45dfa3;
const SEGMENT = 0x18538067;
const CLUSTER = 0x1f43b675;
/** What stands beside clusters; a cluster of unknown size ends where one of these begins (RFC 8794, section 6.2). */
const BESIDE_CLUSTERS = [CLUSTER, SEGMENT, EBML_HEAD, 0x114d9b74, 0x1549a966, 0x1654ae6b, 0x1c53bb6b, 0x1941a469, 0x1043a770, 0x1254c367];
/** Block, the group around one, time, position, previous size, silent tracks, padding and checksum. */
const IN_CLUSTERS = [0xa3, 0xa0, 0xaf, 0xe7, 0xa7, 0xab, 0x5854, 0xec, 0xbf];
const LONGEST_HEAD = 12;

/** `size` is null when the file leaves it open, as a live recording does. */
type Element = { id: number; start: number; sizeStart: number; dataStart: number; size: number | null };

/**
 * Leaves out what a cut went through.
 *
 * The demuxer drops a whole cluster, which may be many seconds, when its end is missing. Here its size is written
 * over so that it ends with its last whole block, as a Blob that refers to the same bytes.
 */
export async function repairMatroska(file: Blob): Promise<RepairedMatroska> {
  const bytes = new ByteWindow(file);
  const head = await readElement(bytes, 0);
  if (head?.id !== EBML_HEAD || head.size === null) return { file, isCut: false };
  const segment = await readElement(bytes, head.dataStart + head.size);
  if (segment?.id !== SEGMENT) return { file, isCut: false };
  const end = segment.size === null ? bytes.size : segment.dataStart + segment.size;
  for (let at = segment.dataStart; at < Math.min(end, bytes.size); ) {
    const element = await readElement(bytes, at);
    if (element === null || !(BESIDE_CLUSTERS.includes(element.id) || IN_CLUSTERS.includes(element.id))) return { file: file.slice(0, at), isCut: true };
    const next = element.size === null ? null : element.dataStart + element.size;
    if (next !== null && next <= bytes.size) {
      at = next;
      continue;
    }
    if (element.id !== CLUSTER) return { file: file.slice(0, at), isCut: true };
    const blocks = await walkCluster(bytes, element);
    if (blocks.isCut) return { file: endAt(file, element, blocks.end), isCut: true };
    at = blocks.end;
  }
  return { file, isCut: end > bytes.size };
}

/** Where the last whole child of a cluster ends, and whether something was begun after it. */
async function walkCluster(bytes: ByteWindow, cluster: Element): Promise<{ end: number; isCut: boolean }> {
  const limit = cluster.size === null ? bytes.size : cluster.dataStart + cluster.size;
  let at = cluster.dataStart;
  while (at < Math.min(limit, bytes.size)) {
    const child = await readElement(bytes, at);
    if (child !== null && BESIDE_CLUSTERS.includes(child.id)) return { end: at, isCut: cluster.size !== null };
    const next = child === null || child.size === null || !IN_CLUSTERS.includes(child.id) ? Infinity : child.dataStart + child.size;
    if (next > bytes.size) return { end: at, isCut: true };
    at = next;
  }
  return { end: at, isCut: limit > bytes.size };
}

/** The file up to `end`, with the size of its last cluster written over. */
function endAt(file: Blob, { size, sizeStart, dataStart }: Element, end: number): Blob {
  if (size === null) return file.slice(0, end);
  return new Blob([file.slice(0, sizeStart), writeSize(end - dataStart, dataStart - sizeStart), file.slice(dataStart, end)]);
}

function writeSize(size: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let left = size;
  for (let n = length - 1; n >= 0; n -= 1) {
    bytes[n] = left % 256;
    left = Math.floor(left / 256);
  }
  bytes[0] = (bytes[0] ?? 0) | (0x80 >> (length - 1));
  return bytes;
}

/** Null when nothing that could be an element begins there, or its head is not all there. */
async function readElement(bytes: ByteWindow, start: number): Promise<Element | null> {
  const head = await bytes.read(start, LONGEST_HEAD);
  const idLength = numberLength(head[0]);
  const sizeLength = numberLength(head[idLength]);
  if (idLength > 4 || sizeLength > 8 || head.length < idLength + sizeLength) return null;
  // The size without its marker; more than six bytes of it would be more than any file.
  const marked = head.subarray(idLength, idLength + sizeLength);
  const isUnknown = (marked[0] ?? 0) === (0xff >> (sizeLength - 1)) && marked.subarray(1).every((byte) => byte === 0xff);
  const first = (marked[0] ?? 0) & (0xff >> sizeLength);
  const size = first * 256 ** (sizeLength - 1) + Array.from(marked.subarray(1)).reduce((sum, byte) => sum * 256 + byte, 0);
  return { id: readUint(head, 0, idLength), start, sizeStart: start + idLength, dataStart: start + idLength + sizeLength, size: isUnknown ? null : size };
}

/** Bytes of a number with a length marker in its first byte; 9 when it has none. */
function numberLength(first: number | undefined): number {
  return first === undefined ? 9 : Math.clz32(first) - 24 + 1;
}
