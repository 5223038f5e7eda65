import { describe, expect, it } from 'vitest';
import { formatCountdown } from './format-countdown';
import { guessLanguageTag } from './text-language';

describe('the language of text', () => {
  it.each([
    ['It is noon.', 'en'],
    ['现在几点了？', 'zh-Hans'],
    ['我在Paris', 'zh-Hans'],
    ['The word for thanks is 谢谢 in Mandarin', 'en'],
    ['ありがとう', 'ja'],
    ['12:30', undefined],
  ])('of %s is %s', (text, tag) => {
    expect(guessLanguageTag(text)).toBe(tag);
  });
});

describe('a countdown', () => {
  it.each([
    [300_000, '5:00'],
    [59_001, '1:00'],
    [1, '0:01'],
    [0, '0:00'],
    [-500, '0:00'],
    [3_725_000, '1:02:05'],
  ])('of %d ms reads %s', (leftMs, text) => {
    expect(formatCountdown(leftMs)).toBe(text);
  });
});
