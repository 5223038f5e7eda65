import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createWorld } from './test-helpers/conversation-world';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A device that makes speech slower than it is heard; the model is still writing after the first clause. */
function createSlowWorld() {
  const world = createWorld();
  let finish: (value?: unknown) => void = () => undefined;
  world.vocoder.computeMs = 900;
  world.llm.script = () => ['Hello there. '];
  world.llm.hold = new Promise((resolve) => (finish = resolve));
  return { ...world, finish };
}

describe('a reply on a slow device', () => {
  it('is held back after its first chunk, and then heard from its beginning', async () => {
    const world = createSlowWorld();
    world.session.sendText('hello');
    await world.settle();
    await world.listen(50);
    expect(world.vocoder.requests).toHaveLength(1);
    expect(world.view().turn.phase).toBe('thinking');
    vi.advanceTimersByTime(6000);
    await world.listen(50);
    expect(world.view().turn.phase).toBe('speaking');
    world.finish();
    await world.settle();
    await world.listen();
    expect(world.view().turn.phase).toBe('idle');
    expect(world.shown()).toEqual(['human: hello', 'assistant: Hello there. ']);
  });

  it('is held no longer when all of it has been made', async () => {
    const world = createSlowWorld();
    world.session.sendText('hello');
    await world.settle();
    world.finish();
    await world.settle();
    await world.listen(50);
    expect(world.view().turn.phase).toBe('speaking');
  });

  it('is never heard when it was stopped while it was held', async () => {
    const world = createSlowWorld();
    world.session.sendText('hello');
    await world.settle();
    world.session.stop();
    vi.advanceTimersByTime(10_000);
    await world.listen();
    expect(world.view().turn.phase).toBe('idle');
    expect(world.shown()).toEqual(['human: hello', 'assistant: ~Hello there. ~']);
    expect(world.vadLog).not.toContain('playing:true');
  });

  it('is not held where speech is made fast', async () => {
    const world = createSlowWorld();
    world.vocoder.computeMs = 30;
    world.session.sendText('hello');
    await world.settle();
    await world.listen(50);
    expect(world.view().turn.phase).toBe('speaking');
  });
});
