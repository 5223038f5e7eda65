import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseInventory } from './front-end/inventory';
import type { Utterance } from './front-end/utterance';
import { Score } from './score';
import { findNuclei, toHum } from './syllables';

const inventory = parseInventory(JSON.parse(readFileSync(new URL('../../public/models/mini/phonemes.json', import.meta.url), 'utf8')));
const SYMBOLS = ['sil', 't', 'w', 'ih', 'ng', 'k', 'ah', 'l', 'sp', 's', 't', 'aa', 'r', 'sil'];
const utterance: Utterance = {
  language: 'en',
  phones: SYMBOLS.map((symbol) => ({ symbol, accent: symbol === 'ih' || symbol === 'aa' ? 1 : 0 })),
  wordOf: [-1, 0, 0, 0, 0, 0, 0, 0, -1, 1, 1, 1, 1, -1],
  words: [{ textStart: 0, textEnd: 7 }, { textStart: 8, textEnd: 12 }],
  opening: 'usual',
  ending: 'sentence',
};
const EXACT = [5, 4, 5, 7, 5, 5, 6, 6, 8, 8, 5, 12, 8, 20];
/** 120 beats a minute at 80 frames a second. */
const BEAT_FRAMES = 40;
const onsets = (durations: readonly number[], { phones, wordOf, ...rest }: Utterance): number[] =>
  findNuclei({ phones, wordOf, ...rest }, inventory).map((nucleus) => durations.slice(0, nucleus).reduce((sum, frames) => sum + frames, 0));

describe('rap', () => {
  const rap = (said: Utterance, exact: readonly number[], startFrame = 0, style: 'rap' | 'sing' = 'rap') =>
    new Score({ beatFrames: BEAT_FRAMES, melody: [] }).time(said, exact, style, startFrame, 0, inventory);

  it('puts every stressed vowel on a sixteenth, wherever the utterance begins', () => {
    for (const startFrame of [0, 13, 77]) {
      const { durations, pitch } = rap(utterance, EXACT, startFrame);
      const [first = 0, , third = 0] = onsets(durations, utterance);
      expect([(startFrame + first) % (BEAT_FRAMES / 4), (startFrame + third) % (BEAT_FRAMES / 4)]).toEqual([0, 0]);
      expect(pitch).toBeNull();
      expect(durations.every((frames) => frames >= 1)).toBe(true);
    }
  });

  it('lets the pause between two stressed vowels wait for the beat, and leaves the words as they are spoken', () => {
    const exact = EXACT.with(3, 10);
    const { durations } = rap(utterance, exact);
    expect(durations.slice(3, 8)).toEqual(exact.slice(3, 8));
    expect(durations[8]).toBe(15);
  });

  it('shortens all phonemes alike where a beat comes a little early', () => {
    const said = { ...utterance, phones: utterance.phones.toSpliced(8, 1), wordOf: utterance.wordOf.toSpliced(8, 1) };
    const exact = EXACT.toSpliced(8, 1);
    // 42 frames from ih to aa are four sixteenths and a fifth of one.
    const { durations } = rap(said, exact);
    expect(durations.slice(3, 10).reduce((a, b) => a + b)).toBe(40);
    for (const [i, frames] of durations.slice(3, 10).entries()) expect(Math.abs(frames - (exact[i + 3] ?? 0))).toBeLessThanOrEqual(1);
  });

  it('keeps the share of consonants where a beat comes late', () => {
    const said = { ...utterance, phones: utterance.phones.toSpliced(8, 1), wordOf: utterance.wordOf.toSpliced(8, 1) };
    const exact = EXACT.with(3, 10).toSpliced(8, 1);
    // 45 frames from ih to aa; a fourth triplet of a beat of 40 ends after 53.
    const { durations } = rap(said, exact, 0, 'sing');
    const growth = (i: number) => (durations[i] ?? 0) / (exact[i] ?? 1);
    expect(Math.abs(durations.slice(3, 10).reduce((a, b) => a + b) - 160 / 3)).toBeLessThanOrEqual(1);
    for (const i of [3, 8]) expect(Math.abs(growth(i) - 160 / 3 / 45) * (exact[i] ?? 1)).toBeLessThanOrEqual(1);
  });

  it('has a beat for every syllable of a language without stress', () => {
    const said: Utterance = {
      ...utterance, language: 'zh', words: [{ textStart: 0, textEnd: 1 }, { textStart: 1, textEnd: 2 }], wordOf: [-1, 0, 0, 1, 1, -1],
      phones: ['sil', 'zh:n', 'zh:i', 'zh:h', 'zh:ao', 'sil'].map((symbol) => ({ symbol, accent: 3 })),
    };
    const { durations } = rap(said, [5, 6, 14, 8, 16, 20]);
    for (const onset of onsets(durations, said)) expect(onset % (BEAT_FRAMES / 4)).toBe(0);
  });
});

