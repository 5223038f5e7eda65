import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptDocument } from './document';
import { foldText } from './fold-text';
import { joinWords } from './join-words';
import { spreadWords } from './spread-words';
import { searchDocuments } from './search';
import { arbitraryDocument } from './test-helpers/arbitrary-document';

const make = (id: string, title: string, createdAt: string, ...segments: [string, string | null, string?][]): TranscriptDocument => ({
  id, title, fileName: `${id}.wav`, createdAtMs: new Date(createdAt).getTime(), updatedAtMs: 0, durationMs: 0, sounds: [],
  speakers: [{ id: 'a', name: 'Zoë' }, { id: 'b', name: '王小明' }],
  segments: segments.map(([text, speakerId, translation], index) => ({ id: `${id}-${index}`, startMs: index * 1000, endMs: index * 1000 + 900, speakerId, language: 'en', words: spreadWords(text, { startMs: index * 1000, endMs: index * 1000 + 900 }), translation: translation === undefined ? null : { to: 'zh', text: translation } })),
});
const LIBRARY = [
  make('old', 'Board meeting', '2025-03-02T12:00', ['The café is open', 'a'], ['We open the budget', 'b', '我们打开预算']),
  make('new', 'Interview', '2026-11-22T12:00', ['Cafés and more', null], ['今天天气很好，我们去公园。', 'b'], ['open up the ﬁle', 'a']),
];
const find = (query: string) => searchDocuments(LIBRARY, query).map(({ segmentId }) => segmentId);

describe('searchDocuments', () => {
  it('sees no accents, no case and no full width, and points at the match', () => {
    const [newer, older] = searchDocuments(LIBRARY, 'ＣＡＦＥ');
    expect([newer, older].map((hit) => hit?.text.slice(hit.matchStart, hit.matchEnd))).toEqual(['Café', 'café']);
    expect(searchDocuments(LIBRARY, 'file').map((hit) => hit.text.slice(hit.matchStart, hit.matchEnd))).toEqual(['ﬁle']);
  });
  it('puts the phrase before its scattered words', () => {
    expect(find('the budget')).toEqual(['old-1']);
    expect(find('open the')).toEqual(['old-1', 'new-2', 'old-0']);
  });
  it('finds Chinese inside a sentence', () => {
    expect(find('天气')).toEqual(['new-1']);
  });
  it('finds a translation, at its segment', () => {
    expect(find('预算')).toEqual(['old-1']);
  });
  it('finds titles and speakers once a recording, where they begin', () => {
    expect(find('interview')).toEqual(['new-0']);
    expect(find('zoe')).toEqual(['new-2', 'old-0']);
  });
  it.each([['2026-11', ['new-0']], ['november', ['new-0']], ['22 nov 2026', ['new-0']], ['2026年11月', ['new-0']], ['March 2025', ['old-0']], ['2024', []], ['22', []], ['sunday', ['new-0', 'old-0']], ['november weather', []]])('%s is a day', (query, hits) => {
    expect(find(query)).toEqual(hits);
  });
  it('an empty query finds nothing', () => {
    expect(find('  ')).toEqual([]);
  });
  it('is bounded', () => {
    expect(searchDocuments(LIBRARY, 'o', 2)).toHaveLength(2);
  });
  it('every hit in the text holds the query where it points', () => {
    fc.assert(fc.property(fc.array(arbitraryDocument, { maxLength: 3 }), fc.constantFrom('the', 'FOX', '天', 'yes', '<', '好，'), (documents, query) => {
      const inText = searchDocuments(documents, query, Infinity).filter(({ matchEnd }) => matchEnd > 0);
      for (const { text, matchStart, matchEnd } of inText) expect(foldText(text.slice(matchStart, matchEnd))).toBe(foldText(query));
      const holding = documents.flatMap(({ segments }) => segments).filter(({ words, translation }) => [joinWords(words), translation?.text ?? ''].some((text) => foldText(text).includes(foldText(query))));
      expect(inText).toHaveLength(holding.length);
    }));
  });
});
