import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlaybackEvent } from '../../src/protocol/playback';
import { PlaybackQueue } from './playback-queue';

const RATE_HZ = 48000;
const QUANTUM = 128;

function setUp() {
  const events: PlaybackEvent[] = [];
  const queue = new PlaybackQueue(RATE_HZ, (event) => events.push(event));
  const output: number[] = [];
  const pull = (count = 1) => {
    for (let q = 0; q < count; q += 1) {
      const quantum = new Float32Array(QUANTUM);
      queue.pull(quantum, output.length / RATE_HZ);
      output.push(...quantum);
    }
  };
  const types = () => events.map(({ type }) => type).filter((type) => type !== 'playback.position');
  return { events, queue, output, pull, types };
}

const constant = (length: number, value = 0.5) => new Float32Array(length).fill(value);
const largestStep = (samples: number[]) => Math.max(...samples.map((sample, n) => Math.abs(sample - (samples[n - 1] ?? sample))));

describe('PlaybackQueue', () => {
  it('plays chunks sample for sample, and says when the last has gone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 8 }), (lengths) => {
        const { events, queue, output, pull } = setUp();
        const whole: number[] = [];
        lengths.forEach((length) => {
          const chunk = Float32Array.from({ length }, (_, n) => Math.fround(Math.sin(whole.length + n)));
          whole.push(...chunk);
          queue.enqueue('a', chunk);
        });
        queue.end('a');
        pull(Math.ceil(whole.length / QUANTUM) + 2);
        expect(output.slice(0, whole.length)).toEqual(whole);
        expect(events.at(-1)).toMatchObject({ type: 'playback.drained', turnId: 'a', playedSamples: whole.length });
        expect(events.filter(({ type }) => type === 'playback.drained')).toHaveLength(1);
      }),
    );
  });

  it('takes running dry before the end as a gap, counted once sound goes on, with no step at its edges', () => {
    const { events, queue, output, pull, types } = setUp();
    queue.enqueue('a', constant(1000));
    pull(20);
    expect(types()).toEqual(['playback.started']);
    queue.enqueue('a', constant(1000));
    pull(20);
    queue.end('a');
    pull();
    expect(types()).toEqual(['playback.started', 'playback.underrun', 'playback.drained']);
    expect(events.find(({ type }) => type === 'playback.underrun')).toMatchObject({ underrunCount: 1, playedSamples: 1000 });
    expect(largestStep(output.slice(1))).toBeLessThan(0.02);
    expect(output.slice(1300, 2400).every((sample) => sample === 0)).toBe(true);
  });

  it('does not count a pause that the end follows', () => {
    const { queue, pull, types } = setUp();
    queue.enqueue('a', constant(100));
    pull(10);
    queue.end('a');
    pull(1);
    expect(types()).toEqual(['playback.started', 'playback.drained']);
  });

  it('is silent within one quantum of a flush, fades there, and tells how much was heard', () => {
    const { events, queue, output, pull, types } = setUp();
    queue.enqueue('a', constant(48000));
    queue.enqueue('b', constant(48000));
    pull(10);
    queue.flush();
    const before = output.length;
    pull(3);
    expect(output.slice(before + 96).every((sample) => sample === 0)).toBe(true);
    expect(largestStep(output.slice(1))).toBeLessThan(0.02);
    expect(types()).toEqual(['playback.started', 'playback.flushed']);
    expect(events.at(-1)).toMatchObject({ turnId: 'a', playedSamples: before + 96 });
    expect(events.at(-1)?.contextTimeS).toBeCloseTo((before + QUANTUM) / RATE_HZ, 9);
  });

  it('answers a flush of nothing, and plays what comes afterwards', () => {
    const { events, queue, output, pull } = setUp();
    queue.flush();
    pull();
    expect(events).toEqual([{ type: 'playback.flushed', turnId: '', playedSamples: 0, contextTimeS: QUANTUM / RATE_HZ }]);
    queue.enqueue('c', constant(QUANTUM));
    pull();
    expect(output.slice(QUANTUM)).toEqual([...constant(QUANTUM)]);
  });

  it('plays turns one after another without a gap', () => {
    const { queue, output, pull, types } = setUp();
    queue.enqueue('a', constant(200, 0.25));
    queue.enqueue('b', constant(200, 0.5));
    queue.end('a');
    queue.end('b');
    pull(5);
    expect(output.slice(0, 400)).toEqual([...constant(200, 0.25), ...constant(200, 0.5)]);
    expect(types()).toEqual(['playback.started', 'playback.drained', 'playback.started', 'playback.drained']);
  });

  it('moves the gain in a ramp and ends exactly on it', () => {
    const { queue, output, pull } = setUp();
    queue.enqueue('a', constant(48000, 1));
    pull(1);
    queue.setGain(0.25);
    pull(20);
    expect(output.at(-1)).toBe(0.25);
    expect(largestStep(output.slice(1))).toBeLessThan(0.001);
    queue.setGain(1);
    pull(20);
    expect(output.at(-1)).toBe(1);
  });

  it('tells the position about twenty times a second, never backwards', () => {
    const { events, queue, pull } = setUp();
    queue.enqueue('a', constant(48000));
    pull(375);
    const positions = events.flatMap((event) => (event.type === 'playback.position' ? [event.playedSamples] : []));
    expect(positions.length).toBeGreaterThanOrEqual(18);
    expect(positions.length).toBeLessThanOrEqual(20);
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  });
});
