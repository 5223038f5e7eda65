import { DOMParser } from '@xmldom/xmldom';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { parseMarkup } from '../markup/parse-markup';
import { escapeMarkup } from '../markup/escape-markup';
import { findScriptFaults } from '../test-helpers/arbitrary-script';
import type { ImportOptions } from './blocks-to-script';
import { parseEpub } from './parse-epub';
import { parseMarkdown } from './parse-markdown';
import { parseScriptText } from './parse-script-text';
import { CHAPTER_PAUSE_MS, PARAGRAPH_PAUSE_MS, scriptLines, type Script } from './script';
import { findLineCuts, MAX_LINE_UNITS } from './split-sentences';

const options = (readsTitles = false): ImportOptions => {
  let count = 0;
  return { title: 'File', readsTitles, newId: (prefix) => `${prefix}-${++count}` };
};
const outline = ({ title, chapters }: Script) => [title, ...chapters.map((chapter) => [chapter.title, ...chapter.lines.map(({ speaker, source }) => (speaker === null ? source : `${speaker}| ${source}`))])];

describe('a script as text', () => {
  it('has chapters, speakers, stage notes and a narrator', () => {
    const script = parseScriptText('# The Door\n\nAlice: Who is there?\nBob (whisper): Me.\nNarrator: A pause.\n爱丽丝：进来。\n\nThe door opens.\n\n# After\nAlice (shrugs): Well.', options());
    expect(outline(script)).toEqual(['File', ['The Door', 'Alice| Who is there?', 'Bob| (whisper)Me.', 'A pause.', '爱丽丝| 进来。', 'The door opens.'], ['After', 'Alice| Well.']]);
    expect(script.speakers.map(({ name }) => name)).toEqual(['Alice', 'Bob', '爱丽丝']);
    expect(scriptLines(script).map(({ pauseAfterMs }) => pauseAfterMs)).toEqual([...Array<number>(4).fill(PARAGRAPH_PAUSE_MS), CHAPTER_PAUSE_MS, CHAPTER_PAUSE_MS]);
  });
  it('"Remember: …", a time and an address in a novel are no speakers', () => {
    const text = 'He sat down at once and wrote.\n\nRemember: nothing lasts.\n\nAt 12:30 he left.\n\nHttps://example.org was all it said.';
    expect(parseScriptText(text, options()).speakers).toEqual([]);
  });
  it('joins lines that a machine wrapped, and keeps those of a file without blank lines', () => {
    expect(outline(parseScriptText('One line\ngoes on.\n\n第一行\n接着。', options()))).toEqual(['File', ['', 'One line goes on.', '第一行接着。']]);
    expect(outline(parseScriptText('One line\nanother.', options()))).toEqual(['File', ['', 'One line', 'another.']]);
  });
  it('finds the chapters of plain books, and reads their titles where asked', () => {
    const text = 'Chapter 1\n\nIt began.\n\n第二章 归来\n\n他回来了。\n\n* * *\n\n天黑了。';
    expect(outline(parseScriptText(text, options(true)))).toEqual(['File', ['Chapter 1', 'Chapter 1', 'It began.'], ['第二章 归来', '第二章 归来', '他回来了。', '天黑了。']]);
  });
});

describe('sentences', () => {
  it('of a long paragraph become lines that keep its tags', () => {
    const sentence = 'Dr. Smith paid 3.5 million to see it, or so he said. ';
    const [chapter] = parseScriptText(`(whisper)${sentence.repeat(12)}`, options()).chapters;
    expect(chapter?.lines.map(({ source }) => source.length)).toEqual([273, 273, 114]);
    expect(chapter?.lines.every(({ source }) => source.startsWith('(whisper)Dr. Smith') && source.endsWith('said.'))).toBe(true);
  });
  it('are cut after Chinese marks with their quotes, and inside where there is no end', () => {
    const cuts = (text: string, max: number) => [0, ...findLineCuts(text, max)].map((start, index, starts) => text.slice(start, starts[index + 1]));
    expect(cuts('他说：“走吧！”她不走。天黑了。', 9)).toEqual(['他说：“走吧！”', '她不走。天黑了。']);
    expect(cuts('one, two three four', 11)).toEqual(['one, ', 'two three ', 'four']);
    expect(cuts('😀😀😀😀', 3)).toEqual(['😀', '😀', '😀', '😀']);
  });
  it('cut anywhere are the text again, and none is too long', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('a', 'word ', '. ', '。', '”', ', ', '😀', ' ', '\n', 'Mr. ', '3.5'), { maxLength: 200 }).map((each) => each.join('')), fc.integer({ min: 2, max: 40 }), (text, max) => {
      const cuts = findLineCuts(text, max);
      const pieces = [0, ...cuts].map((start, index) => text.slice(start, cuts[index] ?? text.length));
      expect(pieces.join('')).toBe(text);
      expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(max);
      expect(pieces.filter((piece) => /\p{Cs}/u.test(piece))).toEqual([]);
    }));
  });
  it('a book of 50,000 words becomes lines of at most 300 letters, with every word', () => {
    const words = Array.from({ length: 50_000 }, (_, index) => `w${index}${index % 17 === 16 ? '.' : ''}${index % 400 === 399 ? '\n\n' : ' '}`);
    const script = parseScriptText(words.join(''), options());
    expect(Math.max(...scriptLines(script).map(({ source }) => source.length))).toBeLessThanOrEqual(MAX_LINE_UNITS);
    expect(scriptLines(script).flatMap(({ source }) => source.split(/\s+/)).length).toBe(50_000);
  });
  it('a megabyte in one line, of anything, is cut too', () => {
    for (const unit of ['a', 'a. ', '(happy)a. ', '# ', '<p>']) {
      const script = parseScriptText(unit.repeat(2 ** 20 / unit.length), options());
      expect(findScriptFaults(script)).toEqual([]);
    }
  });
});

