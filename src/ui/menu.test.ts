import { describe, expect, it } from 'vitest';
import { formatBytes } from './format-bytes';
import { nextMenuIndex } from './menu';

describe('the keys of a menu', () => {
  it('arrows go round, Home and End jump, other keys do nothing', () => {
    expect(nextMenuIndex('ArrowDown', 2, 3)).toBe(0);
    expect(nextMenuIndex('ArrowUp', 0, 3)).toBe(2);
    expect(nextMenuIndex('End', 0, 3)).toBe(2);
    expect(nextMenuIndex('Home', 2, 3)).toBe(0);
    expect(nextMenuIndex('x', 0, 3)).toBeNull();
  });
});

describe('bytes', () => {
  it('are written in the unit of file managers', () => {
    expect(formatBytes(44_200_000)).toBe('44 MB');
    expect(formatBytes(1_540_000)).toBe('1.5 MB');
    expect(formatBytes(2_300_000_000)).toBe('2.3 GB');
    expect(formatBytes(120)).toBe('1 kB');
  });
});
