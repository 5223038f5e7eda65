import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinSources, splitSource } from './carry-tags';
import { parseMarkup } from './parse-markup';

const pieces = fc.array(fc.constantFrom('(happy 0.7)', '(sad)', '(calm) ', '(slow)', '(pitch -2)', '(whisper)', '(四川话)', '(/)', '(/sad)', '(breathy)', '(flat)', '(volume 3)', 'one. ', 'two ', '三。', '\n'), { maxLength: 14 }).map((each) => each.join(''));
/** Every character that is no space, with the way it is said. */
const heard = (sources: readonly string[]) => sources.flatMap((source) => {
  const { text, spans } = parseMarkup(source).speech;
  return spans.flatMap(({ textStart, textEnd, controls, dialect }) => [...text.slice(textStart, textEnd)].filter((character) => /\S/.test(character)).map((character) => JSON.stringify([character, controls, dialect])));
});

describe('cutting and joining tagged text', () => {
  it('writes the tags again that act where it is cut', () => {
    expect(splitSource('(happy)one (sad 0.5)(slow)two. three', 31)).toEqual(['(happy)one (sad 0.5)(slow)two.', '(sad 0.5)(speed 0.84)three']);
    expect(splitSource('(sad)a (/)b c', 12)).toEqual(['(sad)a (/)b', 'c']);
  });
  it('lets a feeling at the cut take over, or mix with the one it stood beside', () => {
    expect(splitSource('(sad)(slow)two (happy 0.7)三。', 15)).toEqual(['(sad)(slow)two', '(speed 0.84)(happy 0.7)三。']);
    expect(splitSource('(sad) (happy 0.7)三。', 6)).toEqual(['(sad)', '(sad 1)(happy 0.7)三。']);
  });
  it('ends the tags of the first before the second', () => {
    expect(joinSources('(sad)a.', 'b')).toBe('(sad)a. (/)b');
    expect(joinSources('你好。', '再见')).toBe('你好。再见');
    expect(joinSources('a,', 'b')).toBe('a, b');
  });
  it('changes nothing of what is heard, wherever it is cut between words', () => {
    fc.assert(fc.property(pieces, fc.nat(), (source, choice) => {
      const places = [...source.matchAll(/(?<=[ 。\n])/gu)].map(({ index }) => index);
      const at = places[choice % Math.max(1, places.length)] ?? source.length;
      const [before, after] = splitSource(source, at);
      expect(heard([before, after])).toEqual(heard([source]));
      expect(heard([joinSources(before, after)])).toEqual(heard([source]));
    }));
  });
});
