import { ByteWindow, readAscii, readUint } from './byte-window';

/** More boxes at the top than this are a sign of nonsense; a fragmented file has its `moov` first. */
const MAX_BOXES = 10_000;

/** Whether an MP4 or QuickTime file has all of the box that says where its sound is. Most recorders write it last. */
export async function hasMovieBox(file: Blob): Promise<boolean> {
  const bytes = new ByteWindow(file);
  let at = 0;
  for (let count = 0; count < MAX_BOXES && at + 8 <= file.size; count += 1) {
    const head = await bytes.read(at, 16);
    const size = readUint(head, 0, 4);
    // 1: the size follows in eight bytes, of which six are more than any file; 0: up to the end.
    const length = size === 1 ? readUint(head, 8, 8) : size === 0 ? Infinity : size;
    if (length < 8) return false;
    if (readAscii(head, 4) === 'moov') return at + length <= file.size;
    at += length;
  }
  return false;
}
