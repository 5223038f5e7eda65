import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RepetitionGuard } from './repetition-guard';

/** A token is a character here. */
const idsOf = (text: string) => [...text].map((character) => character.codePointAt(0) ?? 0);
const textOf = (ids: readonly number[]) => ids.map((id) => String.fromCodePoint(id)).join('');

/** What the guard lets through, and how many tokens it took. */
function write(text: string): { told: string; takenCount: number; isLooping: boolean } {
  const guard = new RepetitionGuard(textOf);
  const told: number[] = [];
  const ids = idsOf(text);
  for (const [index, id] of ids.entries()) {
    const { released, isLooping } = guard.push(id);
    told.push(...released);
    if (isLooping) return { told: textOf(told), takenCount: index + 1, isLooping };
  }
  return { told: textOf([...told, ...guard.finish()]), takenCount: ids.length, isLooping: false };
}

describe('RepetitionGuard', () => {
  it.each([
    ['the same token four times', 'oh noooooooo', 'oh no', 8],
    ['two tokens three times', 'so hahahahaha', 'so ha', 9],
    ['eight tokens three times', 'a12b34c5 12b34c5 12b34c5 12b34c5 ', 'a12b34c5 ', 25],
    ['a loop from the first token', 'xyxyxyxy', 'xy', 6],
  ])('cuts %s, and keeps what came before and one round', (_, text, told, takenCount) => {
    expect(write(text)).toEqual({ told, takenCount, isLooping: true });
  });

  it.each(['hahaha'.slice(0, 5), 'ooo', 'abcdefghi'.repeat(3), 'a million is 1000000', '{"expression":"2+2+2+2+2"}', '16+16+16+16', ''])('lets %j pass whole', (text) => {
    expect(write(text)).toEqual({ told: text, takenCount: text.length, isLooping: false });
  });

  it('ends even a number that does not', () => {
    expect(write('7'.repeat(50))).toEqual({ told: '7', takenCount: 12, isLooping: true });
    expect(write('1+'.repeat(50))).toMatchObject({ told: '1+', isLooping: true });
  });

  it('holds a token back only while it repeats those before it', () => {
    const guard = new RepetitionGuard(textOf);
    expect(idsOf('abab').map((id) => textOf(guard.push(id).released))).toEqual(['a', 'b', '', '']);
    expect(textOf(guard.push(idsOf('c')[0] ?? 0).released)).toBe('abc');
  });

  it('tells a beginning of the text, and never three rounds in a row', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(...'abc '), { maxLength: 200 }), (characters) => {
      const text = characters.join('');
      const { told, isLooping } = write(text);
      expect(text.startsWith(told)).toBe(true);
      expect(told).not.toMatch(/(.)\1{3}|(.{2,8})\2\2/);
      if (!isLooping) expect(told).toBe(text);
    }));
  });

  it('sees every loop', () => {
    fc.assert(fc.property(fc.string({ maxLength: 20 }), fc.array(fc.constantFrom(...'abcd'), { minLength: 1, maxLength: 8 }), (before, unit) => {
      expect(write(before + unit.join('').repeat(4)).isLooping).toBe(true);
    }));
  });
});
