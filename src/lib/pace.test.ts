import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Pace } from './pace';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function createPace() {
  const act = vi.fn();
  return { act, pace: new Pace(act, 100) };
}

it('acts on the first request before anything else happens', () => {
  const { act, pace } = createPace();
  pace.request();
  expect(act).toHaveBeenCalledTimes(1);
});

it('acts once for all requests of a rest, and is not put off by the next', () => {
  const { act, pace } = createPace();
  for (let request = 0; request < 10; request++) {
    pace.request();
    vi.advanceTimersByTime(30);
  }
  vi.advanceTimersByTime(1000);
  // At 0, 100, 200 and 300 ms.
  expect(act).toHaveBeenCalledTimes(4);
  pace.request();
  expect(act).toHaveBeenCalledTimes(5);
});

it('flushes what is due once, and nothing when nothing is', () => {
  const { act, pace } = createPace();
  pace.flush();
  expect(act).not.toHaveBeenCalled();
  pace.request();
  pace.request();
  pace.flush();
  pace.flush();
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(2);
});

it('forgets what was cancelled', () => {
  const { act, pace } = createPace();
  pace.request();
  pace.request();
  pace.cancel();
  vi.advanceTimersByTime(1000);
  expect(act).toHaveBeenCalledTimes(1);
});
