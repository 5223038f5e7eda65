import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJson } from '../exports/json';
import { toSrt } from '../exports/srt';
import { toVtt } from '../exports/vtt';
import { joinWords } from '../join-words';
import { layoutSubtitles } from '../subtitles/layout';
import { CHINESE_SUBTITLE_RULES, DEFAULT_SUBTITLE_RULES } from '../subtitles/rules';
import { arbitraryDocument, bare, findFaults } from '../test-helpers/arbitrary-document';
import { importTranscript } from './import-transcript';
import { parseTranscriptJson } from './parse-json';

const SOURCE = { id: 'new', fileName: 'talk.srt', createdAtMs: 7 };
const read = (text: string) => importTranscript(text, SOURCE);
const rows = (text: string) => read(text).segments.map(({ startMs, endMs, words }) => [startMs, endMs, joinWords(words)]);
const faultOf = (text: string) => {
  try {
    read(text);
  } catch (error) {
    return error instanceof Error && 'code' in error ? error.code : error;
  }
  return null;
};

describe('importTranscript', () => {
  it('reads a careless SRT', () => {
    const text = '\uFEFF1\r\n00:01,5 --> 00:02.000 X1:40 X2:600\r\n<i>Hello</i>\r\n{\\an8}there\r\n\r\n\r\n7\r\n0:00:03,000 --> 0:00:02,500\r\n<font color="#fff">3 < 4</font>\r\n00:00:04,000-->00:00:05,000\r\n12\r\n';
    expect(rows(text)).toEqual([[1500, 2000, 'Hello there'], [2500, 3000, '3 < 4'], [4000, 5000, '12']]);
  });
  it('reads WebVTT: voices, classes, comments, styles, identifiers, entities and times inside', () => {
    const text = 'WEBVTT - a talk\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE nothing\n\nintro\n00:01.000 --> 00:03.000 align:start\n<v.loud Ann &amp; Co>Hi <c.red>all</c> &lt;3</v>\n<v Bob>Yo\n\nNOTE 00:00 is the start\n\n00:00:04.000 --> 00:00:06.000\none <00:00:05.500>two\n';
    const document = importTranscript(text, { ...SOURCE, fileName: 'talk.vtt' });
    expect(document.speakers.map(({ name }) => name)).toEqual(['Ann & Co', 'Bob']);
    expect(document.segments.map(({ speakerId, words }) => [speakerId, joinWords(words)])).toEqual([['speaker-1', 'Hi all <3'], ['speaker-2', 'Yo'], [null, 'one two']]);
    expect(document.segments[2]?.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[4000, 5500], [5500, 6000]]);
    expect(document.title).toBe('talk');
  });
  it('spreads words by their share of the characters', () => {
    expect(read('1\n00:00:00,000 --> 00:00:01,000\na bcd\n').segments[0]?.words.map(({ startMs, endMs }) => [startMs, endMs])).toEqual([[0, 250], [250, 1000]]);
  });
  it('separates cues that overlap', () => {
    const document = read('1\n00:00:00,000 --> 00:00:04,000\none two\n\n2\n00:00:02,000 --> 00:00:03,000\nthree\n\n3\n00:00:00,000 --> 00:00:01,000\nfour\n');
    expect(findFaults(document)).toEqual([]);
    expect(document.segments.flatMap(({ words }) => words.map(({ text }) => text)).sort()).toEqual(['four', 'one', 'three', 'two']);
  });
  it.each([['', 'empty'], ['  \n', 'empty'], ['Dear all, this is a letter.', 'not-a-transcript'], ['{"a": 1}', 'not-a-transcript'], ['{"format":', 'not-a-transcript'], ['[1]', 'not-a-transcript'],
    ['WEBVTT\n\n', 'empty'], ['1\n00:00:01,000 --> 00:00:02,000\n\n', 'empty'], ['{"format":"sotto-transcript","version":2}', 'newer-version']])('%j is refused as %s', (text, code) => {
    expect(faultOf(text)).toBe(code);
  });
  it('a JSON import becomes a new document, with the name and the times it had', () => {
    fc.assert(fc.property(arbitraryDocument, (document) => {
      expect(read(toJson(document))).toEqual({ ...document, id: 'new' });
    }));
  });
  it('garbage is refused with a code or read into a sound document', () => {
    const shreds = fc.array(fc.constantFrom('WEBVTT', '\n', '\n\n', '1', '00:00:01,000', ' --> ', '00:02.5', '99999999:59:59.999', '<v A>', '</v>', '<00:00:01.500>', '&#0;', '&#x110000;', '{\\', 'hello', '你好', '{', '\u0000', '\uD800'), { maxLength: 30 });
    fc.assert(fc.property(shreds.map((parts) => parts.join('')), (text) => {
      const code = faultOf(text);
      expect(['empty', 'not-a-transcript', null]).toContain(code);
      if (code === null) expect(findFaults(read(text))).toEqual([]);
    }), { numRuns: 1000 });
  });
});

describe('round trips', () => {
  it('JSON → model → JSON is exact', () => {
    fc.assert(fc.property(arbitraryDocument, (document) => {
      const json = toJson(document);
      const back = parseTranscriptJson(json, 'x.json');
      expect(back).toEqual(document);
      expect(toJson(back)).toBe(json);
    }), { numRuns: 300 });
  });
  it.each([['English', DEFAULT_SUBTITLE_RULES], ['Chinese', CHINESE_SUBTITLE_RULES]])('SRT → model → SRT is exact under %s rules, names included', (_, rules) => {
    fc.assert(fc.property(arbitraryDocument.filter(({ segments }) => segments.length > 0), fc.boolean(), (document, isPrefixed) => {
      const srt = toSrt(layoutSubtitles(document, rules, { languages: 'original', isPrefixed }));
      expect(toSrt(layoutSubtitles(read(srt), rules, { languages: 'original', isPrefixed }))).toBe(srt);
    }), { numRuns: 300 });
  });
  it('WebVTT → model → WebVTT is exact, speakers included', () => {
    fc.assert(fc.property(arbitraryDocument.filter(({ segments }) => segments.length > 0), (document) => {
      const vtt = toVtt(layoutSubtitles(document, DEFAULT_SUBTITLE_RULES, { languages: 'original', isPrefixed: false }), true);
      expect(toVtt(layoutSubtitles(read(vtt), DEFAULT_SUBTITLE_RULES, { languages: 'original', isPrefixed: false }), true)).toBe(vtt);
    }), { numRuns: 300 });
  });
  it('a foreign SRT keeps its times and its text', () => {
    const cue = fc.record({ gapMs: fc.nat(5000), lengthMs: fc.integer({ min: 1, max: 20_000 }), lines: fc.array(fc.constantFrom('Hello there', '- Who?', '你好，世界', '42', 'a -> b'), { minLength: 1, maxLength: 4 }) });
    fc.assert(fc.property(fc.array(cue, { minLength: 1, maxLength: 8 }), fc.constantFrom('\n', '\r\n'), (list, newline) => {
      let at = 0;
      const cues = list.map(({ gapMs, lengthMs, lines }) => ({ startMs: (at += gapMs), endMs: (at += lengthMs), lines, segmentId: '', speakerName: null }));
      const { segments } = read(toSrt(cues).replaceAll('\n', newline));
      expect(segments.map(({ startMs, endMs }) => [startMs, endMs])).toEqual(cues.map(({ startMs, endMs }) => [startMs, endMs]));
      expect(segments.map(({ words }) => bare(joinWords(words)))).toEqual(cues.map(({ lines }) => bare(lines.join(''))));
    }));
  });
});
