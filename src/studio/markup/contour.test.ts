import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PitchPoint } from '../../protocol/speech';
import { pitchAt, pitchBefore } from '../pitch-contour';
import { readLine, type KnownVoice } from '../read-line';
import { createLine, PLAIN_WAY, speakLine } from '../script/script';
import { sliceSpeech } from '../slice-speech';
import { readContour } from './contour';
import { parseMarkup } from './parse-markup';

const VOICES: readonly KnownVoice[] = [{ id: 'low', name: 'Low', pitchHz: 100 }, { id: 'high', name: 'High', pitchHz: 200 }];
const read = (source: string, pitchPoints: readonly PitchPoint[] = [], voiceId = 'low') => readLine(speakLine(createLine('l', source, { pitchPoints }), PLAIN_WAY), VOICES, { voiceOf: () => voiceId }).speech;
const problems = (source: string) => parseMarkup(source).problems.map(({ start, end, message }) => [source.slice(start, end), message] as const);

/** Hundredths, as a person writes them. */
const hundredths = (least: number, most: number) => fc.integer({ min: 100 * least, max: 100 * most }).map((value) => value / 100);
const signed = (value: number) => `${value < 0 ? '' : '+'}${value}`;
const pitch = fc.oneof(
  hundredths(-12, 12).map((value) => ({ typed: `${signed(value)}st`, expected: { unit: 'semitones', value } })),
  hundredths(-90, 300).map((value) => ({ typed: `${signed(value)}%`, expected: { unit: 'semitones', value: expect.closeTo(12 * Math.log2(1 + value / 100), 6) } })),
  hundredths(-50, 50).map((value) => ({ typed: `${signed(value)}Hz`, expected: { unit: 'more-hz', value } })),
  hundredths(40, 400).map((value) => ({ typed: `${value}hz`, expected: { unit: 'hz', value } })),
  fc.constant({ typed: 'x-high', expected: { unit: 'semitones', value: 6 } }),
);
const point = fc.record({ percent: hundredths(0, 100), pitch });

