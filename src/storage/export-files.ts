/** A file that is written piece by piece, as long as it likes. */
export interface ExportFile {
  /** Behind what is there, unless told where; what is told lies within what is there or begins at its end. */
  write(bytes: Uint8Array<ArrayBuffer>, position?: number): Promise<void>;
  /** The whole; it can be read until the next export begins. */
  close(type: string): Promise<Blob>;
  /** Throws away what was written. */
  abort(): Promise<void>;
}

const FOLDER = 'exports';

/**
 * Opens a file on the disk of this device (origin private file system); where there is none, in memory. What an earlier export has left
 * is deleted: by then the person has it.
 */
export async function openExportFile(): Promise<ExportFile> {
  const folder = await emptyFolder().catch(() => null);
  if (folder === null) return new MemoryFile();
  const handle = await folder.getFileHandle('export', { create: true });
  if (typeof handle.createWritable !== 'function') return new MemoryFile();
  const stream = await handle.createWritable();
  let length = 0;
  return {
    async write(bytes, position = length) {
      await stream.write({ type: 'write', position, data: bytes });
      length = Math.max(length, position + bytes.length);
    },
    async close(type) {
      await stream.close();
      const file = await handle.getFile();
      return file.slice(0, file.size, type);
    },
    abort: () => stream.abort(),
  };
}

async function emptyFolder(): Promise<FileSystemDirectoryHandle | null> {
  const root = await globalThis.navigator?.storage?.getDirectory?.();
  if (root === undefined) return null;
  await root.removeEntry(FOLDER, { recursive: true }).catch(() => undefined);
  return root.getDirectoryHandle(FOLDER, { create: true });
}

/** Pieces become Blobs at once, which browsers may move to the disk. */
export class MemoryFile implements ExportFile {
  #parts: Blob[] = [];
  #length = 0;

  async write(bytes: Uint8Array<ArrayBuffer>, position = this.#length): Promise<void> {
    const part = new Blob([bytes]);
    if (position === this.#length) {
      this.#parts.push(part);
      this.#length += bytes.length;
      return;
    }
    const whole = new Blob(this.#parts);
    this.#parts = [whole.slice(0, position), part, whole.slice(position + bytes.length)];
    this.#length = Math.max(this.#length, position + bytes.length);
  }

  async close(type: string): Promise<Blob> {
    return new Blob(this.#parts, { type });
  }

  async abort(): Promise<void> {
    this.#parts = [];
  }
}
