import { describe, expect, it } from 'vitest';
import { pitchAt, setWordPitch } from './pitch-contour';

describe('setWordPitch', () => {
  it('moves one word and leaves its neighbours alone', () => {
    const points = setWordPitch(setWordPitch([], 4, 7, 3), 8, 12, -2);
    expect([0, 3, 4, 7, 8, 12, 13, 40].map((at) => pitchAt(points, at))).toEqual([0, 0, 3, 3, -2, -2, 0, 0]);
  });
  it('a word that is put back leaves no trace', () => {
    expect(setWordPitch(setWordPitch([], 4, 7, 3), 4, 7, 0)).toEqual([]);
  });
});
