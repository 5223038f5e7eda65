import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PlaybackQueue } from '../../workers/worklets/playback-queue';
import type { PlaybackRequest } from '../protocol/playback';
import { AudioHost } from './audio-host';
import { Playback } from './playback';
import type { PlaybackUpdate } from './types';

const RATE_HZ = 48000;
const QUANTUM = 128;

/** A context whose clock the test turns, with the real queue where the worklet would be, over a real port. */
class FakeContext extends EventTarget {
  readonly sampleRate = RATE_HZ;
  readonly destination = {};
  readonly audioWorklet = { addModule: () => Promise.resolve() };
  state = 'running';
  quanta = 0;
  queue: PlaybackQueue | undefined;
  get currentTime(): number {
    return (this.quanta * QUANTUM) / RATE_HZ;
  }
  resume = () => Promise.resolve();
  close = () => Promise.resolve();
  /** Renders and lets the messages arrive. */
  async render(seconds: number): Promise<Float32Array> {
    const output = new Float32Array(Math.ceil((seconds * RATE_HZ) / QUANTUM) * QUANTUM);
    for (let at = 0; at < output.length; at += QUANTUM) {
      this.queue?.pull(output.subarray(at, at + QUANTUM), this.currentTime);
      this.quanta += 1;
    }
    await settle();
    return output;
  }
}

const ports: MessagePort[] = [];

class FakeWorkletNode {
  readonly port: MessagePort;
  connect = () => undefined;
  disconnect = () => undefined;
  constructor(context: FakeContext) {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    this.port = port1;
    const queue = new PlaybackQueue(RATE_HZ, (event) => port2.postMessage(event));
    context.queue = queue;
    port2.onmessage = ({ data }: MessageEvent<PlaybackRequest>) => {
      if (data.type === 'chunk') queue.enqueue(data.turnId, data.pcm);
      if (data.type === 'end') queue.end(data.turnId);
      if (data.type === 'flush') queue.flush();
      if (data.type === 'gain') queue.setGain(10 ** (data.gainDb / 20));
    };
  }
}

/** Long enough for a message to cross and for its answer to come back. */
async function settle() {
  for (let n = 0; n < 5; n += 1) await new Promise((resolve) => setTimeout(resolve, 0));
}

beforeEach(() => {
  vi.stubGlobal('AudioWorkletNode', FakeWorkletNode);
  vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
  vi.stubGlobal('window', new EventTarget());
});
afterEach(() => {
  ports.splice(0).forEach((port) => port.close());
  vi.unstubAllGlobals();
});

async function setUp() {
  const context = new FakeContext();
  // The fake has what the host and the speaker use of a context, and no more.
  const host = new AudioHost(context as unknown as AudioContext);
  const playback = await Playback.create(host);
  const updates: PlaybackUpdate[] = [];
  playback.subscribe((update) => updates.push(update));
  const types = () => updates.map(({ type }) => type.slice('playback.'.length)).filter((type) => type !== 'position');
  const stop = () => host.dispose();
  return { context, playback, updates, types, stop };
}

const tone = (length: number) => Float32Array.from({ length }, (_, n) => 0.5 * Math.sin(n / 6));

describe('Playback', () => {
  it('counts in the samples of the turn, not of the context', async () => {
    const { context, playback, updates, types, stop } = await setUp();
    playback.enqueue('a', tone(1600), 16000);
    playback.enqueue('a', tone(1600), 16000);
    playback.end('a');
    await settle();
    await context.render(0.3);
    expect(types()).toEqual(['started', 'drained']);
    expect(updates.at(-1)).toMatchObject({ turnId: 'a', playedSamples: 3200, playedMs: 200 });
    expect(playback.readPlayed('a')?.pcm).toHaveLength(3200);
    await stop();
  });

  it('resolves a flush with what was heard, keeps only that, and drops late chunks of the turn', async () => {
    const { context, playback, types, stop } = await setUp();
    playback.enqueue('a', tone(16000), 16000);
    playback.enqueue('b', tone(16000), 16000);
    await settle();
    await context.render(0.25);
    const flushed = playback.flush();
    await settle();
    await context.render(0.01);
    const mark = await flushed;
    expect(mark).toMatchObject({ turnId: 'a' });
    expect(Math.abs((mark?.playedMs ?? 0) - 252)).toBeLessThan(3);
    playback.enqueue('a', tone(16000), 16000);
    playback.end('b');
    await settle();
    const after = await context.render(0.2);
    expect(after.every((sample) => sample === 0)).toBe(true);
    expect(playback.readPlayed('a')?.pcm).toHaveLength(mark?.playedSamples ?? 0);
    expect(types()).toEqual(['started', 'flushed']);
    await stop();
  });

  it('resolves a flush of nothing, and one that a suspended context does not answer', async () => {
    const { context, playback, stop } = await setUp();
    expect(await playback.flush()).toBeUndefined();
    playback.enqueue('a', tone(16000), 16000);
    await settle();
    await context.render(0.1);
    expect(await playback.flush()).toMatchObject({ turnId: 'a' });
    await stop();
  });

  it('knows how loud it was, ducking included', async () => {
    const { context, playback, stop } = await setUp();
    playback.enqueue('a', tone(16000), 16000);
    await settle();
    await context.render(0.3);
    playback.duck();
    await settle();
    await context.render(0.3);
    expect(playback.emittedRms(0.1, 0.2)).toBeCloseTo(0.5 * Math.SQRT1_2, 1);
    expect(playback.emittedRms(0.4, 0.5) / playback.emittedRms(0.1, 0.2)).toBeCloseTo(10 ** (-18 / 20), 2);
    await stop();
  });

  it('refuses a second rate in one turn, and chunks after its end', async () => {
    const { playback, stop } = await setUp();
    playback.enqueue('a', tone(10), 16000);
    expect(() => playback.enqueue('a', tone(10), 24000)).toThrow('24000');
    playback.end('a');
    expect(() => playback.enqueue('a', tone(10), 16000)).toThrow('after its end');
    await stop();
  });
});

describe('AudioHost', () => {
  it('calls a context stalled whose clock stands still, and running once it moves', async () => {
    vi.useFakeTimers();
    const context = new FakeContext();
    const host = new AudioHost(context as unknown as AudioContext);
    const states: string[] = [];
    host.subscribe((state) => states.push(state));
    context.quanta = 10;
    vi.advanceTimersByTime(600);
    vi.advanceTimersByTime(1500);
    context.quanta = 20;
    vi.advanceTimersByTime(600);
    expect(states).toEqual(['running', 'stalled', 'running']);
    await host.dispose();
    expect(host.state).toBe('closed');
    vi.useRealTimers();
  });
});
