import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { NEUTRAL_SPEECH, plainSpeech, type Dialect, type SayAs, type SpeechSpan, type SpeechText } from '../../../src/protocol/speech';
import { speakText, type SpeechItem } from './front-end';
import { createFrontEndData } from './front-end-data';
import { parseInventory } from './inventory';
import { splitSections } from './sections';

const inventory = parseInventory(JSON.parse(readFileSync(new URL('../../../public/models/mini/phonemes.json', import.meta.url), 'utf8')));
const data = createFrontEndData(inventory, () => undefined);

beforeAll(async () => {
  for (const load of data.languages.values()) await load();
}, 60_000);

/** Each part of the text with what applies to it. */
function speech(parts: readonly [string, Partial<SpeechSpan>?][], rest: Partial<SpeechText> = {}): SpeechText {
  let at = 0;
  const spans = parts.map(([text, span]) => ({ textStart: at, textEnd: (at += text.length), controls: NEUTRAL_SPEECH, dialect: null, emphasis: null, sayAs: null, ...span }));
  return { ...plainSpeech('', NEUTRAL_SPEECH, null), text: parts.map(([text]) => text).join(''), spans, ...rest };
}

async function items(input: SpeechText): Promise<SpeechItem[]> {
  const all: SpeechItem[] = [];
  for await (const item of speakText(input, 'american', data)) all.push(item);
  return all;
}
async function phones(input: SpeechText): Promise<string> {
  return (await items(input)).flatMap((item) => (item.kind === 'utterance' ? item.utterance.phones.map(({ symbol }) => symbol) : [])).filter((symbol) => !/^s(il|p)/.test(symbol)).join(' ');
}
const inDialect = (text: string, dialect: Dialect): SpeechText => speech([[text, { dialect }]]);
const sayAs = (text: string, as: SayAs, dialect: Dialect = 'american'): SpeechText => speech([[text, { sayAs: as, dialect }]]);

describe('events', () => {
  it('stand between the words where they are, in place of the pause that was predicted', async () => {
    const said = await items(speech([['One, two. Three']], { events: [{ at: 5, kind: 'pause', ms: 400 }, { at: 9, kind: 'gesture', gesture: 'laugh' }] }));
    expect(said.map((item) => (item.kind === 'utterance' ? [item.utterance.opening, item.utterance.ending] : item))).toEqual([
      ['usual', 'held'], { kind: 'silence', ms: 400 }, ['held', 'held'], { kind: 'gesture', gesture: 'laugh', at: 9 }, ['held', 'clause'],
    ]);
  });

  it('alone are heard alone', async () => {
    expect(await items(speech([[' ']], { events: [{ at: 0, kind: 'gesture', gesture: 'sigh' }, { at: 1, kind: 'pause', ms: 100 }] }))).toEqual([
      { kind: 'gesture', gesture: 'sigh', at: 0 }, { kind: 'silence', ms: 100 },
    ]);
  });

  it('inside a word cut it, and nothing is lost', async () => {
    expect(await phones(speech([['good morning']], { events: [{ at: 4, kind: 'pause', ms: 50 }] }))).toBe(await phones(speech([['good morning']])));
  });
});

describe('spans', () => {
  it('that differ in feeling only do not cut a sentence', async () => {
    const said = await items(speech([['It is '], ['very', { emphasis: 'strong' }], [' good.']]));
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ kind: 'utterance', utterance: { words: [{ textStart: 0 }, { textStart: 3 }, { textStart: 6, textEnd: 10 }, { textStart: 11, textEnd: 15 }] } });
  });

  it('decide the dialect, and the script does where they do not', async () => {
    expect(await phones(speech([['日']]))).toMatch(/^zh:/);
    expect(await phones(speech([['car', { dialect: 'mandarin' }]]))).toBe('k aa r');
  });

  it('of a language that the pack does not speak are refused in plain words', async () => {
    const { languages, ...rest } = data;
    const poor = { ...rest, languages: new Map([...languages].filter(([language]) => language === 'en' || language === 'zh')) };
    const spoken = (text: string, dialect: Dialect | null) => speakText(speech([[text, { dialect }]]), 'american', poor).next();
    await expect(spoken('日', 'cantonese')).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('do not speak Cantonese') });
    await expect(spoken('こんにちは', null)).rejects.toMatchObject({ code: 'bad-input', message: expect.stringContaining('Japanese') });
  });
});

describe('long texts', () => {
  it('are read in blocks that cover them, also where no sentence ends', () => {
    for (const text of ['word '.repeat(20_000), 'x'.repeat(50_000), 'One sentence here. '.repeat(2000), '字'.repeat(9000)]) {
      const blocks = splitSections(plainSpeech(text, NEUTRAL_SPEECH, null), 'american').flatMap((section) => (section.kind === 'text' ? [section] : []));
      expect(Math.max(...blocks.map(({ textStart, textEnd }) => textEnd - textStart))).toBeLessThanOrEqual(3000);
      expect(blocks.map(({ textStart, textEnd }) => text.slice(textStart, textEnd)).join('')).toBe(text);
    }
  });
});

