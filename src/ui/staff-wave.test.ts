import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followLevel, levelToLift, LevelTrail, pinEnds, stringWave, thinkingSwell } from './staff-wave';

describe('the staff', () => {
  it('a level lifts it between nothing and everything, and never less for a louder one', () => {
    expect(levelToLift(0)).toBe(0);
    expect(levelToLift(Number.NaN)).toBe(0);
    expect(levelToLift(1)).toBe(1);
    fc.assert(fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (a, b) => levelToLift(Math.min(a, b)) <= levelToLift(Math.max(a, b))));
  });
  it('it rises faster than it falls', () => {
    expect(followLevel(0, 1, 0.02)).toBeGreaterThan(1 - followLevel(1, 0, 0.02));
  });
  it('the strings are tied at both ends and swing within their room', () => {
    expect(pinEnds(0)).toBe(0);
    expect(pinEnds(1)).toBe(0);
    expect(pinEnds(0.5)).toBe(1);
    fc.assert(fc.property(fc.integer({ min: 0, max: 4 }), fc.double({ min: 0, max: 9, noNaN: true }), fc.double({ min: 0, max: 1e4, noNaN: true }), (line, position, timeS) => Math.abs(stringWave(line, position, timeS)) <= 1));
    expect(thinkingSwell(0.5, 0)).toBeLessThan(0.01);
  });
  it('sound runs from the middle outwards, and the trail forgets it', () => {
    const trail = new LevelTrail(0.5, 60);
    trail.push(1, 1 / 60);
    expect(trail.at(0)).toBeGreaterThan(0.5);
    expect(trail.at(1)).toBe(0);
    trail.push(0, 0.25);
    expect(trail.at(0)).toBe(0);
    expect(trail.at(0.5)).toBeGreaterThan(0);
    expect(trail.isStill).toBe(false);
    trail.push(0, 60);
    expect(trail.isStill).toBe(true);
  });
});
