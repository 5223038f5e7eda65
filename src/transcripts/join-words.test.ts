import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinTokens, splitWords } from './join-words';

const TEXTS = fc.string({ unit: fc.constantFrom('a', 'B', '7', '你', '好', 'の', 'カ', ' ', ' ', ',', '.', "'", 's', '“', '”', '（', '）', '，', '。', '(', ')', '%', '-', '"', '👩‍🚀', 'é', '\u0301', '！', '…', '<', '=', '+', '$'), maxLength: 30 });
const bare = (text: string) => text.replace(/\s+/gu, '');

describe('words and text', () => {
  it.each([
    ['Hello, world! It’s 3.5 km.', ['Hello,', 'world!', 'It’s', '3.5', 'km.']],
    ['你好，世界。', ['你', '好，', '世', '界。']],
    ['他说“你好”了吗？', ['他', '说', '“你', '好”', '了', '吗？']],
    ['我有iPhone手机', ['我', '有', 'iPhone', '手', '机']],
    ['2026年11月22日', ['2026', '年', '11', '月', '22', '日']],
    ['Hello, 你好', ['Hello,', '你', '好']],
    ['カタカナとひらがなー', ['カ', 'タ', 'カ', 'ナ', 'と', 'ひ', 'ら', 'が', 'な', 'ー']],
    ['好=1+1', ['好=', '1+1']],
    ['', []],
  ])('%s is cut into words and joined back', (text, words) => {
    expect(splitWords(text)).toEqual(words);
    expect(joinTokens(words)).toBe(text);
  });

  it('bare punctuation and clitics of a recogniser find their word', () => {
    expect(joinTokens(['it', "'s", 'here', ',', '(', 'you', 'know', ')', '.'])).toBe("it's here, (you know).");
    expect(joinTokens(['你', '，', 'Tom', '。'])).toBe('你，Tom。');
  });

  it('splitting a joined text gives the same words, whatever the text', () => {
    fc.assert(fc.property(TEXTS, (text) => {
      const words = splitWords(text);
      expect(splitWords(joinTokens(words))).toEqual(words);
      expect(words.every((word) => word !== '' && !/\s/u.test(word))).toBe(true);
    }), { numRuns: 3000 });
  });

  it('nothing but white space changes', () => {
    fc.assert(fc.property(TEXTS, (text) => {
      expect(bare(joinTokens(splitWords(text)))).toBe(bare(text));
    }), { numRuns: 2000 });
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      expect(bare(joinTokens(splitWords(text)))).toBe(bare(text));
    }));
  });
});
