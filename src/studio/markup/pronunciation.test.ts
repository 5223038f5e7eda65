import { polyphonic } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { parseMarkup } from './parse-markup';
import { readPronunciation } from './pronunciation';

const readingsOf = (character: string) => polyphonic(character, { toneType: 'num', type: 'array' }).flat().flatMap((reading) => reading.split(' '));
const read = (source: string) => parseMarkup(source, { readingsOf }).speech;

describe('pronunciations', () => {
  it.each([
    ['{read|r eh1 d}', 'read', 'arpabet', 'r eh1 d'],
    ['{Hello|HH AH0 L OW1}', 'Hello', 'arpabet', 'hh ah0 l ow1'],
    ['{tomato|t ah m aa t ow}', 'tomato', 'arpabet', 't ah1 m aa0 t ow0'],
    ['{tomato|təˈmɑːtəʊ}', 'tomato', 'arpabet', 't ah0 m aa1 t ow0'],
    ['{read|ipa: red}', 'read', 'arpabet', 'r eh1 d'],
    ['{行|hang2}', '行', 'pinyin', 'hang2'],
    ['{行|háng}', '行', 'pinyin', 'hang2'],
    ['{绿色|lü4 se4}', '绿色', 'pinyin', 'lv4 se4'],
    ['{行|hong4}', '行', 'jyutping', 'hong4'],
    ['{食饭|sik6 faan6}', '食饭', 'jyutping', 'sik6 faan6'],
    ['{行|jyutping: hang4}', '行', 'jyutping', 'hang4'],
    ['{東京|toukyou}', '東京', 'romaji', 'toukyou'],
    ['{すし|sushi}', 'すし', 'romaji', 'sushi'],
    ['(粤语){行|hang4}', '行', 'jyutping', 'hang4'],
    ['(四川话){行|hang2}', '行', 'pinyin', 'hang2'],
  ])('%s', (source, text, alphabet, phones) => {
    expect(read(source)).toMatchObject({ text, pronunciations: [{ textStart: 0, textEnd: text.length, alphabet, phones }] });
  });
  it('that make no sense are a problem, and the word is said as usual', () => {
    expect(parseMarkup('I {read|xq9} it {now|}')).toMatchObject({
      speech: { text: 'I read it now', pronunciations: [] },
      problems: [{ start: 2, end: 12 }, { start: 16, end: 22 }],
    });
  });
  it('never closed are a problem, and neither the brace nor the phones are spoken', () => {
    expect(parseMarkup('I {read|r eh1 d it')).toMatchObject({ speech: { text: 'I read it' }, problems: [{ start: 2 }] });
  });
  it('braces without a bar are text', () => {
    expect(parseMarkup('a {b} c')).toMatchObject({ speech: { text: 'a {b} c' }, problems: [] });
  });
  it('without a table of readings a doubtful syllable is pinyin', () => {
    expect(readPronunciation('行', 'hong4', null, null)).toEqual({ alphabet: 'pinyin', phones: 'hong4' });
    expect(readPronunciation('行', 'hong6', null, null)).toEqual({ alphabet: 'jyutping', phones: 'hong6' });
  });
});
