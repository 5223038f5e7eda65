import { describe, expect, it } from 'vitest';
import { parseMarkup } from './parse-markup';

const said = (source: string) => parseMarkup(source).speech.text;
const messages = (source: string) => parseMarkup(source).problems.map(({ message }) => message);

describe('SSML', () => {
  it('pauses, prosody, emphasis, say-as and language act on their content', () => {
    const { speech, problems } = parseMarkup(`<?xml version="1.0"?><!-- a comment -->
      <speak xml:lang="en-GB">Wait<break time="750ms"/> <prosody rate="slow" pitch="+2st" volume='loud'>slowly <prosody rate="50%">slower</prosody></prosody>
      <emphasis level="strong">now</emphasis> <say-as interpret-as="digits">123</say-as> <lang xml:lang="zh-CN">你好</lang></speak>`);
    expect(problems).toEqual([]);
    expect(speech.text.trim().replace(/ +/g, ' ')).toBe('Wait slowly slower now 123 你好');
    const of = (word: string) => speech.spans.find(({ textStart, textEnd }) => speech.text.slice(textStart, textEnd).includes(word));
    expect(of('slowly')?.controls).toMatchObject({ speakingRate: 0.75, pitchSemitones: 2, energyDb: 4 });
    expect(of('slower')?.controls).toMatchObject({ speakingRate: 0.5, pitchSemitones: 2 });
    expect(of('now')).toMatchObject({ emphasis: 'strong', dialect: 'british', controls: { speakingRate: 1 } });
    expect(of('123')).toMatchObject({ sayAs: 'digits' });
    expect(of('你好')).toMatchObject({ dialect: 'mandarin' });
    expect(speech.events).toEqual([{ at: speech.text.indexOf('Wait') + 4, kind: 'pause', ms: 750 }]);
  });
  it('say-as takes the formats of dates, times and telephone numbers, and underlines others', () => {
    const as = (attributes: string) => parseMarkup(`<say-as ${attributes}>3/4</say-as>`).speech.spans[0]?.sayAs;
    expect(as('interpret-as="date" format="DMY"')).toBe('date-dmy');
    expect(as('interpret-as="time" format="hms24"')).toBe('time-hms24');
    expect(as('interpret-as="telephone" format="86"')).toBe('telephone-86');
    expect(as('interpret-as="date"')).toBe('date');
    for (const [kind, format, message] of [['date', 'ddd', 'is no format of a date. There are mdy, dmy'], ['time', 'mdy', 'There are hms12, hms24'], ['telephone', '+1', 'Write the country code'], ['ordinal', 'x1', 'There are no formats of ordinal']] as const) {
      const source = `<say-as interpret-as="${kind}" format="${format}">3</say-as>`;
      const [{ start, end, message: told } = { start: 0, end: 0, message: '' }] = parseMarkup(source).problems;
      expect([source.slice(start, end), told]).toEqual([format, expect.stringContaining(message)]);
      expect(parseMarkup(source).speech).toMatchObject({ text: '3', spans: [{ sayAs: kind }] });
    }
  });
  it.each([
    ['date" format="dmy', '31/13/2026', '“31/13/2026” is no date of the format dmy. Write it as 4/3/2026. It is read as usual.'],
    ['date" format="ym', 'soon', 'Write it as 2026/3.'], ['time" format="hms12', 'noon', 'is no time. Write it as 14:30 or 2:30 pm.'],
    ['digits', 'none', '“none” has no digits.'], ['telephone', 'me', '“me” has no digits.'], ['cardinal', 'twelve', 'is no number.'], ['ordinal', 'last', 'is no ordinal number.'],
  ])('underlines what say-as %s asks for and %s is not', (asked, content, message) => {
    const source = `Wait <say-as interpret-as="${asked}">${content}</say-as>!`;
    const { problems, speech } = parseMarkup(source);
    expect(problems).toEqual([{ start: source.indexOf(content), end: source.indexOf('</'), message: expect.stringContaining(message) }]);
    expect(speech.text).toBe(`Wait ${content}!`);
  });
  it.each([
    ['date" format="dmy', '4 March 2026'], ['date" format="ymd', '2026年3月4日'], ['date', 'tomorrow'], ['time" format="hms24', '2 pm'], ['time', 'noon'], ['digits', 'room 12'],
    ['telephone" format="1', '555-0100'], ['cardinal', '−1,234.5'], ['ordinal', '3rd'], ['characters', 'NASA'], ['currency', '$5'], ['digits', ' '], ['digits', 'a'.repeat(300)],
  ])('has nothing against say-as %s of %s', (asked, content) => {
    expect(messages(`<say-as interpret-as="${asked}">${content}</say-as>`)).toEqual([]);
  });
  it('works in the middle of ordinary text', () => {
    expect(parseMarkup('Wait <break strength="strong"/>here').speech).toMatchObject({ text: 'Wait here', events: [{ at: 5, ms: 700 }] });
  });
  it('reads phonemes of the alphabets it knows, and says the word as usual otherwise', () => {
    expect(parseMarkup('I <phoneme alphabet="x-arpabet" ph="R EH1 D">read</phoneme> it').speech).toMatchObject({ text: 'I read it', pronunciations: [{ textStart: 2, textEnd: 6, alphabet: 'arpabet', phones: 'r eh1 d' }] });
    expect(parseMarkup('<phoneme ph="təˈmɑːtəʊ">tomato</phoneme>')).toMatchObject({ speech: { pronunciations: [{ alphabet: 'arpabet', phones: 't ah0 m aa1 t ow0' }] }, problems: [] });
    const foreign = parseMarkup('<phoneme alphabet="ipa" ph="ɣa">word</phoneme><phoneme alphabet="x-sampa" ph="rEd">read</phoneme>');
    expect(foreign).toMatchObject({ speech: { text: 'wordread', pronunciations: [] }, problems: [{ start: 0 }, { start: 46 }] });
    expect(foreign.problems[1]?.message).toContain('ipa (English), arpabet, pinyin');
  });
  it('says an alias, hides descriptions and scripts, and ignores marks', () => {
    expect(parseMarkup('<sub alias="Doctor">Dr.</sub> Who<mark name="x"/><desc>a man</desc><script>alert(1)</script>')).toMatchObject({ speech: { text: 'Doctor Who' }, problems: [] });
  });
  it('begins a line at paragraphs and sentences', () => {
    expect(said('<speak><p><s>One</s><s>Two</s></p><p>Three</p></speak>')).toBe('One\nTwo\nThree\n');
  });
  it('lets voice choose among known voices and reports others', () => {
    const { speech, voices, problems } = parseMarkup('<voice name="EVA">Hi</voice> <voice name="Bob">there</voice>', { voiceIds: ['eva', 'li'] });
    expect(speech.text).toBe('Hi there');
    expect(voices).toEqual([{ textStart: 0, textEnd: 2, voiceId: 'eva' }]);
    expect(problems.map(({ message }) => message)).toEqual(["There is no voice “Bob”, so the line's own goes on. There are eva, li."]);
  });
  it('an element that is not known is left out and its content read', () => {
    expect(said('a <blink>b</blink> <img src=x onerror=alert(1)>c')).toBe('a b c');
    expect(messages('a <blink>b</blink>')[0]).toContain('<blink> is not known');
  });
  it('"a < b" and entities are text', () => {
    expect(parseMarkup('a < b, c > d, 1<2 &lt;tag&gt; &#39;x&#x41; AT&T')).toMatchObject({ speech: { text: "a < b, c > d, 1<2 <tag> 'xA AT&T" }, problems: [] });
  });
  it.each([
    ['<prosody rate="slow">all', 'all', '<prosody> is never closed. Write </prosody> where it should end.'],
    ['a</prosody>b', 'ab', '</prosody> closes nothing: no <prosody> is open here. Take it away.'],
    ['<prosody rate="fast"><emphasis>a</prosody>b</emphasis>', 'ab', '<emphasis> is still open where </prosody> comes. Write </emphasis> before that.'],
    ['<prosody rate="zoom">a</prosody>', 'a', '“zoom” is no rate, so it is left as it was. Write slow, fast, 120% or 1.2.'],
    ['<prosody duration="2s">a</prosody>', 'a', '<prosody> has no “duration” here, so it is left out. There are rate, pitch, range, volume and contour.'],
    ['<break time="soon"/>a', 'a', '“soon” is no break. Write time="500ms" or strength="strong".'],
    ['<break time="1s" a', ' a', 'This element has no > at its end, so it is left out. Write > after it.'],
    ['<sub alias="x">rest of it', 'rest of it', '<sub> is never closed. Write </sub> where it should end.'],
    ['<!-- never ends', ' never ends', 'This <!-- has no -->. What follows is read as text.'],
    ['<say-as interpret-as="spell">x</say-as>', 'x', '“spell” cannot be asked of say-as.'],
    ['<lang xml:lang="fr-FR">oui</lang>', 'oui', 'No voice speaks “fr-FR”.'],
  ])('%s is a problem, and the rest is said', (source, text, message) => {
    expect(said(source).trim()).toBe(text.trim());
    expect(messages(source)[0]).toContain(message);
  });
  it('an unclosed element acts to the end; one closed in the wrong order ends with what is around it', () => {
    expect(parseMarkup('<prosody rate="slow">a').speech.spans[0]?.controls.speakingRate).toBe(0.75);
    const { spans } = parseMarkup('<prosody rate="slow"><emphasis>a</prosody>b</emphasis>').speech;
    expect(spans).toMatchObject([{ emphasis: 'moderate', controls: { speakingRate: 0.75 } }, { emphasis: null, controls: { speakingRate: 1 } }]);
  });
});
