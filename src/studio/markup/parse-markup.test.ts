import { describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, NO_EMOTION } from '../../protocol/speech';
import { parseMarkup } from './parse-markup';

const said = (source: string) => parseMarkup(source).speech.text;
/** The stretches of the text with what is not neutral about them. */
const spans = (source: string) => {
  const { speech } = parseMarkup(source);
  return speech.spans.map(({ textStart, textEnd, controls, dialect, emphasis, sayAs }) => {
    const emotions = Object.fromEntries(Object.entries(controls.emotions).filter(([, strength]) => strength > 0));
    const amounts = Object.fromEntries(Object.entries(controls).filter(([name, value]) => name !== 'emotions' && value !== NEUTRAL_SPEECH[name as 'style']));
    const rest = Object.fromEntries(Object.entries({ dialect, emphasis, sayAs }).filter(([, value]) => value !== null));
    return [speech.text.slice(textStart, textEnd), { ...emotions, ...amounts, ...rest }];
  });
};

describe("Step-Audio's tags", () => {
  it('stand for what follows in their line and are not spoken', () => {
    expect(spans('(高兴1)(四川话)(慢速1)要说的话\n下一句')).toEqual([['要说的话\n', { happy: 1, speakingRate: 0.84, dialect: 'sichuanese' }], ['下一句', {}]]);
  });
  it.each([
    ['(happy 0.7)', { happy: 0.7 }], ['(生气0.5)', { angry: 0.5 }], ['(悲伤)', { sad: 1 }], ['（高兴２）', { happy: 1 }], ['(撒娇)', { affectionate: 1 }],
    ['(sichuanese)', { dialect: 'sichuanese' }], ['(粤语)', { dialect: 'cantonese' }], ['(广东话)', { dialect: 'cantonese' }], ['[Japanese]', { dialect: 'japanese' }],
    ['(whisper)', { style: 'whisper' }], ['(RAP)', { style: 'rap' }], ['(哼唱)', { style: 'hum' }], ['(fast 2)', { speakingRate: 1.44 }], ['(快速1)', { speakingRate: 1.2 }],
    ['(speed 0.8)', { speakingRate: 0.8 }], ['(pitch -3)', { pitchSemitones: -3 }], ['(happy 0.5, slow; british)', { happy: 0.5, speakingRate: 0.84, dialect: 'british' }],
    ['(excited)', { happy: 1, surprised: 0.5 }], ['(高兴0.5)(悲伤0.3)', { happy: 0.5, sad: 0.3 }],
  ])('%s', (tag, expected) => {
    const [[text, controls] = []] = spans(`${tag}word`);
    expect(text).toBe('word');
    expect(controls).toEqual(expected);
  });
  it('the latest feeling takes over, and (/) or (reset) ends all', () => {
    expect(spans('(happy)(fast)one (sad 0.5)two (/sad)three (reset)four')).toEqual([
      ['one ', { happy: 1, speakingRate: 1.2 }], ['two ', { sad: 0.5, speakingRate: 1.2 }], ['three ', { speakingRate: 1.2 }], ['four', {}],
    ]);
  });
  it.each(['a (very happy) day', 'it (the fox, I mean) ran', '(see page 3)', '(happy, healthy)', 'f(x) = 2', '(1)', '()', ':-(', 'the (speed) of it'])('"%s" is ordinary text', (source) => {
    expect(said(source)).toBe(source);
    expect(parseMarkup(source).problems).toEqual([]);
  });
  it('a tag never closed is a problem, acts, and is not spoken', () => {
    const { speech, problems } = parseMarkup('(高兴1 你好');
    expect(speech.text).toBe('你好');
    expect(speech.spans[0]?.controls.emotions.happy).toBe(1);
    expect(problems).toMatchObject([{ start: 0, end: 4 }]);
  });
  it('says what is wrong with a strength, an unknown neighbour and a language without a voice', () => {
    expect(parseMarkup('(happy 7)x').problems[0]?.message).toContain('0 to 1');
    expect(parseMarkup('(happy 0.7, zappy)x')).toMatchObject({ speech: { text: 'x' }, problems: [{ start: 0, end: 18, message: '“zappy” is not a tag and is left out.' }] });
    expect(parseMarkup('(韩语)你好')).toMatchObject({ speech: { text: '你好' }, problems: [{ start: 0, end: 4 }] });
  });
  it.each([['(hapy 0.7)x', 'happy 0.7'], ['(angyr1)x', 'angry1'], ['(Surprized 0.5)x', 'surprised 0.5'], ['(afraidd .5)x', 'afraid .5']])('%s is a misspelt feeling: a problem, and not spoken', (source, meant) => {
    const { speech, problems } = parseMarkup(source);
    expect(speech.text).toBe('x');
    expect(problems.map(({ start, end, message }) => [start, end, message.includes(`(${meant})`)])).toEqual([[0, source.length - 1, true]]);
  });
  it.each(['(last 3)', '(slot 2)', '(page 12)', '(Patch 2)', '(高中1)', '(happen 2 times)', '(happyish)'])('"%s" stays text', (source) => {
    expect(parseMarkup(source)).toMatchObject({ speech: { text: source }, problems: [] });
  });
  it.each([['(pitch 40)x', 'A pitch goes from -12 to 12; 40 is taken as 12.'], ['(慢速9)x', 'A speed goes from 0.5 to 2; 0.21 is taken as 0.5.'], ['(volume -99)x', 'A volume goes from -12 to 12; -99 is taken as -12.']])('%s is more than there is', (source, message) => {
    expect(parseMarkup(source).problems.map((problem) => problem.message)).toEqual([message]);
  });
  it.each([['(bpm 0)(rap)x', 20], ['(bpm -60)(rap)x', 20], ['(bpm 9999)(rap)x', 300]])('%s is a tempo that a metronome can keep', (source, beatsPerMinute) => {
    expect(parseMarkup(source)).toMatchObject({ speech: { beatsPerMinute }, problems: [{ start: 0 }] });
  });
  it("multiply the line's own rate and replace its feelings", () => {
    const controls = { ...NEUTRAL_SPEECH, speakingRate: 0.9, emotions: { ...NO_EMOTION, sad: 0.4 } };
    expect(parseMarkup('(happy 0.5)(speed 2)a', { controls }).speech.spans[0]?.controls).toEqual({ ...controls, speakingRate: 1.8, emotions: { ...NO_EMOTION, happy: 0.5 } });
    expect(parseMarkup('a', { controls, dialect: 'british' }).speech.spans[0]).toMatchObject({ controls, dialect: 'british' });
  });
  it('set the tempo of a rap', () => {
    expect(parseMarkup('(RAP)(bpm 110)yo').speech.beatsPerMinute).toBe(110);
  });
});