describe('singing', () => {
  const melody = [{ midi: 60, beats: 1 }, { midi: 64, beats: 0.5 }, { midi: null, beats: 1 }, { midi: 67, beats: 2 }];

  it('gives each syllable the length and the pitch of its note, and rests in between', () => {
    const score = new Score({ beatFrames: BEAT_FRAMES, melody });
    const rested = score.insertRests(utterance, inventory);
    const { durations, pitch } = score.time(rested, EXACT, 'sing', 0, 0, inventory);
    const [first = 0, second = 0, third = 0] = onsets(durations, rested);
    expect([second - first, third - second]).toEqual([40, 20 + 40]);
    const midiAt = (frame: number) => Math.round(69 + 12 * Math.log2(Math.exp(pitch?.[frame] ?? 0) / 440));
    expect([first + 10, second + 8, third + 10].map(midiAt)).toEqual([60, 64, 67]);
  });

  it('lengthens the consonants of a long note to 1.6 of their length, and its vowel by all that is left', () => {
    const { durations } = new Score({ beatFrames: BEAT_FRAMES, melody: [{ midi: 60, beats: 4 }] }).time(utterance, EXACT, 'sing', 0, 0, inventory);
    for (const i of [4, 5]) expect(Math.abs((durations[i] ?? 0) - 1.6 * (EXACT[i] ?? 0))).toBeLessThanOrEqual(1);
    expect(durations[3]).toBeGreaterThan(140);
  });

  it('adds a pause where the melody rests and the text has none', () => {
    const rested = new Score({ beatFrames: BEAT_FRAMES, melody: [{ midi: 60, beats: 1 }, { midi: null, beats: 1 }, { midi: 62, beats: 1 }] }).insertRests(utterance, inventory);
    expect(rested.phones.length).toBe(SYMBOLS.length + 1);
    expect(rested.phones[5]?.symbol).toBe('sp');
  });

  it('goes on with the melody in the next utterance, and holds its last note when it runs out', () => {
    const score = new Score({ beatFrames: BEAT_FRAMES, melody });
    score.time(utterance, EXACT, 'sing', 0, 0, inventory);
    const { durations, pitch } = score.time(utterance, EXACT, 'sing', 400, 2, inventory);
    const [first = 0, second = 0] = onsets(durations, utterance);
    expect(second - first).toBe(80);
    expect(Math.round(69 + 12 * Math.log2(Math.exp(pitch?.[first + 10] ?? 0) / 440))).toBe(69);
  });
});

describe('humming', () => {
  it('makes a nasal of every syllable and keeps time and words', () => {
    const { utterance: hummed, durations } = toHum(utterance, EXACT, inventory);
    expect(hummed.phones.map(({ symbol }) => symbol)).toEqual(['sil', 'm', 'm', 'sp', 'm', 'sil']);
    expect(durations.reduce((a, b) => a + b)).toBe(EXACT.reduce((a, b) => a + b));
    expect(hummed.wordOf).toEqual([-1, 0, 0, -1, 1, -1]);
  });
});
