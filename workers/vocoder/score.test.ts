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
  it('puts every vowel on a sixteenth, wherever the utterance begins', () => {
    for (const startFrame of [0, 13, 77]) {
      const { durations, pitch } = new Score({ beatFrames: BEAT_FRAMES, melody: [] }).time(utterance, EXACT, 'rap', startFrame, 0, inventory);
      for (const onset of onsets(durations, utterance)) expect((startFrame + onset) % (BEAT_FRAMES / 4)).toBe(0);
      expect(pitch).toBeNull();
      expect(durations.every((frames) => frames >= 1)).toBe(true);
    }
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
