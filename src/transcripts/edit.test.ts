import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptDocument } from './document';
import { applyEdit, type EditAction } from './edit';
import { applyToHistory, createHistory, mapHistory, redo, undo } from './history';
import { joinWords, splitWords } from './join-words';
import { spreadTokens } from './spread-words';
import { arbitraryDocument, bare, findFaults } from './test-helpers/arbitrary-document';

const spread = (text: string, startMs: number, endMs: number) => spreadTokens(splitWords(text), { startMs, endMs }, 0.9);
const DOCUMENT: TranscriptDocument = {
  id: 'd', title: 't', fileName: 't.wav', createdAtMs: 0, updatedAtMs: 0, durationMs: 5000, sounds: [],
  speakers: [{ id: 'a', name: 'Ann' }, { id: 'b', name: 'Bob' }],
  segments: [
    { id: 's1', startMs: 0, endMs: 1000, speakerId: 'a', language: 'en', words: spread('one two', 0, 1000), translation: { to: 'zh', text: '一，二' } },
    { id: 's2', startMs: 1500, endMs: 2500, speakerId: null, language: 'zh', words: spread('你好，世界。', 1500, 2500), translation: null },
    { id: 's3', startMs: 3000, endMs: 4000, speakerId: 'b', language: 'en', words: spread('cat Cat concat', 3000, 4000), translation: { to: 'zh', text: '猫' } },
  ],
};
const text = (document: TranscriptDocument) => document.segments.map(({ words }) => joinWords(words)).join('|');
const edit = (...actions: EditAction[]) => actions.reduce(applyEdit, DOCUMENT);

const action = (ids: fc.Arbitrary<string>): fc.Arbitrary<EditAction> => fc.oneof(
  fc.record({ type: fc.constant('text.set' as const), segmentId: ids, text: fc.constantFrom('', 'the fox', '我们 in Beijing.', 'a b c d e f g', '好') }),
  fc.record({ type: fc.constant('translation.set' as const), segmentId: ids, to: fc.constantFrom('en' as const, 'zh' as const), text: fc.string() }),
  fc.record({ type: fc.constant('segment.split' as const), segmentId: ids, wordIndex: fc.integer({ min: -1, max: 9 }) }),
  fc.record({ type: fc.constant('segment.merge' as const), segmentId: ids, nextSegmentId: ids }),
  fc.record({ type: fc.constant('segment.retime' as const), segmentId: ids, startMs: fc.integer({ min: -500, max: 9000 }), endMs: fc.oneof(fc.integer({ min: -500, max: 9000 }), fc.constant(NaN)) }),
  fc.record({ type: fc.constant('segment.delete' as const), segmentId: ids }),
  fc.record({ type: fc.constant('segment.speaker' as const), segmentId: ids, speakerId: fc.constantFrom('a', 'b', 'c', null) }),
  fc.record({ type: fc.constant('speaker.add' as const), speakerId: fc.constantFrom('a', 'c'), name: fc.constantFrom('Cid', ' ') }),
  fc.record({ type: fc.constant('speaker.merge' as const), speakerId: fc.constantFrom('a', 'b'), intoSpeakerId: fc.constantFrom('a', 'b', 'c') }),
  fc.record({ type: fc.constant('text.replace' as const), find: fc.constantFrom('the', 'o', '的', ' ', '.'), replaceWith: fc.constantFrom('', 'of the', '北京', '$&'), isCaseSensitive: fc.boolean() }),
);
const ACTIONS = fc.array(action(fc.constantFrom('s1', 's2', 's3', 's4', 's1.2', 's2.2')), { maxLength: 12 });

