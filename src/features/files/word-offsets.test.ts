import { expect, it } from 'vitest';
import type { Segment } from '../../transcripts/document';
import { joinWords } from '../../transcripts/join-words';
import { segmentAt, wordAt, wordAtOffset, wordOffsets } from './word-offsets';

const words = (texts: string[], fromMs = 0) => texts.map((text, index) => ({ text, startMs: fromMs + index * 100, endMs: fromMs + index * 100 + 80, confidence: 1 }));
const segment = (id: string, startMs: number): Segment => ({ id, startMs, endMs: startMs + 300, speakerId: null, language: 'en', words: words(['a', 'b'], startMs), translation: null });

it('every word is found again in the joined text, in Latin and in Han', () => {
  for (const texts of [['the', 'cat', 'the', 'cat.'], ['你', '好', '，', '好']]) {
    const all = words(texts);
    const text = joinWords(all);
    const offsets = wordOffsets(text, all);
    expect(texts.map((_, index) => text.slice(offsets[2 * index], offsets[2 * index + 1]))).toEqual(texts);
  }
});

it('a place in the text belongs to the word under it, and a space to the word before', () => {
  const all = words(['one', 'two']);
  const offsets = wordOffsets('one two', all);
  expect([0, 2, 3, 4, 6, 7].map((offset) => wordAtOffset(offsets, offset))).toEqual([0, 0, 0, 1, 1, 1]);
  expect(wordAtOffset([], 3)).toBe(-1);
});

it('a moment belongs to what is heard then or was heard last', () => {
  const segments = [segment('a', 1000), segment('b', 2000)];
  expect([0, 1000, 1999, 2000, 9000].map((ms) => segmentAt(segments, ms))).toEqual([-1, 0, 0, 1, 1]);
  expect([999, 1000, 1099, 1100, 1500].map((ms) => wordAt(segment('a', 1000), ms))).toEqual([-1, 0, 0, 1, 1]);
});
