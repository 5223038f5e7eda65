import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ClauseSplitter } from './clause-splitter';

function split(...deltas: string[]): string[] {
  const splitter = new ClauseSplitter();
  return [...deltas.flatMap((delta) => splitter.push(delta)), ...splitter.flush()].map(({ text }) => text);
}

const piece = fc.constantFrom('hello', ' ', 'well', ', ', '. ', '你好', '，', '。', '！', '"', '3.5', '1,000', '\n', '😀', 'Dr. ', '” ', '…');
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

describe('ClauseSplitter', () => {
  it('loses and invents nothing', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const splitter = new ClauseSplitter();
        const clauses = [...splitter.push(whole), ...splitter.flush()];
        expect(clauses.map((clause) => clause.text).join('')).toBe(whole);
        for (const clause of clauses) expect(whole.slice(clause.start, clause.end)).toBe(clause.text);
      }),
    );
  });

  it('cuts at the same places however the text was chopped', () => {
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (whole, cuts) => {
        const characters = [...whole];
        const places = [0, ...cuts.map((cut) => cut % (characters.length + 1)).sort((a, b) => a - b), characters.length];
        const deltas = places.slice(1).map((place, index) => characters.slice(places[index], place).join(''));
        expect(split(...deltas)).toEqual(split(whole));
      }),
    );
  });

  it('never makes a clause much longer than a breath', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('word ', '字', 'x'), { maxLength: 500 }), (pieces) => {
        for (const clause of split(pieces.join(''))) expect(clause.length).toBeLessThanOrEqual(142);
      }),
    );
  });

  it('cuts the first clause early and the later ones at sentences', () => {
    expect(split('Good morning, it is nine, and the sun is out. Shall we go? Yes.')).toEqual([
      'Good morning, ',
      'it is nine, and the sun is out. ',
      'Shall we go? ',
      'Yes.',
    ]);
  });

  it('cuts Chinese at wide punctuation without waiting for a space', () => {
    expect(split('好的，五分钟后我会提醒你。还有别的事吗？')).toEqual(['好的，五分钟后我会提醒你。', '还有别的事吗？']);
  });

  it.each([
    ['It is 3.5 km, or 1,000 steps.', ['It is 3.5 km, ', 'or 1,000 steps.']],
    ['It is 2:05 PM.', ['It is 2:05 PM.']],
    ['Dr. Chen is in.', ['Dr. Chen is in.']],
    ['She said "go." Then she left.', ['She said "go." ', 'Then she left.']],
    ['他说：“走吧。”然后走了。', ['他说：', '“走吧。”', '然后走了。']],
  ])('%s', (whole, clauses) => {
    expect(split(whole)).toEqual(clauses);
  });
});
