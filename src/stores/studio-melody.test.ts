import { describe, expect, it } from 'vitest';
import { readMelody } from './studio-melody';

describe('readMelody', () => {
  it('reads letters, accidentals, octaves, lengths and rests', () => {
    expect(readMelody('C4 a4:2, f#3:0.5 | Bb4 R:2')).toEqual({
      notes: [{ midi: 60, beats: 1 }, { midi: 69, beats: 2 }, { midi: 54, beats: 0.5 }, { midi: 70, beats: 1 }, { midi: null, beats: 2 }], wrong: [],
    });
  });
  it('names what is no note and goes on', () => {
    expect(readMelody('C4 H9 4 D4:0 E4')).toEqual({ notes: [{ midi: 60, beats: 1 }, { midi: 64, beats: 1 }], wrong: ['H9', '4', 'D4:0'] });
  });
});
