import { describe, expect, it, vi } from 'vitest';
import { Playback } from './playback';
import { installFakeAudio, openHost, settle } from './test-helpers/fake-audio';
import type { PlaybackUpdate } from './types';

installFakeAudio();

async function setUp() {
  const { host, context } = openHost();
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
    const { host, context } = openHost();
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
