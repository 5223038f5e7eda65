import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { startHistory, stepBack, stepForward } from '../../lib/history';
import { mergeControls } from '../controls';
import { NEUTRAL_SPEECH, PLAIN_SHAPE } from '../../protocol/speech';
import { arbitraryScript, findScriptFaults } from '../test-helpers/arbitrary-script';
import { applyScriptEdit, type ScriptEdit } from './edit';
import { editScript } from './history';
import { createLine, scriptLines, voiceOfLine, type Script } from './script';

const SCRIPT: Script = {
  title: 'Tale',
  speakers: [{ name: 'Ann', voice: null }, { name: 'Bob', voice: { voiceId: 'li', shape: PLAIN_SHAPE } }],
  chapters: [
    { id: 'c1', title: 'One', lines: [createLine('l1', '(sad)First here. Then there.', { speaker: 'Ann' }), createLine('l2', 'Second.', { speaker: 'Bob' })] },
    { id: 'c2', title: 'Two', lines: [createLine('l3', 'Third.')] },
  ],
};
const edit = (...edits: ScriptEdit[]) => edits.reduce(applyScriptEdit, SCRIPT);
const outline = (script: Script) => script.chapters.map(({ id, lines }) => `${id}: ${lines.map((line) => line.id).join(' ')}`);

const lineId = fc.constantFrom('l1', 'l2', 'l3', 'l4', 'n1', 'n2');
const chapterId = fc.constantFrom('c1', 'c2', 'c3');
const index = fc.integer({ min: -1, max: 5 });
const arbitraryEdit: fc.Arbitrary<ScriptEdit> = fc.oneof(
  fc.record({ type: fc.constant('source.set' as const), lineId, source: fc.constantFrom('x', 'One two. Three.', '(sad)a') }),
  fc.record({ type: fc.constant('line.set' as const), lineIds: fc.array(lineId), changes: fc.constantFrom({ pauseAfterMs: -5 }, { pauseAfterMs: NaN }, { dialect: 'british' as const }) }),
  fc.record({ type: fc.constant('line.speaker' as const), lineIds: fc.array(lineId), speaker: fc.constantFrom(null, 'Ann', 'Cid', ' ') }),
  fc.record({ type: fc.constant('lines.insert' as const), chapterId, index, lines: fc.constantFrom([createLine('n1', 'new', { speaker: 'Dan' })], [createLine('n2', 'a'), createLine('n2', 'b')]) }),
  fc.record({ type: fc.constant('lines.delete' as const), lineIds: fc.array(lineId) }),
  fc.record({ type: fc.constant('line.move' as const), lineId, chapterId, index }),
  fc.record({ type: fc.constant('line.split' as const), lineId, offset: fc.integer({ min: -1, max: 30 }), newLineId: lineId }),
  fc.record({ type: fc.constant('line.merge' as const), lineId, nextLineId: lineId }),
  fc.record({ type: fc.constant('chapter.insert' as const), chapterId, title: fc.constant('New'), index }),
  fc.record({ type: fc.constant('chapter.delete' as const), chapterId }),
  fc.record({ type: fc.constant('chapter.move' as const), chapterId, index }),
  fc.record({ type: fc.constant('speaker.rename' as const), name: fc.constantFrom('Ann', 'Bob', 'Cid'), newName: fc.constantFrom('Bob', 'Eve', '') }),
  fc.record({ type: fc.constant('speaker.way' as const), name: fc.constantFrom(null, 'Ann', 'Zoe'), way: fc.constantFrom({ dialect: 'british' as const }, { controls: mergeControls(NEUTRAL_SPEECH, { speakingRate: 0.8 }) }) }),
  fc.record({ type: fc.constant('speaker.voice' as const), name: fc.constantFrom('Ann', 'Zoe'), voice: fc.constantFrom(null, { voiceId: 'eva', shape: PLAIN_SHAPE }) }),
);
const EDITS = fc.array(arbitraryEdit, { maxLength: 15 });

