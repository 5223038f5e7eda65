import { describe, expect, it } from 'vitest';
import { applyScriptEdit } from '../../../studio/script/edit';
import { createLine, NO_CHANGES, scriptLines, type Script } from '../../../studio/script/script';
import { createOrdering, createWriting, type LineEditParts } from './line-edits';
import type { EditPlace } from './line-handlers';
import { otherLinesOf, readSpeakerPrefix } from './speaker-ways';

function open(...sources: [speaker: string | null, source: string][]) {
  let script: Script = {
    title: '', speakers: [{ name: 'Ann', voice: null }, { name: 'Bob', voice: null }],
    chapters: [{ id: 'c1', title: 'One', lines: sources.map(([speaker, source], index) => createLine(`l${index + 1}`, source, { speaker })) }, { id: 'c2', title: '', lines: [] }],
  };
  let count = 0;
  const edited: EditPlace[] = [];
  const shown: string[] = [];
  const said: string[] = [];
  const parts: LineEditParts = {
    script: () => script, apply: (edit) => { script = applyScriptEdit(script, edit); }, newLineId: () => `n${(count += 1)}`,
    edit: (place) => edited.push(place), show: (lineId) => shown.push(lineId), say: (text) => said.push(text), undo: () => undefined,
  };
  return { ...createWriting(parts), ...createOrdering(parts), edited, shown, said, outline: () => scriptLines(script).map(({ id, speaker, source }) => `${id} ${speaker ?? '-'} ${source}`.trim()), lines: () => scriptLines(script) };
}

describe('Enter in a line', () => {
  it('at the end begins a new line of the same speaker, said as they say all of theirs', () => {
    const world = open(['Ann', 'One.'], ['Bob', 'Two.']);
    world.breakLine('l1', 4);
    expect(world.outline()).toEqual(['l1 Ann One.', 'n1 Ann', 'l2 Bob Two.']);
    expect(world.lines()[1]?.controls).toBe(NO_CHANGES);
    expect(world.edited).toEqual([{ lineId: 'n1', caret: 0 }]);
  });
  it('in the middle splits it and goes on in the second half', () => {
    const world = open(['Ann', 'One. Two.']);
    world.breakLine('l1', 5);
    expect(world.outline()).toEqual(['l1 Ann One.', 'n1 Ann Two.']);
    expect(world.edited).toEqual([{ lineId: 'n1', caret: 0 }]);
  });
  it('at the start makes room above, and a part that is only tags is not split off', () => {
    const world = open(['Ann', '(sad)One.']);
    world.breakLine('l1', 0);
    expect(world.outline()).toEqual(['n1 Ann', 'l1 Ann (sad)One.']);
    world.breakLine('l1', 5);
    expect(world.outline()).toEqual(['n1 Ann', 'l1 Ann (sad)One.']);
    expect(world.said).toHaveLength(1);
  });
});

describe('Backspace at the start of a line', () => {
  it('joins it with the line before, the caret at the seam', () => {
    const world = open(['Ann', 'One.'], ['Ann', 'Two.']);
    world.joinBack('l2');
    expect(world.outline()).toEqual(['l1 Ann One. Two.']);
    expect(world.edited).toEqual([{ lineId: 'l1', caret: 5 }]);
  });
  it('takes an empty line away, this or the one before, and the first line stays', () => {
    const world = open(['Ann', 'One.'], ['Ann', ''], ['Bob', 'Two.']);
    world.joinBack('l3');
    expect(world.outline()).toEqual(['l1 Ann One.', 'l3 Bob Two.']);
    world.joinBack('l1');
    expect(world.outline()).toEqual(['l1 Ann One.', 'l3 Bob Two.']);
    const other = open(['Ann', 'One.'], ['Ann', '']);
    other.joinBack('l2');
    expect(other.outline()).toEqual(['l1 Ann One.']);
    expect(other.edited).toEqual([{ lineId: 'l1', caret: -1 }]);
  });
});

describe('moving and deleting', () => {
  it('a move keeps the focus and says where the line is now, also in another chapter, and where it cannot go', () => {
    const world = open(['Ann', 'One.'], ['Bob', 'Two.']);
    world.move('l1', 1);
    world.move('l1', 1);
    world.move('l2', -1);
    expect(world.outline()).toEqual(['l2 Bob Two.', 'l1 Ann One.']);
    expect(world.shown).toEqual(['l1', 'l1']);
    expect(world.said).toEqual(['Line 2 of 2 in One', 'Line 1 of 1 in Chapter 2', 'It cannot go further.']);
  });
  it('deleting puts the focus on the next line', () => {
    const world = open(['Ann', 'One.'], ['Bob', 'Two.']);
    world.remove('l1');
    world.remove('l2');
    expect(world.outline()).toEqual([]);
    expect(world.shown).toEqual(['l2']);
  });
});

describe('the speaker of a line', () => {
  it('is read from what was typed, when they are known', () => {
    const world = open(['Ann', 'bob: Hello.'], ['Ann', 'Remember: hello.']);
    world.settle('l1');
    world.settle('l2');
    expect(world.outline()).toEqual(['l1 Bob Hello.', 'l2 Ann Remember: hello.']);
    expect(readSpeakerPrefix('爱丽丝：你好', ['爱丽丝'])).toEqual({ speaker: '爱丽丝', source: '你好' });
    expect(readSpeakerPrefix('Hello', ['Ann'])).toBeNull();
  });
  it('has lines that differ from how they say all', () => {
    const lines = [createLine('a', '', { controls: { speakingRate: 0.8 } }), createLine('b', ''), createLine('c', '', { dialect: 'british' }), createLine('d', '', { speaker: 'Ann', dialect: 'british' })];
    const script: Script = { title: '', speakers: [{ name: 'Ann', voice: null }], chapters: [{ id: 'c1', title: '', lines }] };
    expect(otherLinesOf(script, null).map(({ id }) => id)).toEqual(['a', 'c']);
    expect(otherLinesOf(script, 'Ann').map(({ id }) => id)).toEqual(['d']);
  });
});
