import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TranscriptDocument } from '../document';
import { joinWords, splitWords, isSpaced } from '../join-words';
import { measureColumns } from '../scripts';
import { spreadWords } from '../spread-words';
import { arbitraryDocument, bare } from '../test-helpers/arbitrary-document';
import { layoutSubtitles, type Cue, type LayoutOptions } from './layout';
import { findInsideWords, rateBreak } from './rate-break';
import { CHINESE_SUBTITLE_RULES, DEFAULT_SUBTITLE_RULES, type SubtitleRules } from './rules';

const PLAIN: LayoutOptions = { languages: 'original', isPrefixed: false };
const RULES: fc.Arbitrary<SubtitleRules> = fc.record({
  columnsPerLine: fc.integer({ min: 8, max: 60 }), columnsPerSecond: fc.integer({ min: 5, max: 40 }), maxLines: fc.integer({ min: 1, max: 4 }),
  minDurationMs: fc.integer({ min: 0, max: 2000 }), maxDurationMs: fc.integer({ min: 2000, max: 9000 }), minGapMs: fc.nat(300),
});

const talk = (...segments: { text: string; startMs: number; endMs: number; translation?: string; speakerId?: string }[]): TranscriptDocument => ({
  id: 'd', title: 't', fileName: 'f', createdAtMs: 0, updatedAtMs: 0, durationMs: 0, sounds: [], speakers: [{ id: 'a', name: 'Ann' }, { id: 'b', name: 'Bob' }],
  segments: segments.map(({ text, startMs, endMs, translation, speakerId = null }, index) => ({ id: `s${index}`, startMs, endMs, speakerId, language: 'en', words: spreadWords(text, { startMs, endMs }), translation: translation === undefined ? null : { to: 'zh', text: translation } })),
});
const lines = (cues: readonly Cue[]) => cues.map((cue) => cue.lines.join(' / '));

/** A line's width by its own reckoning: words as they are cut from the finished line. */
function lineWidth(line: string): number {
  const words = splitWords(line);
  return words.reduce((sum, word, index) => sum + measureColumns(word) + (index > 0 && isSpaced(words[index - 1]!, word) ? 1 : 0), 0);
}

describe('layoutSubtitles', () => {
  it('leaves a segment that fits whole, and breaks its lines evenly where a phrase begins', () => {
    const document = talk({ text: 'I went to the market because we had run out of bread.', startMs: 0, endMs: 4000 });
    expect(lines(layoutSubtitles(document, DEFAULT_SUBTITLE_RULES, PLAIN))).toEqual(['I went to the market / because we had run out of bread.']);
  });
  it('cuts a long segment at the ends of sentences', () => {
    const document = talk({ text: 'The first sentence is about the weather in the north. The second one tells you what happened in the afternoon, when it began to rain. The third is short.', startMs: 0, endMs: 10_000 });
    expect(lines(layoutSubtitles(document, DEFAULT_SUBTITLE_RULES, PLAIN))).toEqual([
      'The first sentence is about / the weather in the north.',
      'The second one tells you what happened / in the afternoon, when it began to rain.',
      'The third is short.',
    ]);
  });
  it('cuts Chinese at its clauses, and never before 的 or a comma', () => {
    const document = talk({ text: '今天我想和大家谈谈我们城市的未来，因为这里的每一个人都应该知道正在发生的事情。明年春天新的车站就要建好了，到时候我们去北京只需要两个小时。', startMs: 0, endMs: 15_000 });
    const cues = layoutSubtitles(document, CHINESE_SUBTITLE_RULES, PLAIN);
    expect(lines(cues).join('')).not.toMatch(/ \/ [，。的了]/);
    expect(cues.every((cue) => cue.lines.every((line) => lineWidth(line) <= 32))).toBe(true);
    expect(cues.filter((cue) => /[，。]$/.test(cue.lines.at(-1)!)).length).toBe(cues.length);
  });
  it('counts a Chinese character as two columns', () => {
    expect(measureColumns('你好，abc')).toBe(9);
    expect(measureColumns('é\u0301👩‍🚀')).toBe(3);
  });
  it('holds a short cue longer in the pause after it, up to the gap', () => {
    const document = talk({ text: 'Yes.', startMs: 1000, endMs: 1200 }, { text: 'No.', startMs: 5000, endMs: 5100 }, { text: 'Well.', startMs: 5300, endMs: 5900 });
    const times = layoutSubtitles(document, DEFAULT_SUBTITLE_RULES, PLAIN).map(({ startMs, endMs }) => [startMs, endMs]);
    expect(times).toEqual([[1000, 1833], [5000, 5217], [5300, 6133]]);
  });
  it('puts the translation under the words, cut in proportion', () => {
    const document = talk({ text: 'We will begin in a moment, please sit down and be quiet.', startMs: 0, endMs: 4000, translation: '我们马上开始，请坐下并保持安静。' });
    expect(layoutSubtitles(document, DEFAULT_SUBTITLE_RULES, { ...PLAIN, languages: 'both' }).map((cue) => cue.lines)).toEqual([
      ['We will begin in a moment,', '我们马上开始，'], ['please sit down and be quiet.', '请坐下并保持安静。'],
    ]);
  });
  it('names a speaker where the speaker changes', () => {
    const document = talk({ text: 'Hello.', startMs: 0, endMs: 900, speakerId: 'a' }, { text: 'How are you?', startMs: 1000, endMs: 2000, speakerId: 'a' }, { text: 'Fine.', startMs: 3000, endMs: 4000, speakerId: 'b' });
    expect(lines(layoutSubtitles(document, DEFAULT_SUBTITLE_RULES, { ...PLAIN, isPrefixed: true }))).toEqual(['Ann: Hello.', 'How are you?', 'Bob: Fine.']);
  });
  it('knows where Chinese words begin', () => {
    expect(findInsideWords([...'我们城市的未来'])).toEqual([false, true, false, true, false, false, true]);
    expect(findInsideWords(['the', 'cat'])).toEqual([false, false]);
  });
  it('rates breaks: sentence, clause, phrase, word, inside a phrase', () => {
    expect([['end.', 'The'], ['well,', 'I'], ['went', 'to'], ['red', 'car'], ['the', 'car'], ['Dr.', 'Who'], ['我', '的'], ['天', '山'], ['好。', '我']].map(([left, right]) => rateBreak(left!, right!)))
      .toEqual([0, 0.2, 0.5, 0.8, 1, 1, 1, 0.8, 0]);
  });
});

