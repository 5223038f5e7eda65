import { describe, expect, it } from 'vitest';
import { StaffPace } from './staff-pace';

describe('the pace of the staff', () => {
  it('is slower at rest, and slowest where nothing can move', () => {
    const pace = new StaffPace(8);
    const [active, rest, still] = [pace.nextIntervalMs('listen', false), pace.nextIntervalMs('rest', true), pace.nextIntervalMs('mute', true)];
    expect(active).toBeLessThan(rest);
    expect(rest).toBeLessThan(still);
  });
  it('leaves the machine to the models while they load', () => {
    expect(new StaffPace(2).nextIntervalMs('load', false)).toBe(80);
  });
  it('leaves a small machine half of the frames', () => {
    expect(new StaffPace(2).nextIntervalMs('speak', false)).toBe(2 * 16 + 1);
  });
  it('falls while frames come late, to a floor, and forgives a single one', () => {
    const pace = new StaffPace(8);
    pace.noteLateness(200);
    expect(pace.nextIntervalMs('speak', false)).toBe(16);
    for (let frame = 0; frame < 500; frame++) pace.noteLateness(60);
    expect(pace.nextIntervalMs('speak', false)).toBe(120);
  });
  it('keeps up with frames that come in time', () => {
    const pace = new StaffPace(8);
    for (let frame = 0; frame < 500; frame++) pace.noteLateness(8);
    expect(pace.nextIntervalMs('speak', false)).toBe(16);
  });
});
