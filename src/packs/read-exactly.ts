export type ReadOptions = { onBytes: (byteCount: number) => void; stallTimeoutMs: number };

/** Cuts a stream of network pieces into pieces of the lengths that are asked for; rejects when nothing comes for too long. */
export function readExactly(body: ReadableStreamDefaultReader<Uint8Array>, { onBytes, stallTimeoutMs }: ReadOptions) {
  let rest: Uint8Array = new Uint8Array(0);

  async function readOrStall() {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stalled = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`Nothing came for ${stallTimeoutMs} ms.`)), stallTimeoutMs);
    });
    try {
      return await Promise.race([body.read(), stalled]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function pull(): Promise<boolean> {
    const { done, value } = await readOrStall();
    if (done) return false;
    onBytes(value.byteLength);
    rest = value;
    return true;
  }

  return {
    /** The next `length` bytes, or null when the stream ends before. */
    async read(length: number): Promise<Uint8Array<ArrayBuffer> | null> {
      const out = new Uint8Array(length);
      let filled = 0;
      while (filled < length) {
        if (rest.byteLength === 0 && !(await pull())) return null;
        const taken = rest.subarray(0, length - filled);
        out.set(taken, filled);
        filled += taken.byteLength;
        rest = rest.subarray(taken.byteLength);
      }
      return out;
    },
  };
}
