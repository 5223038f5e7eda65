import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Word } from '../protocol/tokenizer';
import { joinTokens, joinWords, splitWords } from './join-words';
import { retimeText } from './retime-text';

const word = (text: string, startMs: number, endMs: number, confidence = 0.5): Word => ({ text, startMs, endMs, confidence });
const TEXT = fc.array(fc.constantFrom('the', 'cat', 'Cat,', 'sat', '你', '好，', '7', 'on'), { maxLength: 9 }).map(joinTokens);
const WORDS = fc.tuple(TEXT, fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { minLength: 9, maxLength: 9 })).map(([text, steps]) => {
  let at = 1000;
  return splitWords(text).map((token, index): Word => {
    const [gap, length] = steps[index % 9]!;
    const startMs = at + gap;
    at = startMs + length;
    return word(token, startMs, at, index / 20);
  });
});

describe('retimeText', () => {
  const words = [word('the', 0, 100), word('cat', 150, 400), word('sat', 500, 700)];

  it('keeps the times of kept words and gives new ones the time of what they replace', () => {
    expect(retimeText(words, 'The fat cats sat')).toEqual([word('The', 0, 100), word('fat', 150, 257, 1), word('cats', 257, 400, 1), word('sat', 500, 700)]);
  });
  it('puts an inserted word into the pause', () => {
    expect(retimeText(words, 'the cat quietly sat')[2]).toEqual(word('quietly', 400, 500, 1));
  });
  it('replaces one for one in place', () => {
    expect(retimeText(words, 'the dog sat')[1]).toEqual(word('dog', 150, 400, 1));
  });
  it('a capital or a comma does not make a word a new one', () => {
    expect(retimeText(words, 'The cat, sat.')).toEqual([word('The', 0, 100), word('cat,', 150, 400), word('sat.', 500, 700)]);
  });
  it('words written into an empty segment share it', () => {
    expect(retimeText([], 'one two', { startMs: 1000, endMs: 2000 })).toEqual([word('one', 1000, 1500, 1), word('two', 1500, 2000, 1)]);
  });

  it('whatever is written: the text is there, in order, within the segment', () => {
    fc.assert(fc.property(WORDS, TEXT, fc.nat(50), (old, text, margin) => {
      const span = { startMs: (old[0]?.startMs ?? 1000) - margin, endMs: (old.at(-1)?.endMs ?? 2000) + margin };
      const result = retimeText(old, text, span);
      expect(joinWords(result)).toBe(text);
      let last = span.startMs;
      for (const { startMs, endMs } of result) {
        expect(startMs).toBeGreaterThanOrEqual(last);
        expect(endMs).toBeGreaterThanOrEqual(startMs);
        last = endMs;
      }
      expect(last).toBeLessThanOrEqual(span.endMs);
    }), { numRuns: 500 });
  });

  it('the same text gives the same words', () => {
    fc.assert(fc.property(WORDS, (old) => {
      expect(retimeText(old, joinWords(old))).toEqual(old);
    }));
  });

  it('a word put in or taken out leaves every other word as it was', () => {
    fc.assert(fc.property(WORDS.filter((words) => words.length > 1), fc.nat(), (old, at) => {
      const index = at % old.length;
      const rest = old.filter((_, position) => position !== index);
      expect(retimeText(old, joinWords(rest)).map(({ startMs }) => startMs)).toHaveLength(rest.length);
      const added = [...old.slice(0, index).map(({ text }) => text), 'zebra', ...old.slice(index).map(({ text }) => text)];
      const result = retimeText(old, joinTokens(added));
      for (const kept of old) expect(result).toContainEqual(kept);
    }));
  });
});
