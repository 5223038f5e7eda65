/** What is read of a file at a time; a walk from element to element then costs one read for many of them. */
const WINDOW_BYTES = 65_536;

/** Reads a file at any place, a window at a time; memory does not depend on the file's length. */
export class ByteWindow {
  #start = 0;
  #bytes = new Uint8Array(0);

  constructor(readonly file: Blob) {}

  get size(): number {
    return this.file.size;
  }

  /** Bytes from `offset` on; fewer than `length` at the end of the file. `length` is at most `WINDOW_BYTES`. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const end = Math.min(offset + length, this.size);
    if (offset >= end) return new Uint8Array(0);
    if (offset < this.#start || end > this.#start + this.#bytes.length) {
      this.#bytes = new Uint8Array(await this.file.slice(offset, offset + WINDOW_BYTES).arrayBuffer());
      this.#start = offset;
    }
    return this.#bytes.subarray(offset - this.#start, end - this.#start);
  }
}

/** Big-endian, up to 6 bytes; bytes that are not there count as zero. */
export function readUint(bytes: Uint8Array, offset: number, length: number): number {
  let value = 0;
  for (let n = offset; n < offset + length; n += 1) value = value * 256 + (bytes[n] ?? 0);
  return value;
}

export function readAscii(bytes: Uint8Array, offset: number, length = 4): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
