import { describe, expect, it } from 'vitest';
import { Foreground } from './foreground';

const signal = () => new AbortController().signal;
const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a background job', () => {
  it('goes on at once when nobody else is heard', async () => {
    await new Foreground().idle(signal());
  });

  it('waits until the last of the foreground has ended, also when that failed', async () => {
    const foreground = new Foreground();
    const ends: (() => void)[] = [];
    const open = () => foreground.run(() => new Promise<void>((resolve) => ends.push(resolve)));
    const first = open();
    const failing = foreground.run(() => Promise.reject(new Error('broken')));
    const last = open();
    let isIdle = false;
    const idle = foreground.idle(signal()).then(() => (isIdle = true));
    await expect(failing).rejects.toThrow('broken');
    ends[0]?.();
    await first;
    await settle();
    expect(isIdle).toBe(false);
    ends[1]?.();
    await last;
    await idle;
    expect(isIdle).toBe(true);
  });

  it('can be cancelled while it waits', async () => {
    const foreground = new Foreground();
    void foreground.run(() => new Promise(() => undefined));
    const controller = new AbortController();
    const idle = foreground.idle(controller.signal);
    controller.abort(new Error('enough'));
    await expect(idle).rejects.toThrow('enough');
  });
});