describe('whatever was said and whatever the rules', () => {
  const all = fc.record({ document: arbitraryDocument, rules: RULES, languages: fc.constantFrom('original' as const, 'translation' as const, 'both' as const) });

  it('no word is lost and none is there twice', () => {
    fc.assert(fc.property(all, ({ document, rules, languages }) => {
      const cues = layoutSubtitles(document, rules, { languages, isPrefixed: false });
      for (const { id, words, translation } of document.segments) {
        const shown = cues.filter(({ segmentId }) => segmentId === id).flatMap((cue) => cue.lines).join('');
        const expected = [languages === 'translation' ? '' : joinWords(words), languages === 'original' ? '' : (translation?.text ?? '')].join('');
        if (languages === 'both') expect([...bare(shown)].sort()).toEqual([...bare(expected)].sort());
        else expect(bare(shown)).toBe(bare(expected));
      }
    }), { numRuns: 300 });
  });
  it('cues are in order, apart by the gap where there is room, and not shown too long', () => {
    fc.assert(fc.property(all, ({ document, rules, languages }) => {
      const cues = layoutSubtitles(document, rules, { languages, isPrefixed: true });
      cues.forEach(({ startMs, endMs }, index) => {
        expect(Number.isInteger(startMs) && Number.isInteger(endMs)).toBe(true);
        expect(endMs).toBeGreaterThan(startMs);
        expect(endMs - startMs).toBeLessThanOrEqual(rules.maxDurationMs);
        const next = cues[index + 1];
        if (next === undefined) return;
        expect(next.startMs - endMs).toBeGreaterThanOrEqual(Math.min(rules.minGapMs, Math.floor((next.startMs - startMs) / 2) - 1));
      });
    }), { numRuns: 300 });
  });
  it('no line is wider than the rules unless it is a single word, and no cue has more lines', () => {
    fc.assert(fc.property(all, ({ document, rules, languages }) => {
      for (const cue of layoutSubtitles(document, rules, { languages, isPrefixed: false })) {
        for (const line of cue.lines) expect(splitWords(line).length === 1 || lineWidth(line) <= rules.columnsPerLine).toBe(true);
        if (languages !== 'both') expect(cue.lines.length).toBeLessThanOrEqual(rules.maxLines);
      }
    }), { numRuns: 300 });
  });
});
