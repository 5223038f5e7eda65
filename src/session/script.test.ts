import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replyLanguage, splitByScript } from './script';

it('gives each script a run of its own, with digits and marks where they stand', () => {
  const text = 'Thank you is 谢谢你. 现在3点';
  expect(splitByScript(text, 'en').map(({ start, end, language }) => [text.slice(start, end), language])).toEqual([
    ['Thank you is ', 'en'],
    ['谢谢你. 现在3点', 'zh'],
  ]);
  expect(splitByScript('42', 'zh')).toEqual([{ start: 0, end: 2, language: 'zh' }]);
});

it('covers the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ' ', '你', '7', '。', '😀') }), (text) => {
      expect(splitByScript(text, 'en').map(({ start, end }) => text.slice(start, end)).join('')).toBe(text);
    }),
  );
});

it('answers in kind unless the person chose a language', () => {
  expect(replyLanguage('zh', '你好', 'auto')).toBe('zh');
  expect(replyLanguage('other', 'hello', 'auto')).toBe('en');
  expect(replyLanguage('zh', '你好', 'en')).toBe('en');
});