describe('pauses and gestures', () => {
  it('happen before the next word', () => {
    const { speech, problems } = parseMarkup('Well [pause 0.5s] no[laugh]. [停顿300毫秒][叹气]Yes [Breathing]');
    expect(speech.text).toBe('Well no. Yes ');
    expect(speech.events).toEqual([
      { at: 5, kind: 'pause', ms: 500 }, { at: 7, kind: 'gesture', gesture: 'laugh' }, { at: 9, kind: 'pause', ms: 300 },
      { at: 9, kind: 'gesture', gesture: 'sigh' }, { at: 13, kind: 'gesture', gesture: 'breath' },
    ]);
    expect(problems).toEqual([]);
  });
  it.each([['[pause]', 500], ['[pause 300ms]', 300], ['[pause:1.5]', 1500], ['[PAUSE 2 seconds]', 2000]])('%s', (source, ms) => {
    expect(parseMarkup(source)).toMatchObject({ speech: { text: '', events: [{ at: 0, kind: 'pause', ms }] }, problems: [] });
  });
  it.each([['[pause soon]x', 0, 12, 500], ['[pause 99s]x', 0, 11, 20_000], ['[pause -1s]x', 0, 11, 500]])('%s is a problem and still a pause', (source, start, end, ms) => {
    expect(parseMarkup(source)).toMatchObject({ speech: { text: 'x', events: [{ ms }] }, problems: [{ start, end }] });
  });
  it('an unknown sound and an open bracket are problems and not spoken; other brackets are text', () => {
    expect(parseMarkup('[cough] x')).toMatchObject({ speech: { text: 'x' }, problems: [{ start: 0, end: 7 }] });
    expect(parseMarkup('a [pause 1s b')).toMatchObject({ speech: { text: 'a b', events: [] }, problems: [{ start: 2, end: 11 }] });
    expect(parseMarkup('a [laugh b')).toMatchObject({ speech: { text: 'a b', events: [] }, problems: [{ start: 2, end: 8 }] });
    expect(said('a [laughter] b [breathless c')).toBe('a b [breathless c');
    expect(said('as told [12] and [see the other page]')).toBe('as told [12] and [see the other page]');
  });
});

describe('emphasis', () => {
  it.each([
    ['a *small* thing', [['a ', {}], ['small', { emphasis: 'moderate' }], [' thing', {}]]],
    ['我**非常**高兴', [['我', {}], ['非常', { emphasis: 'strong' }], ['高兴', {}]]],
    ['**very *very* much**', [['very very much', { emphasis: 'strong' }]]],
  ])('%s', (source, expected) => {
    expect(spans(source)).toEqual(expected);
  });
  it.each(['2 * 3 = 6', '3*4*5', '* an item', 'price* applies', '****'])('"%s" has none', (source) => {
    expect(parseMarkup(source)).toMatchObject({ speech: { text: source }, problems: [] });
  });
  it('without a partner in its line is a problem', () => {
    expect(parseMarkup('a *b\nc* d')).toMatchObject({ speech: { text: 'a b\nc* d' }, problems: [{ start: 2, end: 3 }] });
  });
});

describe('the map', () => {
  it('leads from every word back to where it was typed', () => {
    const source = '\u200b(happy) *He\u00adllo* [pause 1s]{read|r eh1 d} &amp; go\r\n<sub alias="World Wide Web">WWW</sub>!';
    const { speech, map } = parseMarkup(source);
    expect(speech.text).toBe('Hello read & go\nWorld Wide Web!');
    const typed = (word: string) => {
      const at = speech.text.indexOf(word);
      const { start, end } = map.toSource(at, at + word.length);
      return source.slice(start, end);
    };
    expect(['Hello', 'read', '&', 'go', 'World', '!'].map(typed)).toEqual(['He\u00adllo', 'read', '&amp;', 'go', 'WWW', '!']);
    expect(map.fromSource(source.indexOf('go'))).toBe(speech.text.indexOf('go'));
    expect(map.fromSource(source.length)).toBe(speech.text.length);
  });
});
