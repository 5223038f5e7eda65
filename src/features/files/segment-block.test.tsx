import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { Segment } from '../../transcripts/document';
import { SegmentBlock, type RowLook } from './segment-block';
import type { SegmentHandlers } from './segment-handlers';

const nothing = (): void => undefined;
const handlers: SegmentHandlers = {
  activate: nothing, show: nothing, playFrom: nothing, edit: nothing, commit: nothing, leave: nothing, split: nothing, mergeBack: nothing, undo: nothing, redo: nothing, openPanel: nothing,
};
const segment = (id: string, speakerId: string | null, startMs: number): Segment => ({
  id, startMs, endMs: startMs + 900, speakerId, language: 'en', translation: null, words: [{ text: `words-${id}`, startMs, endMs: startMs + 900, confidence: 1 }],
});
const look: RowLook = {
  names: new Map([['speaker-1', { name: 'Ada', voice: 1 }], ['speaker-2', { name: 'Ada', voice: 2 }], ['speaker-3', { name: 'Ben', voice: 3 }]]),
  mainLanguage: 'en', hasTranslation: false, doubtBelow: 0.3,
};
const segments = [segment('a', 'speaker-1', 0), segment('b', 'speaker-2', 1000), segment('c', 'speaker-3', 2000), segment('d', null, 3000), segment('e', null, 4000)];

function draw(before: Segment | undefined): string {
  const sounds = [[], [], [{ startMs: 1900, endMs: 2000, name: 'music' as const }], [], []];
  return renderToStaticMarkup(<ol><SegmentBlock segments={segments} before={before} sounds={sounds} look={look} tabStop="c" editing={null} handlers={handlers} /></ol>);
}

const all = (markup: string, pattern: RegExp): string[] => [...markup.matchAll(pattern)].map((match) => match[1] ?? '');

it('a name is written where it changes, also when two voices have one name or none', () => {
  expect(all(draw(undefined), /data-same="(\w+)"/g)).toEqual(['false', 'true', 'false', 'false', 'true']);
  expect(all(draw(segment('z', 'speaker-1', -1000)), /data-same="(\w+)"/g)[0]).toBe('true');
});

it('rows are in order, a sound stands before the segment it came before, and one row is reached by the tab key', () => {
  const markup = draw(undefined);
  expect(all(markup, /(words-\w|music)/g)).toEqual(['words-a', 'words-b', 'music', 'words-c', 'words-d', 'words-e']);
  expect(all(markup, /data-active="(\w+)"/g)).toEqual(['false', 'false', 'true', 'false', 'false']);
});