describe('editing a script', () => {
  it('splits a line with its tags, and merging says the same again', () => {
    const split = edit({ type: 'line.split', lineId: 'l1', offset: 17, newLineId: 'n1' });
    expect(split.chapters[0]?.lines.map(({ source, speaker }) => [source, speaker])).toEqual([['(sad)First here.', 'Ann'], ['(sad 1)Then there.', 'Ann'], ['Second.', 'Bob']]);
    expect(applyScriptEdit(split, { type: 'line.merge', lineId: 'l1', nextLineId: 'n1' }).chapters[0]?.lines[0]?.source).toBe('(sad)First here. (/)(sad 1)Then there.');
  });
  it('moves a line within its chapter and into another', () => {
    expect(outline(edit({ type: 'line.move', lineId: 'l1', chapterId: 'c1', index: 1 }))).toEqual(['c1: l2 l1', 'c2: l3']);
    expect(outline(edit({ type: 'line.move', lineId: 'l2', chapterId: 'c2', index: 0 }))).toEqual(['c1: l1', 'c2: l2 l3']);
  });
  it('a new speaker of a line becomes one of the script, and renaming to a name that is taken makes one of two', () => {
    const named = edit({ type: 'line.speaker', lineIds: ['l3'], speaker: ' Cid ' });
    expect(named.speakers.map(({ name }) => name)).toEqual(['Ann', 'Bob', 'Cid']);
    const merged = applyScriptEdit(named, { type: 'speaker.rename', name: 'Cid', newName: 'Ann' });
    expect(merged.speakers.map(({ name }) => name)).toEqual(['Ann', 'Bob']);
    expect(scriptLines(merged).map(({ speaker }) => speaker)).toEqual(['Ann', 'Bob', 'Ann']);
  });
  it("a line is said by its own voice, its speaker's, or the project's", () => {
    const fallback = { voiceId: 'eva', shape: PLAIN_SHAPE };
    expect(scriptLines(SCRIPT).map((line) => voiceOfLine(SCRIPT, line, fallback).voiceId)).toEqual(['eva', 'li', 'eva']);
    const own = edit({ type: 'line.set', lineIds: ['l2'], changes: { voice: { voiceId: 'zoe', shape: PLAIN_SHAPE } } });
    expect(scriptLines(own).map((line) => voiceOfLine(own, line, fallback).voiceId)).toEqual(['eva', 'zoe', 'eva']);
  });
  it('drawn pitch stays with its words when others are typed before it', () => {
    const drawn = edit({ type: 'line.set', lineIds: ['l2'], changes: { pitchPoints: [{ at: 0, semitones: 1 }, { at: 6, semitones: 2 }] } });
    expect(scriptLines(applyScriptEdit(drawn, { type: 'source.set', lineId: 'l2', source: 'Se(happy)xxcond.' }))[1]?.pitchPoints).toEqual([{ at: 0, semitones: 1 }, { at: 8, semitones: 2 }]);
  });
  it.each<ScriptEdit>([
    { type: 'source.set', lineId: 'l3', source: 'Third.' }, { type: 'source.set', lineId: 'nobody', source: 'x' }, { type: 'line.split', lineId: 'l1', offset: 2, newLineId: 'l2' }, { type: 'line.split', lineId: 'l2', offset: 0, newLineId: 'n' },
    { type: 'line.merge', lineId: 'l2', nextLineId: 'l3' }, { type: 'lines.delete', lineIds: ['nobody'] }, { type: 'line.move', lineId: 'l1', chapterId: 'nowhere', index: 0 }, { type: 'lines.insert', chapterId: 'nowhere', index: 0, lines: [createLine('n', 'x')] },
    { type: 'speaker.rename', name: 'Ann', newName: ' ' }, { type: 'chapter.delete', chapterId: 'nowhere' }, { type: 'line.speaker', lineIds: ['l1'], speaker: 'Ann' },
  ])('$type that changes nothing gives the same object', (nothing) => {
    expect(applyScriptEdit(SCRIPT, nothing)).toBe(SCRIPT);
  });
  it('whatever is done, the script keeps its promise', () => {
    fc.assert(fc.property(arbitraryScript, EDITS, (script, edits) => {
      const edited = edits.reduce(applyScriptEdit, script);
      expect(findScriptFaults(edited)).toEqual([]);
      for (const { pauseAfterMs } of scriptLines(edited)) expect(pauseAfterMs).toBeGreaterThanOrEqual(0);
    }), { numRuns: 300 });
  });
});

describe('history of a script', () => {
  it('undoing everything ends where it began, and redoing where it ended', () => {
    fc.assert(fc.property(arbitraryScript, EDITS, (script, edits) => {
      const end = edits.reduce((history, next, step) => editScript(history, next, step * 10_000), startHistory(script));
      let history = end;
      for (let step = end.past.length; step > 0; step--) history = stepBack(history);
      expect(history.present).toBe(script);
      expect(stepBack(history)).toBe(history);
      for (let step = end.past.length; step > 0; step--) history = stepForward(history);
      expect(history.present).toBe(end.present);
    }), { numRuns: 100 });
  });
  it('dragging a slider over several lines is one step', () => {
    const drag = (speakingRate: number): ScriptEdit => ({ type: 'line.set', lineIds: ['l1', 'l2'], changes: { controls: mergeControls(NEUTRAL_SPEECH, { speakingRate }) } });
    const history = [1.1, 1.2, 1.3].reduce((all, rate, step) => editScript(all, drag(rate), step * 100), startHistory(SCRIPT));
    expect(history.past).toEqual([SCRIPT]);
  });
});
