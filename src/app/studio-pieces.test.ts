import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech } from '../protocol/speech';
import { parseMarkup } from '../studio/markup/parse-markup';
import { pitchAt } from '../studio/pitch-contour';
import { sliceSpeech } from '../studio/slice-speech';
import { cutPieces } from './studio-pieces';

const VOICE = { voiceId: 'v', shape: PLAIN_SHAPE };
const plain = (text: string) => plainSpeech(text, NEUTRAL_SPEECH, null);
const options = { voice: VOICE, stretches: [], hasMetronome: false };
const texts = (source: string) => cutPieces(parseMarkup(source).speech, options).map(({ speech }) => speech.text);

describe('cutPieces', () => {
  it('cuts after sentences, keeps every character, and leaves short sentences together', () => {
    const text = 'Yes. No. This is a rather long sentence, isn’t it? “And this is another one!” 今天天气很好，我们一起去公园散步吧，你说好不好。明天再说。';
    const pieces = cutPieces(plain(text), options);
    expect(pieces.map(({ speech }) => speech.text).join('')).toBe(text);
    expect(pieces.map(({ start, end }) => text.slice(start, end))).toEqual(pieces.map(({ speech }) => speech.text));
    expect(pieces[0]?.speech.text).toBe('Yes. No. This is a rather long sentence, isn’t it? ');
  });
  it('gives equal sentences equal keys, and others to another voice or other controls', () => {
    const [first, second] = cutPieces(plain('The very same sentence here.\nThe very same sentence here.\n'), options);
    expect(first?.key).toBe(second?.key);
    expect(cutPieces(plain('The very same sentence here.\n'), { ...options, voice: { ...VOICE, voiceId: 'w' } })[0]?.key).not.toBe(first?.key);
  });
  it('does not cut where a pause was asked for, and not at all on a grid of beats', () => {
    expect(texts('This is the first sentence. [pause 1s] This is the second sentence.')).toHaveLength(1);
    expect(texts('This is the first sentence. This is the second sentence.')).toHaveLength(2);
    expect(texts('(rap)This is the first sentence. This is the second sentence.')).toHaveLength(1);
  });
  it('cuts where another voice takes over, and gives each its part', () => {
    const { speech, voices } = parseMarkup('One says this, <voice name="b">the other that,</voice> and the first goes on.', { voiceIds: ['b'] });
    const pieces = cutPieces(speech, { ...options, stretches: voices });
    expect(pieces.map(({ speech: { text }, voice }) => [text.trim(), voice.voiceId])).toEqual([['One says this,', 'v'], ['the other that,', 'b'], ['and the first goes on.', 'v']]);
  });
});

describe('sliceSpeech', () => {
  it('moves spans, events and pronunciations to where the part begins', () => {
    const { speech } = parseMarkup('One two (happy)three [laugh] {four|f ao1 r} five');
    const start = speech.text.indexOf('three');
    const part = sliceSpeech(speech, start, speech.text.length);
    expect(part.text.startsWith('three')).toBe(true);
    expect(part.spans[0]).toMatchObject({ textStart: 0, controls: { emotions: { happy: 1 } } });
    expect(part.events.map(({ at }) => at + start)).toEqual(speech.events.map(({ at }) => at));
    expect(part.pronunciations.map(({ textStart, textEnd }) => part.text.slice(textStart, textEnd))).toEqual(['four']);
  });
  it('carries a drawn contour over a cut as it is there, and leaves alone what it does not touch', () => {
    const pitchPoints = [{ at: 10, semitones: 0 }, { at: 14, semitones: 4 }, { at: 18, semitones: 0 }];
    const speech = { ...plain('abcdefghij klm nop qrs tuv'), pitchPoints };
    expect(sliceSpeech(speech, 0, 10).pitchPoints).toEqual([]);
    const right = sliceSpeech(speech, 12, 26);
    for (const at of [0, 1, 2, 5, 10]) expect(pitchAt(right.pitchPoints, at)).toBeCloseTo(pitchAt(pitchPoints, at + 12), 6);
  });
});