describe('applyEdit', () => {
  it('marks a translation outdated when the words change, not when only commas do', () => {
    expect(edit({ type: 'text.set', segmentId: 's1', text: 'One, two.' }).segments[0]?.translation).toEqual({ to: 'zh', text: '一，二' });
    const changed = edit({ type: 'text.set', segmentId: 's1', text: 'one three' });
    expect(changed.segments[0]?.translation).toEqual({ to: 'zh', text: '一，二', isOutdated: true });
    expect(applyEdit(changed, { type: 'translation.set', segmentId: 's1', to: 'zh', text: '一，二' }).segments[0]?.translation).toEqual({ to: 'zh', text: '一，二' });
  });
  it('splits the translation with the words, and merging gives both back', () => {
    const split = edit({ type: 'segment.split', segmentId: 's1', wordIndex: 1 });
    expect(split.segments.slice(0, 2).map(({ id, startMs, endMs, translation }) => [id, startMs, endMs, translation?.text])).toEqual([['s1', 0, 500, '一，'], ['s1.2', 500, 1000, '二']]);
    expect(applyEdit(split, { type: 'segment.merge', segmentId: 's1', nextSegmentId: 's1.2' })).toEqual(DOCUMENT);
  });
  it('merging with an untranslated segment asks for the translation again', () => {
    const merged = edit({ type: 'segment.merge', segmentId: 's1', nextSegmentId: 's2' });
    expect(text(merged)).toBe('one two你好，世界。|cat Cat concat');
    expect(merged.segments[0]?.translation?.isOutdated).toBe(true);
  });
  it('moves a segment whole with its words, and no further than its neighbours', () => {
    const moved = edit({ type: 'segment.retime', segmentId: 's2', startMs: 1600, endMs: 2600 });
    expect(moved.segments[1]?.words.map(({ startMs }) => startMs)).toEqual(DOCUMENT.segments[1]?.words.map(({ startMs }) => startMs + 100));
    expect(edit({ type: 'segment.retime', segmentId: 's2', startMs: 0, endMs: 9000 }).segments[1]).toMatchObject({ startMs: 1000, endMs: 3000, words: DOCUMENT.segments[1]?.words });
  });
  it('squeezes words into a shorter segment', () => {
    expect(edit({ type: 'segment.retime', segmentId: 's1', startMs: 0, endMs: 500 }).segments[0]?.words).toEqual([{ text: 'one', startMs: 0, endMs: 250, confidence: 0.9 }, { text: 'two', startMs: 250, endMs: 500, confidence: 0.9 }]);
  });
  it('replaces literal text everywhere, in any case if wished', () => {
    const all = { type: 'text.replace' as const, find: 'cat', replaceWith: 'dog', isCaseSensitive: false };
    expect(text(edit(all))).toBe('one two|你好，世界。|dog dog condog');
    expect(text(edit({ ...all, isCaseSensitive: true }))).toBe('one two|你好，世界。|dog Cat condog');
    expect(edit({ ...all, find: '.*' })).toBe(DOCUMENT);
  });
  it('renames and merges speakers everywhere', () => {
    const merged = edit({ type: 'speaker.rename', speakerId: 'b', name: ' Bea ' }, { type: 'speaker.merge', speakerId: 'a', intoSpeakerId: 'b' });
    expect(merged.speakers).toEqual([{ id: 'b', name: 'Bea' }]);
    expect(merged.segments.map(({ speakerId }) => speakerId)).toEqual(['b', null, 'b']);
  });
  it.each<EditAction>([
    { type: 'text.set', segmentId: 's1', text: ' one  two ' },
    { type: 'text.set', segmentId: 'nobody', text: 'x' },
    { type: 'segment.split', segmentId: 's1', wordIndex: 0 },
    { type: 'segment.merge', segmentId: 's1', nextSegmentId: 's3' },
    { type: 'segment.retime', segmentId: 's1', startMs: 900, endMs: 100 },
    { type: 'segment.speaker', segmentId: 's1', speakerId: 'nobody' },
    { type: 'speaker.rename', speakerId: 'a', name: ' ' },
  ])('$type that changes nothing gives the same object', (action) => {
    expect(applyEdit(DOCUMENT, action)).toBe(DOCUMENT);
  });

  it('whatever is done, the document keeps its promise', () => {
    fc.assert(fc.property(arbitraryDocument, ACTIONS, (document, actions) => {
      const edited = actions.reduce(applyEdit, document);
      expect(findFaults(edited)).toEqual([]);
      expect(edited.segments.every(({ speakerId }) => speakerId === null || edited.speakers.some(({ id }) => id === speakerId))).toBe(true);
    }), { numRuns: 400 });
  });
  it('splitting and merging lose no word, no time and no letter of the translation', () => {
    fc.assert(fc.property(arbitraryDocument.filter(({ segments }) => segments.length > 0), fc.nat(), fc.nat(), (document, which, where) => {
      const segment = document.segments[which % document.segments.length]!;
      const split = applyEdit(document, { type: 'segment.split', segmentId: segment.id, wordIndex: 1 + (where % segment.words.length) });
      expect(split.segments.flatMap(({ words }) => words)).toEqual(document.segments.flatMap(({ words }) => words));
      const letters = (from: TranscriptDocument) => bare(from.segments.map(({ translation }) => translation?.text ?? '').join(''));
      expect(letters(split)).toBe(letters(document));
    }));
  });
});

describe('history', () => {
  const typing = (value: string): EditAction => ({ type: 'text.set', segmentId: 's1', text: value });
  const still = (document: TranscriptDocument) => ({ ...document, updatedAtMs: 0 });

  it('undoing everything ends where it began, and redoing where it ended', () => {
    fc.assert(fc.property(arbitraryDocument, ACTIONS, (document, actions) => {
      const end = actions.reduce((history, next, index) => applyToHistory(history, next, index * 10_000), createHistory(document));
      const steps = end.past.length;
      let history = end;
      for (let step = 0; step < steps; step++) history = undo(history, 1);
      expect(still(history.present)).toEqual(still(document));
      expect(undo(history, 1)).toBe(history);
      for (let step = 0; step < steps; step++) history = redo(history, 2);
      expect(still(history.present)).toEqual(still(end.present));
    }), { numRuns: 200 });
  });
  it('typing in one segment is one step until there is a pause', () => {
    const words = ['one t', 'one tw', 'one twelve'].reduce((history, value, index) => applyToHistory(history, typing(value), 1000 + index * 200), createHistory(DOCUMENT));
    expect(words.past).toEqual([DOCUMENT]);
    expect(applyToHistory(words, typing('eleven'), 9000).past).toHaveLength(2);
    expect(words.present.updatedAtMs).toBe(1400);
  });
  it('an edit after an undo begins a new step and forgets what was undone', () => {
    const undone = undo(applyToHistory(createHistory(DOCUMENT), typing('one'), 1), 2);
    const next = applyToHistory(undone, typing('two'), 3);
    expect([next.past.length, next.future.length, next.present.segments[0]?.words.length]).toEqual([1, 0, 1]);
  });
  it('keeps a bounded number of steps', () => {
    let history = createHistory(DOCUMENT);
    for (let step = 0; step < 400; step++) history = applyToHistory(history, typing(`word ${step}`), step * 10_000);
    expect(history.past.length).toBe(300);
  });
  it('what is added from outside survives an undo', () => {
    const edited = applyToHistory(createHistory(DOCUMENT), typing('one'), 1);
    const heard = mapHistory(edited, (document) => ({ ...document, durationMs: 9000 }));
    expect(undo(heard, 2).present.durationMs).toBe(9000);
  });
});
