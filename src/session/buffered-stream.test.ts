import { describe, expect, it } from 'vitest';
import { BufferedStream } from './buffered-stream';

async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}

async function* count(to: number, signal: AbortSignal) {
  for (let n = 1; n <= to; n += 1) {
    await Promise.resolve();
    signal.throwIfAborted();
    yield n;
  }
}

describe('BufferedStream', () => {
  it('reads ahead, and gives every reader all of it', async () => {
    const stream = new BufferedStream((signal) => count(3, signal));
    expect(await collect(stream.read())).toEqual([1, 2, 3]);
    expect(await collect(stream.read(new AbortController().signal))).toEqual([1, 2, 3]);
  });

  it('stops the work when a reader aborts', async () => {
    const stream = new BufferedStream((signal) => count(1000, signal));
    const controller = new AbortController();
    const seen: number[] = [];
    const reading = (async () => {
      for await (const n of stream.read(controller.signal)) {
        seen.push(n);
        if (n === 2) controller.abort();
      }
    })();
    await expect(reading).rejects.toThrow();
    expect(seen.length).toBeLessThan(10);
  });

  it('tells a reader of a failure that happened before anybody read', async () => {
    const stream = new BufferedStream(async function* () {
      yield 1;
      throw new Error('boom');
    });
    await new Promise((resolve) => setTimeout(resolve, 0));
    await expect(collect(stream.read())).rejects.toThrow('boom');
  });
});
