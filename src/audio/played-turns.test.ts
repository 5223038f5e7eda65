import { describe, expect, it } from 'vitest';
import { EmittedSound } from './emitted-sound';
import { PlayedTurns } from './played-turns';

describe('PlayedTurns', () => {
  it('keeps what was heard, and not what was flushed', () => {
    const turns = new PlayedTurns();
    turns.add('a', new Float32Array(160).fill(0.5), 16000);
    turns.add('a', new Float32Array(160).fill(-0.5), 16000);
    expect(turns.markPlayed('a', 720, 3)).toBe(240);
    const heard = turns.readPlayed('a');
    expect(heard?.pcm).toHaveLength(240);
    expect(heard?.pcm[159]).toBeCloseTo(0.5, 4);
    expect(heard?.pcm[160]).toBeCloseTo(-0.5, 4);
    expect(turns.readPlayed('b')).toBeUndefined();
  });

  it('never counts more as heard than was given', () => {
    const turns = new PlayedTurns();
    turns.add('a', new Float32Array(100), 16000);
    expect(turns.markPlayed('a', 500, 3)).toBe(100);
  });

  it('forgets turns that ended a while ago, and never one that is playing or the last that ended', () => {
    const turns = new PlayedTurns();
    const isKept = (turnId: string) => turns.readPlayed(turnId) !== undefined;
    turns.add('playing', new Float32Array(100 * 500), 100);
    for (const turnId of ['a', 'b', 'c']) {
      turns.add(turnId, new Float32Array(100 * 500), 100);
      turns.close(turnId);
    }
    turns.add('d', new Float32Array(1), 100);
    expect(['playing', 'a', 'b', 'c', 'd'].map(isKept)).toEqual([true, false, false, true, true]);
    turns.close('playing');
    turns.close('d');
    turns.add('e', new Float32Array(1), 100);
    expect(['playing', 'c', 'd', 'e'].map(isKept)).toEqual([false, true, true, true]);
  });
});

describe('EmittedSound', () => {
  const loud = (_turnId: string, from: number, to: number) => new Float32Array(Math.max(0, to - from)).fill(from < 1600 ? 0.5 : 0.1);

  it('knows how loud each moment was, ducking included, and that nothing played before and after', () => {
    const emitted = new EmittedSound(loud);
    emitted.placeAt({ turnId: 'a', playedSamples: 0, playedMs: 0, contextTimeS: 10 }, 16000);
    emitted.placeAt({ turnId: 'a', playedSamples: 800, playedMs: 50, contextTimeS: 10.05 }, 16000);
    emitted.setGainAt(10.3, 0.5);
    emitted.stopAt(10.5);
    expect(emitted.rmsBetween(9.9, 9.98)).toBe(0);
    expect(emitted.rmsBetween(10.02, 10.03)).toBeCloseTo(0.5);
    expect(emitted.rmsBetween(10.2, 10.21)).toBeCloseTo(0.1);
    expect(emitted.rmsBetween(10.4, 10.41)).toBeCloseTo(0.05);
    expect(emitted.rmsBetween(10.6, 10.61)).toBe(0);
  });

  it('follows a turn over a gap', () => {
    const emitted = new EmittedSound((_turnId, from) => new Float32Array(1).fill(from));
    emitted.placeAt({ turnId: 'a', playedSamples: 0, playedMs: 0, contextTimeS: 0 }, 1000);
    emitted.placeAt({ turnId: 'a', playedSamples: 100, playedMs: 100, contextTimeS: 0.5 }, 1000);
    expect(emitted.rmsBetween(0.6, 0.7)).toBeCloseTo(200);
  });
});
