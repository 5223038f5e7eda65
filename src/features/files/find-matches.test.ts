import { expect, it } from 'vitest';
import type { Segment } from '../../transcripts/document';
import { findMatches } from './find-matches';

const segment = (id: string, text: string): Segment => ({ id, startMs: 0, endMs: 1, speakerId: null, language: 'en', translation: null, words: text.split(' ').map((word) => ({ text: word, startMs: 0, endMs: 1, confidence: 1 })) });

it('finds literal text in order, also what a pattern would take for something else', () => {
  const segments = [segment('a', 'The cat (the cat)'), segment('b', 'cats.')];
  expect(findMatches(segments, 'the cat', false)).toEqual([{ rowId: 'a', rowIndex: 0, start: 0, end: 7 }, { rowId: 'a', rowIndex: 0, start: 9, end: 16 }]);
  expect(findMatches(segments, 'the cat', true)).toHaveLength(1);
  expect(findMatches(segments, 'cat)', false)).toEqual([{ rowId: 'a', rowIndex: 0, start: 13, end: 17 }]);
  expect(findMatches(segments, '.', false)).toEqual([{ rowId: 'b', rowIndex: 1, start: 4, end: 5 }]);
  expect(findMatches(segments, ' ', false)).toEqual([]);
});
