import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpeechFaults } from '../test-helpers/find-speech-faults';
import { parseMarkup } from './parse-markup';

const TAGS = ['(高兴1)', '(happy 0.7)', '（悲伤）', '(whisper)', '(四川话)', '(/)', '(reset)', '[pause 0.5s]', '[pause', '[laugh]', '[笑声]', '[cough]', '{read|r eh1 d}', '{a|', '<break time="1s"/>', '<prosody rate="slow">', '<prosody contour="(0%,+2st)(9%,x)(100%,-9Hz)">',
  '</prosody>', '<emphasis>', '</emphasis>', '<sub alias="x">', '</sub>', '<speak>', '</speak>', '<p>', '</p>', '<script>', '</script>', '<!--', '-->', '<![CDATA[', ']]>', '<?xml', '?>', '<voice name="x">', '<phoneme alphabet="pinyin" ph="ni3">'];
const HOSTILE = ['😀', '👩‍👩‍👧', 'שלום', '\u202e', '\u200b', '\ud800', '\udc00', '\u0000', '\u001b[31m', '\r\n', '\n', '\t', '(', ')', '[', ']', '{', '}', '|', '<', '>', '&', '&lt;', '&#0;', '&#x110000;', '*', '**', '***', '((', '))', '你好', 'hello', ' ',
  'javascript:alert(1)', '${process.exit()}', '__proto__', 'constructor', '(constructor)', '[__proto__]', '<constructor a="b">', 'e\u0301', '\ufeff', '高兴1', '"', "'", '=', '/', '0.5s'];
const piece = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...TAGS) }, { weight: 4, arbitrary: fc.constantFrom(...HOSTILE) }, { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) });
const hostile = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

/** Markup that must never be heard; entities are what a person wrote to have the sign. */
const SPOKEN_TAG = /[(（](?:高兴|悲伤|happy|whisper|四川话|reset|\/)\s*[\d.]*[)）]|\[(?:pause|laugh|笑声|cough)|\{read\||<\/?(?:break|prosody|emphasis|sub|speak|p|script|voice|phoneme)[\s/>]|<!--|<!\[CDATA\[/;

describe('hostile text', () => {
  it('200 times does not throw, speaks no tag, and its spans cover the text in order', () => {
    fc.assert(fc.property(hostile, (source) => {
      const { speech, problems, ranges } = parseMarkup(source);
      expect(findSpeechFaults(speech)).toEqual([]);
      expect(speech.text).not.toMatch(/[\p{Cs}\p{Co}]|(?!\n)\p{Cc}/u);
      if (!/&|CDATA/.test(source)) expect(speech.text).not.toMatch(SPOKEN_TAG);
      for (const { start, end, message } of [...problems, ...ranges.map((range) => ({ ...range, message: range.kind }))]) {
        expect(start >= 0 && start <= end && end <= source.length && message !== '').toBe(true);
      }
    }), { numRuns: 200, seed: 5 });
  });
  it('200 times is mapped back into the source, in order', () => {
    fc.assert(fc.property(hostile, (source) => {
      const { speech, map } = parseMarkup(source);
      let last = 0;
      for (let at = 0; at < speech.text.length; at++) {
        const { start, end } = map.toSource(at, at + 1);
        expect(start >= last && end >= start && end <= source.length).toBe(true);
        last = start;
        if (end > start) expect(map.fromSource(start)).toBeLessThanOrEqual(at);
      }
    }), { numRuns: 200, seed: 6 });
  });
  it('without markup is spoken as it was typed', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('hello', ' ', '你好', '，', '.', '\n', '😀', '5', 'שלום', '|', '>', ')', ']', '}'), { maxLength: 40 }).map((pieces) => pieces.join('')), (source) => {
      const { speech, problems, map } = parseMarkup(source);
      expect(speech.text).toBe(source);
      expect(problems).toEqual([]);
      expect(source === '' ? null : map.toSource(0, source.length)).toEqual(source === '' ? null : { start: 0, end: source.length });
    }));
  });

  const MEGABYTE = 2 ** 20;
  const fill = (unit: string) => unit.repeat(Math.ceil(MEGABYTE / unit.length)).slice(0, MEGABYTE);
  it.each([
    '(', '（高兴', '[pause ', '[', '{a|', '<', '<a ', '<p>', '</p>', '<p></s>', '<!--', '<![CDATA[', '<sub alias="x">', '*', '*a ', '**a *b ', '&', '&#x', '(happy 0.1)a(sad)', '[laugh]', '\u200b', '\ud800', '\r\n', '😀', 'a\u0301', ' ', '({[<&*', '<prosody rate="50%">', '<prosody contour="(0%,+1st)">a', '<say-as interpret-as="digits">a', '<say-as interpret-as="digits">a</say-as>',
  ])('a megabyte of %j is read', (unit) => {
    const { speech, problems } = parseMarkup(fill(unit));
    expect(findSpeechFaults(speech)).toEqual([]);
    expect(problems.length).toBeLessThanOrEqual(100);
  });
});
