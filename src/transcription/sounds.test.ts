import { describe, expect, it } from 'vitest';
import { appendMarks, eventsToMarks, probeOf } from './sounds';

const loud = (seconds: number) => new Float32Array(16_000 * seconds).fill(0.1);

describe('sounds', () => {
  it('are marked when one fills most of a stretch', () => {
    const events = [{ name: 'noise', share: 0.3 }, { name: 'music', share: 0.6 }];
    expect(eventsToMarks(events, 1000, 5000)).toEqual([{ startMs: 1000, endMs: 5000, name: 'music' }]);
    expect(eventsToMarks([{ name: 'music', share: 0.4 }], 1000, 5000)).toEqual([]);
    expect(eventsToMarks([], 1000, 5000)).toEqual([]);
  });

  it('that go on are one mark; another sound or a long pause begins a new one', () => {
    const marks = appendMarks([{ startMs: 0, endMs: 5000, name: 'music' }], [{ startMs: 6000, endMs: 9000, name: 'music' }]);
    expect(marks).toEqual([{ startMs: 0, endMs: 9000, name: 'music' }]);
    expect(appendMarks(marks, [{ startMs: 9000, endMs: 10_000, name: 'rain' }])).toHaveLength(2);
    expect(appendMarks(marks, [{ startMs: 20_000, endMs: 30_000, name: 'music' }])).toHaveLength(2);
  });

  it('are listened for in the middle of what is long and loud enough', () => {
    const pcm = loud(10);
    pcm[5 * 16_000] = 0.5;
    const probe = probeOf(pcm, 16_000);
    expect(probe?.length).toBe(3 * 16_000);
    expect(probe?.indexOf(0.5)).toBe(1.5 * 16_000);
    expect(probeOf(loud(1), 16_000)).toBeNull();
    expect(probeOf(new Float32Array(160_000), 16_000)).toBeNull();
  });
});