describe('a contour', () => {
  it('is read as it was typed, in the order of its places, however it is spaced', () => {
    const space = fc.constantFrom('', ' ', '\n  ');
    fc.assert(fc.property(fc.array(point, { maxLength: 8 }), space, (points, gap) => {
      const typed = points.map(({ percent, pitch: { typed: height } }) => `(${gap}${percent}%${gap},${gap}${height})`).join(gap);
      const faults: string[] = [];
      const inOrder = points.toSorted((left, right) => left.percent - right.percent);
      expect(readContour(typed, (message) => faults.push(message))).toEqual(inOrder.map(({ percent, pitch: { expected } }) => ({ share: percent / 100, pitch: expected })));
      expect(faults).toEqual([]);
    }));
  });

  it('moves what stands in its element and nothing else', () => {
    const { text, pitchPoints } = read('Say <prosody contour="(0%,+2st) (50%,-4st)"> this now </prosody> twice.');
    expect(text).toBe('Say this now twice.');
    // Over "this now", [4, 12): held from the last point to the end.
    expect([0, 3.9, 4, 6, 8, 12].map((at) => pitchAt(pitchPoints, at))).toEqual([0, 0, 2, -1, -4, 0]);
    expect([4, 12].map((at) => pitchBefore(pitchPoints, at))).toEqual([0, -4]);
    expect(parseMarkup('a<prosody contour="(0%,+2st)">  </prosody>b').problems).toEqual([]);
    expect(read('a<prosody contour="(0%,+2st)">  </prosody>b').pitchPoints).toEqual([]);
  });

  it('in Hz is measured against the voice that says it', () => {
    const heights = (source: string, voiceId: string) => read(source, [], voiceId).pitchPoints.map(({ semitones }) => semitones).filter((semitones) => semitones !== 0);
    const octave = '<prosody contour="(0%,+100Hz)">la la</prosody>';
    expect(Math.max(...heights(octave, 'low'))).toBe(12);
    expect(Math.max(...heights(octave, 'high'))).toBeCloseTo(12 * Math.log2(1.5), 5);
    expect(heights('<prosody contour="(0%,200Hz)">la la</prosody>', 'high')).toEqual([]);
    expect(Math.max(...heights(`<voice name="High">${octave}</voice>`, 'low'))).toBeCloseTo(12 * Math.log2(1.5), 5);
    // No further than the pitch of a line goes.
    expect(Math.min(...heights('<prosody contour="(0%,-500Hz) (100%,-500Hz)">la la</prosody>', 'high'))).toBe(-12);
  });

  it('is added to what is around it and to what was drawn, wherever one looks', () => {
    const bend = fc.record({ from: fc.nat(20), length: fc.integer({ min: 1, max: 20 }), points: fc.array(fc.record({ percent: fc.nat(100), semitones: fc.integer({ min: -12, max: 12 }) }), { minLength: 1, maxLength: 5 }) });
    const drawn = fc.uniqueArray(fc.nat(60), { maxLength: 5 }).chain((places) => fc.tuple(...places.toSorted((a, b) => a - b).map((at) => fc.record({ at: fc.constant(at), semitones: fc.integer({ min: -12, max: 12 }) }))));
    fc.assert(fc.property(bend, bend, drawn, fc.double({ min: 0, max: 61, noNaN: true }), (outer, inner, points, at) => {
      const element = ({ length, points: all }: typeof outer, content: string) => `<prosody contour="${all.map(({ percent, semitones }) => `(${percent}%,${signed(semitones)}st)`).join(' ')}">${content || 'x'.repeat(length)}</prosody>`;
      // The inner one stands in the outer, after some of its letters.
      const source = `${'a'.repeat(outer.from)}${element(outer, `${'b'.repeat(inner.from)}${element(inner, '')}`)}${'c'.repeat(20)}`;
      const heightOf = ({ points: all }: typeof outer, start: number, end: number) => (at < start || at > end ? 0 : pitchAt(all.toSorted((a, b) => a.percent - b.percent).map(({ percent, semitones }) => ({ at: start + (percent / 100) * (end - start), semitones })), at));
      const [start, inside] = [outer.from, outer.from + inner.from];
      const end = inside + inner.length;
      const sum = heightOf(outer, start, end) + heightOf(inner, inside, end) + pitchAt(points, at);
      // At a jump both sides are right.
      const { pitchPoints } = read(source, points);
      fc.pre(!pitchPoints.some((known) => Math.abs(known.at - at) < 1e-6));
      expect(pitchAt(pitchPoints, at)).toBeCloseTo(sum, 4);
    }));
  });

  it('goes on in the pieces that a text is cut into', () => {
    const source = 'One two <prosody contour="(0%,+2st) (40%,-5st) (100%,+7st)">three four five</prosody> six.';
    const speech = read(source, [{ at: 0, semitones: 1 }, { at: 9, semitones: -1 }]);
    fc.assert(fc.property(fc.integer({ min: 1, max: speech.text.length - 1 }), fc.double({ min: 0.001, max: 0.999, noNaN: true }), (cut, share) => {
      const [before, after] = [sliceSpeech(speech, 0, cut), sliceSpeech(speech, cut, speech.text.length)];
      expect(pitchAt(before.pitchPoints, share * cut)).toBeCloseTo(pitchAt(speech.pitchPoints, share * cut), 6);
      const at = share * (speech.text.length - cut);
      expect(pitchAt(after.pitchPoints, at)).toBeCloseTo(pitchAt(speech.pitchPoints, cut + at), 6);
    }));
    expect(sliceSpeech(speech, speech.text.length - 4, speech.text.length).pitchPoints).not.toEqual([]);
    expect(sliceSpeech(read(source), 0, 7).pitchPoints).toEqual([]);
  });

  it.each([
    ['<prosody contour="(0%,+2st) (half,+1st)">a</prosody>', '(half,+1st)', '“half” in “(half,+1st)” is no place'],
    ['<prosody contour="(0%,+2st) (50%,up)">a</prosody>', '(50%,up)', '“up” in “(50%,up)” is no pitch'],
    ['<prosody contour="(0%,+2st)(120%,+1st)">a</prosody>', '(120%,+1st)', '“120%” lies outside of what stands in the element'],
    ['<prosody contour="(0%,+2st,3)">a</prosody>', '(0%,+2st,3)', 'is no pitch'],
    ['<prosody contour="(0%,-100%)">a</prosody>', '(0%,-100%)', 'is no pitch'],
    ['<prosody contour="(0%,+2st) 50%">a</prosody>', '50%', '“50%” is no point of a contour'],
    ['<prosody contour="(0%,+2st">a</prosody>', '(0%,+2st', 'is no point of a contour'],
    ['<prosody contour="()">a</prosody>', '()', 'is no place'],
  ])('%s has a point underlined that cannot be read, and the rest is said', (source, part, message) => {
    expect(problems(source)).toEqual([[part, expect.stringContaining(message)]]);
    expect(parseMarkup(source).speech.text).toBe('a');
  });
});
