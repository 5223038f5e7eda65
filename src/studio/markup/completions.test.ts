import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completions } from './completions';
import { describeTag } from './describe-tag';
import { parseMarkup } from './parse-markup';

const labels = (typed: string) => completions(typed, typed.length).map(({ label }) => label);

describe('completions', () => {
  it.each([
    ['say (ha', ['(happy 0.7)']], ['(高', ['(高兴 0.7)', '(高音)']], ['（四川', ['(四川话)']], ['(re', ['(/)']], ['wait [', ['[pause 0.5s]', '[laugh]', '[sigh]', '[breath]']],
    ['[笑', ['[笑声]']], ['[停', ['[停顿 0.5s]']], ['(语', ['(语速 0.8)']], ['<br', ['<break time="500ms"/>']], ['{', ['{word|pronunciation}']], ['a (happy) b', []], ['', []], ['(zzz', []],
  ])('after "%s" are %j', (typed, expected) => {
    expect(labels(typed)).toEqual(expected);
  });
  it('replace what was typed, up to a bracket the editor has closed already', () => {
    const [first] = completions('Oh (sa) no', 6);
    expect(first).toMatchObject({ from: 3, to: 7, insert: '(sad 0.7)', caret: 12 });
    const [element] = completions('<pro', 4);
    expect(element).toMatchObject({ insert: '<prosody rate="slow"></prosody>', caret: 21 });
  });
  it('once taken are markup that is understood', () => {
    for (const opener of ['(', '[', '<', '{']) {
      for (const prefix of ['', ...'abcdefghijklmnopqrstuvwxyz/']) {
        for (const { insert, detail } of completions(opener + prefix, 1 + prefix.length)) {
          const isNameless = insert.includes('""');
          expect([insert, isNameless ? [] : parseMarkup(insert).problems]).toEqual([insert, []]);
          expect([insert, detail === '']).toEqual([insert, false]);
        }
      }
    }
  });
  it('under Chinese names are markup that is understood, too', () => {
    for (const typed of ['(高', '(生', '(悲', '(四', '(粤', '(慢', '(快', '(语', '(音', '(节', '(起', '(重', '(哼', '(悄', '[停', '[叹', '[呼']) {
      const found = completions(typed, typed.length);
      expect([typed, found.length > 0]).toEqual([typed, true]);
      for (const { insert } of found) expect([insert, parseMarkup(insert).speech.text, parseMarkup(insert).problems]).toEqual([insert, '', []]);
    }
  });
  it('never throw, wherever the caret is', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), fc.nat(), (source, caret) => {
      for (const { from, to } of completions(source, Math.min(caret, source.length))) expect(from).toBeLessThan(to);
    }));
  });
});

describe('describeTag', () => {
  it.each([
    ['(高兴1)', 'Happy 1, to the end of the line or (/)'], ['(happy 0.5, slow)', 'Happy 0.5, slower: 0.84 × the speed, to the end of the line or (/)'], ['(/)', 'Ends all tags before it'], ['(/sad)', 'Ends the emotion before it'],
    ['[pause 300ms]', 'A pause of 0.3 s'], ['[笑声]', 'A laugh'], ['{read|r eh1 d}', '“read” is said r eh1 d (arpabet)'], ['(pitch -2)', 'Pitch −2 semitones, to the end of the line or (/)'],
    ['(四川话)', 'Sichuanese, to the end of the line or (/)'], ['<break/>', 'A pause'], ['(of course)', null], ['hello', null],
  ])('%s: %s', (tag, words) => {
    expect(describeTag(tag)).toBe(words);
  });
});
