import { describe, expect, it } from 'vitest';
import type { LineState } from '../../../stores/script-store';
import { createLine, type Script } from '../../../studio/script/script';
import { dropTarget } from './drop-target';
import { chapterName, findPlace, lineAt, neighbour, scriptTimeline, stepTarget } from './outline';

const SCRIPT: Script = {
  title: '', speakers: [],
  chapters: [
    { id: 'c1', title: 'One', lines: [createLine('a', 'A', { pauseAfterMs: 100 }), createLine('b', 'B', { pauseAfterMs: 200 })] },
    { id: 'c2', title: ' ', lines: [] },
    { id: 'c3', title: 'Three', lines: [createLine('c', 'C'), createLine('d', 'D')] },
  ],
};
const ready = (seconds: number): LineState => ({ phase: 'ready', seconds });

describe('where a line stands', () => {
  it('is counted in its chapter and over all chapters', () => {
    expect(findPlace(SCRIPT, 'd')).toMatchObject({ chapterIndex: 2, index: 1, row: 3 });
    expect(findPlace(SCRIPT, 'gone')).toBeNull();
  });
  it('its neighbours are found over the ends of chapters', () => {
    expect(neighbour(SCRIPT, 'b', 1)?.id).toBe('c');
    expect(neighbour(SCRIPT, 'c', -1)?.id).toBe('b');
    expect(neighbour(SCRIPT, 'a', -1)).toBeNull();
  });
  it('a chapter without a title is called by its number', () => {
    expect(SCRIPT.chapters.map(chapterName)).toEqual(['One', 'Chapter 2', 'Three']);
  });
});

describe('moving a line', () => {
  it('goes step by step, into the next chapter at its near end, and not past the ends', () => {
    expect(stepTarget(SCRIPT, 'a', 1)).toEqual({ chapterId: 'c1', index: 1 });
    expect(stepTarget(SCRIPT, 'b', 1)).toEqual({ chapterId: 'c2', index: 0 });
    expect(stepTarget(SCRIPT, 'c', -1)).toEqual({ chapterId: 'c2', index: 0 });
    expect(stepTarget(SCRIPT, 'a', -1)).toBeNull();
    expect(stepTarget(SCRIPT, 'd', 1)).toBeNull();
  });
  it('a drop counts the chapter without the line that moves, and one that changes nothing is none', () => {
    expect(dropTarget(SCRIPT, 'a', { lineId: 'b', isAfter: true })).toEqual({ chapterId: 'c1', index: 1 });
    expect(dropTarget(SCRIPT, 'a', { lineId: 'b', isAfter: false })).toBeNull();
    expect(dropTarget(SCRIPT, 'a', { lineId: 'a', isAfter: true })).toBeNull();
    expect(dropTarget(SCRIPT, 'a', { lineId: 'd', isAfter: false })).toEqual({ chapterId: 'c3', index: 1 });
    expect(dropTarget(SCRIPT, 'a', { chapterId: 'c2' })).toEqual({ chapterId: 'c2', index: 0 });
    expect(dropTarget(SCRIPT, 'a', { chapterId: 'gone' })).toBeNull();
  });
});

describe('the time of a script', () => {
  const timeline = scriptTimeline(SCRIPT, new Map([['a', ready(1)], ['c', { phase: 'stale', seconds: 2 }], ['d', { phase: 'waiting' }]]));
  it('runs over the lines that have sound, with their pauses, and ends with the last sound', () => {
    expect(timeline.starts.map(({ startMs }) => startMs)).toEqual([0, 1100, 1100, 3400]);
    expect(timeline.totalMs).toBe(3100);
  });
  it('finds the line of a moment', () => {
    expect([0, 1099, 1100, 3399, 9e9].map((ms) => lineAt(timeline, ms)?.lineId)).toEqual(['a', 'a', 'c', 'c', 'd']);
    expect(lineAt({ starts: [], totalMs: 0 }, 5)).toBeNull();
  });
});
