import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Rest } from './rest';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createRest() {
  const act = vi.fn();
  return { act, rest: new Rest(act, 100) };
}

it('acts once, when nothing was asked for for that long', () => {
  const { act, rest } = createRest();
  for (let request = 0; request < 20; request++) {
    rest.request();
    vi.advanceTimersByTime(99);
  }
  expect(act).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(act).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);
});

it('flushes what is due once, and nothing when nothing is or it was cancelled', () => {
  const { act, rest } = createRest();
  rest.flush();
  rest.request();
  rest.cancel();
  rest.flush();
  vi.advanceTimersByTime(1000);
  expect(act).not.toHaveBeenCalled();
  rest.request();
  rest.flush();
  rest.flush();
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);
});
