import { expect, it } from 'vitest';
import { createLine, type Script } from '../../../studio/script/script';
import { findInScript } from './find-lines';
import { markStretches } from './mark-stretches';

const SCRIPT: Script = { title: '', speakers: [], chapters: [
  { id: 'c1', title: '', lines: [createLine('a', 'The river, the (sad)sea.'), createLine('b', 'Nothing.')] },
  { id: 'c2', title: '', lines: [createLine('c', 'THE end?')] },
] };

it('words are found in every chapter, whatever their case, with the row they are in', () => {
  expect(findInScript(SCRIPT, 'the')).toEqual([{ rowId: 'a', rowIndex: 0, start: 0, end: 3 }, { rowId: 'a', rowIndex: 0, start: 11, end: 14 }, { rowId: 'c', rowIndex: 2, start: 0, end: 3 }]);
});

it('what is looked for is literal, and nothing finds nothing', () => {
  expect(findInScript(SCRIPT, '(sad)').map(({ start }) => start)).toEqual([15]);
  expect(findInScript(SCRIPT, 'end?')).toHaveLength(1);
  expect(findInScript(SCRIPT, '.*')).toEqual([]);
  expect(findInScript(SCRIPT, '  ')).toEqual([]);
});

it('a source is cut into words, tags and mistakes without gaps, and a mistake wins over its tag', () => {
  const source = '(happy, zappy)Good [pause 1s] day';
  const pieces = markStretches(source.length, [{ start: 0, end: 14 }, { start: 19, end: 29 }], [{ start: 8, end: 13, message: 'no tag' }]);
  expect(pieces.map(({ start, end, kind }) => [source.slice(start, end), kind])).toEqual([
    ['(happy, ', 'tag'], ['zappy', 'problem'], [')', 'tag'], ['Good ', 'words'], ['[pause 1s]', 'tag'], [' day', 'words'],
  ]);
  expect(markStretches(5, [], [{ start: 5, end: 5, message: 'at the end' }])).toEqual([{ start: 0, end: 5, kind: 'words' }]);
});