describe('pronunciations', () => {
  it('stand in place of what the dictionary says, in the language of their alphabet', async () => {
    const said = (textStart: number, textEnd: number, alphabet: 'arpabet' | 'pinyin', typed: string) => ({ pronunciations: [{ textStart, textEnd, alphabet, phones: typed }] });
    expect(await phones(speech([['a tomato']], said(2, 8, 'arpabet', 't ah0 m aa1 t ow0')))).toBe('ah t ah m aa t ow');
    expect(await phones(speech([['Li says']], said(0, 2, 'pinyin', 'li3')))).toBe('zh:l zh:i s eh z');
    expect(await phones(speech([['银行']], said(1, 2, 'pinyin', 'xing2')))).toBe('zh:in zh:x zh:ing');
  });

  it('that are none are ignored', async () => {
    expect(await phones(speech([['cat']], { pronunciations: [{ textStart: 0, textEnd: 3, alphabet: 'arpabet', phones: 'qq 7' }] }))).toBe('k ae t');
  });
});

describe('British', () => {
  it.each([
    ['car', 'k aa'], ['far away', 'f aa r ah w ey'], ['better', 'b eh t ah'], ['bird', 'b ah d'], ['near', 'n ih ah'], ['bath', 'b aa th'], ['fancy', 'f ae n s iy'], ['last', 'l aa s t'],
    ['hot', 'hh ao t'], ['father', 'f aa dh ah'], ['new', 'n y uw'], ['noon', 'n uw n'], ['schedule', 'sh eh jh uw l'], ['hurry', 'hh ah r iy'], ['every', 'eh v r iy'],
  ])('%s is %s', async (text, expected) => {
    expect(await phones(inDialect(text, 'british'))).toBe(expected);
  });

  it.each([
    ['bird', 'ah-ih'], ['car', 'aa-ao'], ['four', 'ao-uw'], ['thought', 'ao-uw'], ['caught', 'ao-uw'], ['long', 'ao'], ['better', 'eh ah'], ['story', 'ao iy'],
  ])('%s has the vowels %s, where ah-ih lies between the two', async (text, expected) => {
    const spoken = (await items(inDialect(text, 'british'))).flatMap((item) => (item.kind === 'utterance' ? item.utterance.phones : []));
    const vowels = spoken.filter(({ symbol }) => /^[aeiou]/.test(symbol));
    expect(vowels.map(({ symbol, toward }) => (toward === undefined ? symbol : `${symbol}-${toward}`)).join(' ')).toBe(expected);
  });

  it('vowels are longer where their R is not said', async () => {
    const stretches = async (text: string) => (await items(inDialect(text, 'british'))).flatMap((item) => (item.kind === 'utterance' ? item.utterance.phones.flatMap(({ symbol, stretch }) => (stretch === undefined ? [] : [symbol])) : []));
    expect(await stretches('far near bare better')).toEqual(['aa', 'ih', 'ah', 'eh', 'ah']);
    expect(await stretches('far away')).toEqual([]);
  });
});

describe('Sichuanese', () => {
  it('has no retroflexes, no -ing or -eng, and n for l', async () => {
    expect(await phones(inDialect('知道生病冷风', 'sichuanese'))).toBe('zh:z zh:ii zh:d zh:ao zh:s zh:en zh:b zh:in zh:n zh:en zh:f zh:ong');
  });

  it('says sounds that it does not tell apart halfway, and all others outright', async () => {
    const between = async (text: string) => (await items(inDialect(text, 'sichuanese'))).flatMap((item) => (item.kind === 'utterance' ? item.utterance.phones.flatMap(({ symbol, toward }) => (toward === undefined ? [] : [`${symbol} ${toward}`])) : []));
    expect(await between('知生病冷')).toEqual(['zh:z zh:zh', 'zh:ii zh:iii', 'zh:s zh:sh', 'zh:en zh:eng', 'zh:in zh:ing', 'zh:n zh:l', 'zh:en zh:eng']);
    expect(await between('街字思好')).toEqual([]);
  });

  it('draws the tones of Chengdu on the finals, old stops as yangping, and knows no sandhi of Mandarin', async () => {
    const tones = async (text: string) => (await items(inDialect(text, 'sichuanese'))).flatMap((item) => (item.kind === 'utterance' ? item.utterance.phones.flatMap(({ tone }) => (tone === undefined ? [] : [tone.join('')])) : []));
    expect(await tones('高人好看')).toEqual(['55', '21', '53', '213']);
    expect(await tones('七')).toEqual(['21']);
    expect(await tones('你好')).toEqual(['53', '53']);
  });

  it('tells the models the Mandarin tone whose course is nearest, on the whole syllable', async () => {
    const accents = (await items(inDialect('高人好看', 'sichuanese'))).flatMap((item) => (item.kind === 'utterance' ? item.utterance.phones.flatMap(({ symbol, accent }) => (symbol.startsWith('zh:') ? [accent] : [])) : []));
    expect(accents).toEqual([1, 1, 3, 3, 4, 4, 3, 3]);
  });
});

describe('say-as', () => {
  it.each([
    ['AB1', 'characters', 'ey b iy w ah n'], ['42', 'digits', 'f ao r t uw'], ['3', 'ordinal', 'th er d'], ['3/4', 'date', 'm aa r ch f ao r th'], ['1,000', 'cardinal', 'w ah n th aw z ah n d'],
  ] as const)('%s as %s', async (text, as, expected) => {
    expect(await phones(sayAs(text, as))).toBe(expected);
  });

  it('on the telephone says yao for one', async () => {
    expect(await phones(sayAs('110', 'telephone', 'mandarin'))).toBe('zh:iao zh:iao zh:l zh:ing');
  });
});