describe('Markdown', () => {
  it('is what is to be heard of it', () => {
    const text = '---\ntitle: "Tea"\nlang: en\n---\n# Tea\n\nIntro with a [link](https://x.org) and ![a cup](cup.png) `code`[^1].\n\n## Water\n\n- Boil *it* _well_\n- Wait\n\n> Said\n> the master\n\n```js\nalert(1)\n```\n\nLeaves\n------\n\n2 \\* 3 | a\n\n[^1]: note';
    expect(outline(parseMarkdown(text, options()))).toEqual(['Tea', ['', 'Intro with a link and  code.'], ['Water', 'Boil *it* *well*', 'Wait', 'Said the master'], ['Leaves', '2 &#42; 3 | a']]);
  });
  it('leaves HTML out, and lets SSML stand', () => {
    const text = 'Tea is <b>hot</b> <span class="x">and</span> wet.<br/>\n\n<prosody rate="slow">So</prosody> it <!-- why -->is.';
    expect(outline(parseMarkdown(text, options()))).toEqual(['File', ['', 'Tea is hot and wet.', '<prosody rate="slow">So</prosody> it is.']]);
  });
  it('never throws and always keeps the promises of a script', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('# ', '## ', '- ', '> ', '```', '***', '_', '`', '[a](b)', '![', '](', '\n', '\n\n', 'Alice: ', 'text ', '|', '---', '\\', '(sad)'), { maxLength: 60 }).map((each) => each.join('')), (text) => {
      expect(findScriptFaults(parseMarkdown(text, options()))).toEqual([]);
    }));
  });
});

describe('EPUB', () => {
  const parseXml = (text: string) => new DOMParser({ onError: () => undefined }).parseFromString(text, 'text/xml');
  const page = (body: string) => `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>no</title></head><body>${body}</body></html>`;
  const book = (changes: Record<string, string> = {}) => zipSync(Object.fromEntries(Object.entries({
    'META-INF/container.xml': '<container><rootfiles><rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
    'OEBPS/book.opf': '<package xmlns:dc="x"><metadata><dc:title>The Well</dc:title></metadata><manifest><item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="b" href="two%20.xhtml" media-type="application/xhtml+xml"/><item id="a" href="../one.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>',
    'OEBPS/nav.xhtml': page('<p>contents</p>'),
    'one.xhtml': page('<h1>One</h1><div><p>It was <i>dark</i> on the 2<sup>nd</sup>.<sup>1</sup></p><p>He said [softly] &lt;no&gt; *word*.</p></div><hr/><p>Later.</p><script>alert(1)</script>'),
    'OEBPS/two .xhtml': page('<section><h1>Two</h1><p>東<ruby>京<rt>きょう</rt></ruby></p></section>'),
    ...changes,
  }).map(([name, text]) => [name, strToU8(text)])));
  it('is read in the order of its spine, and its text never as markup', () => {
    const script = parseEpub(book(), parseXml, options());
    expect(script.title).toBe('The Well');
    expect(script.chapters.map(({ title, lines }) => [title, lines.map(({ source }) => parseMarkup(source).speech.text)])).toEqual([
      ['One', ['It was dark on the 2nd.', 'He said [softly] <no> *word*.', 'Later.']], ['Two', ['東京']],
    ]);
    expect(scriptLines(script).flatMap(({ source }) => parseMarkup(source).problems)).toEqual([]);
  });
  it.each([
    ['bytes that are no archive', new Uint8Array(100), 'not-a-book'],
    ['an archive without a table', zipSync({ 'a.txt': strToU8('x') }), 'not-a-book'],
    ['pages without text', book({ 'one.xhtml': page('<img/>'), 'OEBPS/two .xhtml': page('') }), 'empty'],
    ['encrypted pages', book({ 'META-INF/encryption.xml': '<e/>', 'META-INF/rights.xml': '<r/>' }), 'protected'],
  ])('%s: refused with a reason', (_name, bytes, code) => {
    expect(() => parseEpub(bytes, parseXml, options())).toThrow(expect.objectContaining({ code }));
  });
  it('any text escaped is spoken as it stands', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('(happy)', '[laugh]', '{a|b}', '<p>', '</p>', '&amp;', '*', '**a**', 'x', ' ', '((sad))', '[[pause]]'), { maxLength: 20 }).map((each) => each.join('')), (text) => {
      expect(parseMarkup(escapeMarkup(text)).speech.text).toBe(text);
    }));
  });
});
