import { describe, expect, it } from 'vitest';
import { CodedError } from '../../lib/coded-error';
import { followLine, openLine } from './follow-line';
import { PIECE_SAMPLES } from './line-tape';
import { QueueWorld, scriptOf } from './test-helpers/queue-world';

/** Listens to a line of a world, and can be asked what was heard so far. */
class Listener {
  readonly controller = new AbortController();
  readonly heard: Float32Array[] = [];
  readonly done: Promise<void>;

  constructor(readonly world: QueueWorld, lineId: string, isUrgent = true) {
    this.done = this.#listen(lineId, isUrgent);
  }

  get sampleCount(): number {
    return this.heard.reduce((sum, { length }) => sum + length, 0);
  }

  /** As they are kept. */
  samples(): number[] {
    return this.heard.flatMap((pcm) => Array.from(pcm, (sample) => Math.round(sample * (sample < 0 ? 0x8000 : 0x7fff))));
  }

  async #listen(lineId: string, isUrgent: boolean): Promise<void> {
    const { queue, sounds } = this.world;
    const { signal } = this.controller;
    const sound = await openLine(queue, lineId, isUrgent, signal);
    if (sound === null) return;
    for await (const pcm of followLine(queue, sound, sounds.readPiece, signal)) this.heard.push(pcm);
  }
}
const turns = async (count = 100) => { for (let n = 0; n < count; n += 1) await Promise.resolve(); };
/** The voice waits before a chunk until it is told to go on. */
function gate(world: QueueWorld, at: number): () => void {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  world.voice.beforeChunk = (count) => (count === at ? opened : undefined);
  return open;
}

describe('a line that is not made yet', () => {
  it('is heard from its first chunk on, and in the end as it is kept', async () => {
    const world = new QueueWorld(scriptOf('One two three.'));
    const goOn = gate(world, 3);
    const listener = new Listener(world, 'l0');
    await turns();
    expect(listener.sampleCount).toBe(2 * 3 * 20);
    expect(world.sounds.heads.size).toBe(0);
    goOn();
    await listener.done;
    expect([listener.samples()]).toEqual(world.sounds.dump().map(([, pcm]) => pcm));
  });

  it('longer than a piece is read from the disk where it is there, whenever the listener comes', async () => {
    const world = new QueueWorld(scriptOf(`${'a'.repeat(PIECE_SAMPLES / 20 + 7)} ${'b'.repeat(900)} c`));
    const goOn = gate(world, 3);
    const early = new Listener(world, 'l0');
    await turns();
    const late = new Listener(world, 'l0');
    await turns();
    expect([early.sampleCount, late.sampleCount]).toEqual([PIECE_SAMPLES + 907 * 20, PIECE_SAMPLES + 907 * 20]);
    goOn();
    await Promise.all([early.done, late.done]);
    const kept = world.sounds.dump()[0]?.[1] ?? [];
    expect([early.samples(), late.samples()].every((samples) => samples.length === kept.length && samples.every((sample, n) => sample === kept[n]))).toBe(true);
  });

  it('is heard to its end as it was, though it is edited and another is asked for, which come next', async () => {
    const world = new QueueWorld(scriptOf('One two three.', 'Other.'));
    const goOn = gate(world, 2);
    const listener = new Listener(world, 'l0');
    await turns();
    world.edit({ type: 'source.set', lineId: 'l0', source: 'Changed.' });
    const changed = world.queue.again('l0');
    const other = world.queue.again('l1');
    goOn();
    await listener.done;
    expect(listener.sampleCount).toBe((3 + 3 + 5) * 20);
    expect(await Promise.all([changed, other])).toEqual([true, true]);
    expect(world.voice.asked).toEqual(['One two three.', 'Other.', 'Changed.']);
  });

  it('that nobody listens to any more is left for the one that is asked for', async () => {
    const world = new QueueWorld(scriptOf('One two three.', 'Other.'));
    const goOn = gate(world, 2);
    const listener = new Listener(world, 'l0');
    await turns();
    listener.controller.abort();
    await listener.done;
    const other = new Listener(world, 'l1');
    goOn();
    await other.done;
    expect(other.sampleCount).toBe(5 * 20);
    expect(world.voice.asked.slice(0, 2)).toEqual(['One two three.', 'Other.']);
  });

  it('goes on where it was when the voice had to be mended, and ends where it cannot be', async () => {
    const world = new QueueWorld(scriptOf('One two three.', 'Bad.'));
    let faults = 0;
    world.voice.beforeChunk = (count) => {
      if (count === 3 && (faults += 1) === 1) throw new CodedError('device-lost', 'Gone.');
    };
    const mended = new Listener(world, 'l0');
    await mended.done;
    expect(mended.sampleCount).toBe((3 + 3 + 5) * 20);
    expect(world.voice.asked).toEqual(['One two three.', 'One two three.']);
    world.voice.failWith = () => new CodedError('bad-input', 'No.');
    const failed = new Listener(world, 'l1');
    await failed.done;
    expect(failed.sampleCount).toBe(0);
    expect(world.phases()).toEqual(['ready', 'failed']);
  });

  it('is not waited for when there is nothing to say', async () => {
    const world = new QueueWorld(scriptOf('---'));
    await new Listener(world, 'l0').done;
    expect(world.voice.asked).toEqual([]);
  });
});
