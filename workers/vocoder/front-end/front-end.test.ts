import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { NEUTRAL_SPEECH, plainSpeech } from '../../../src/protocol/speech';
import { guessPhones, LETTER_TABLE } from './english-g2p';
import { readEnglish } from './english-text';
import { speakText } from './front-end';
import { createFrontEndData } from './front-end-data';
import { parseInventory } from './inventory';
import { splitDialectRuns } from './language-runs';
import { parseSyllable } from './mandarin-tones';
import { syllableToPhones } from './mandarin-utterance';
import { readMandarin } from './mandarin-text';
import type { Piece } from './piece';
import type { Utterance } from './utterance';

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const inventory = parseInventory(readJson('../../../public/models/mini/phonemes.json'));
const data = createFrontEndData(inventory, () => undefined);
const golden = v.parse(v.array(v.object({
  language: v.picklist(['en', 'zh']), text: v.string(), syllables: v.optional(v.array(v.string())), phonemes: v.array(v.string()), accents: v.array(v.number()),
})), readJson('../golden/phonemes.json'));

async function speak(text: string, language: 'en' | 'zh' = 'en'): Promise<Utterance[]> {
  const utterances = [];
  const speech = plainSpeech(text, NEUTRAL_SPEECH, language === 'en' ? 'american' : 'mandarin');
  for await (const item of speakText(speech, 'american', data)) if (item.kind === 'utterance') utterances.push(item.utterance);
  return utterances;
}
const show = (pieces: readonly Piece[]) => pieces.map((piece) => (piece.kind === 'pause' ? '|' : piece.words.join(' '))).join(' ');

beforeAll(async () => {
  // The dictionary is large, and the test runner transforms it at its first import.
  for (const load of data.languages.values()) await load();
}, 60_000);

describe('golden phonemes', () => {
  it.each(golden.filter(({ language }) => language === 'en').map((row) => [row.text, row] as const))('%s', async (text, { phonemes, accents }) => {
    const [utterance, ...rest] = await speak(text);
    expect(rest).toEqual([]);
    expect(utterance?.phones).toEqual(phonemes.map((symbol, i) => ({ symbol, accent: accents[i] })));
  });

  it('of Mandarin syllables are initials and finals with the tone on both', () => {
    for (const { syllables = [], phonemes, accents } of golden) {
      const phones = syllables.flatMap((pinyin) => {
        const syllable = parseSyllable(pinyin);
        return syllable === undefined ? [] : syllableToPhones(syllable, inventory);
      });
      const expected = phonemes.flatMap((symbol, i) => (symbol.startsWith('s') ? [] : [{ symbol, accent: accents[i]! }]));
      if (syllables.length > 0) expect(phones).toEqual(expected);
    }
  });

  it('of Mandarin text agree in sounds with the reference, and in pauses and endings', async () => {
    let total = 0;
    let same = 0;
    for (const { language, text, phonemes, accents } of golden) {
      if (language === 'en') continue;
      const phones = (await speak(text, 'zh')).flatMap((utterance) => utterance.phones);
      expect(phones.map(({ symbol }) => symbol)).toEqual(phonemes);
      total += phones.length;
      same += phones.filter(({ accent }, i) => accent === accents[i]).length;
    }
    // The rest is sandhi across words, which the reference leaves out, and words with two readings (四十四只).
    expect(same / total).toBeGreaterThan(0.93);
  });

  it('of unknown words come from the letter table', () => {
    const table = v.parse(LETTER_TABLE, readJson('../../../public/models/mini/g2p-en.json'));
    const rows = v.parse(v.array(v.object({ word: v.string(), phonemes: v.array(v.string()), accents: v.array(v.number()) })), readJson('../golden/g2p-en.json'));
    expect(rows.length).toBeGreaterThan(10);
    for (const { word, phonemes, accents } of rows) expect(guessPhones(word, table)).toEqual(phonemes.map((symbol, i) => ({ symbol, accent: accents[i] })));
  });
});

describe('English text', () => {
  it.each([
    ["It's 3:05 PM, and $12.50 is due on Nov 22, 2026.", "it's three oh five P M | and twelve dollars fifty is due on november twenty second twenty twenty six |"],
    ['The 1980s: 5 km, 1 kg, 20°C, 50%; 3 1/2', 'the nineteen eighties | five kilometers | one kilogram | twenty degrees celsius | fifty percent | three and a half'],
    ['call 555-1234 or bob_2@x-mail.com, see https://www.example.com/a/b?c', 'call five five five one two three four or bob underscore two at x dash mail dot com | see example dot com'],
    ['12*7 = 84, 5 - 3 = 2, 10-20 people, -4 degrees', 'twelve times seven equals eighty four | five minus three equals two | ten to twenty people | minus four degrees'],
    ['**Bold** `code` 😀👍🏽 <b>hi</b>! [text](http://a.b)', 'bold code hi | text'],
    ['U.S. NASA AI TVs e.g. Dr. Smith No. 5. No. I will', "U S nasa A I T V's for example doctor smith number five | no | i will"],
    ['1,234,567.89 is 22nd in 1999, 1000 more', 'one million two hundred thirty four thousand five hundred sixty seven point eight nine is twenty second in nineteen ninety nine | one thousand more'],
    ['3/4, 2 1/3, ½ cup, 7/3, 24/7', 'three quarters | two and one third | one half cup | seven over three | twenty four seven'],
    ['on 22 Nov 2026, 11/23/2026, 25/12/25, May 2020, 5 may', 'on the twenty second of november twenty twenty six | november twenty third twenty twenty six | december twenty fifth twenty twenty five | may twenty twenty | five may'],
    ['+1 (555) 123-4567, (020) 555-1234', 'plus one five five five one two three four five six seven | zero two zero five five five one two three four'],
    ['$1.2M, €5k, 20€, $.50, 30 USD', 'one point two million dollars | five thousand euros | twenty euros | fifty cents | thirty U S dollars'],
    ['Chapter IV, Henry VIII, I am, IV', 'chapter four | henry the eighth | i am | iv'],
    ['Main St. is near St. John, Mon., Ave.', 'main street is near saint john | monday | avenue'],
    ['16:9, v2.0.1, 192.168.0.1, #3, #cats, 5 m², 3:05:20', 'sixteen to nine | version two point zero point one | one hundred ninety two dot one hundred sixty eight dot zero dot one | number three | hashtag cats | five square meters | three oh five and twenty seconds'],
    ["1990–95, the '90s, 60 kWh, ±2, 5 in 10", "nineteen ninety to ninety five | the nineties | sixty kilowatt hours | plus or minus two | five in ten"],
    ['on 2026-11-23 and 2026/1/5, 2019-2021', 'on november twenty third twenty twenty six and january fifth twenty twenty six | twenty nineteen to twenty twenty one'],
    ['020 7946 0958, info@a-b.co.uk, x.io', 'zero two zero seven nine four six zero nine five eight | info at a dash b dot co dot U K | x dot I O'],
    ['10-20%, 20-30°C, 5-10 km, $10-$20, -5%, 5%-10%, 5-3=2, 1-800-555-1234', 'ten to twenty percent | twenty to thirty degrees celsius | five to ten kilometers | ten dollars to twenty dollars | minus five percent | five percent to ten percent | five minus three equals two | one eight zero zero five five five one two three four'],
    ['HK$20, US$1, $5.20, CHF 20, 20 CHF', 'twenty hong kong dollars | one U S dollar | five dollars twenty | twenty swiss francs | twenty swiss francs'],
    ['in C# and F#, ~5 or 5~10, ~~old~~, 5x3, 1920 x 1080', 'in C sharp and F sharp | about five or five to ten | old | five by three | one thousand nine hundred twenty by one thousand eighty'],
    ['café naïve — well-known 12:00 9pm 007 2^10', "cafe naive | well known twelve o'clock nine P M zero zero seven two to the power of ten"],
  ])('%s', (text, spoken) => {
    expect(show(readEnglish(text))).toBe(spoken);
  });
});

describe('Mandarin text', () => {
  it.each([
    ['现在是3:05，2026年11月22日', '现 在 是 三点零五分 | 二零二六 年 十一 月 二十二 日'],
    ['2个人2点花了¥12.5，涨了50%', '两 个 人 两 点 花 了 十二点五元 | 涨 了 百分之五十'],
    ['-5度，20°C，5km，10203，100000，1050', '负五 度 | 二十度 | 五公里 | 一万零二百零三 | 十万 | 一千零五十'],
    ['5-3=2，3-5天，1/2，13800138000', '五 减 三 等于 二 | 三 到 五 天 | 二分之一 | 一三八零零一三八零零零'],
    ['100010000', '一亿零一万'],
    ['010-12345678，400-820-8820，139 1234 5678', '零幺零幺二三四五六七八 | 四零零八二零八八二零 | 幺三九幺二三四五六七八'],
    ['比分3:2，14:05:30，90年代，98年夏天', '比 分 三比二 | 十四点五分三十秒 | 九十年代 | 九八 年 夏 天'],
    ['¥12.50，30 USD，100㎡，5m²，½，5‰', '十二元五角 | 三十美元 | 一百平方米 | 五平方米 | 二分之一 | 千分之五'],
    ['2020-2025年，1990~2000年，5~10个，50%–60%，20元-30元', '二零二零 到 二零二五 年 | 一九九零 到 二零零零 年 | 五 到 十 个 | 百分之五十 到 百分之六十 | 二十 元 到 三十 元'],
    ['3-5%，50%-60%，20-30°C，-5%，5-3=2', '三 到 百分之五 | 百分之五十 到 百分之六十 | 二十 到 三十度 | 负百分之五 | 五 减 三 等于 二'],
    ['HK$20，US$3.5万，36.5°，5>3，今日-5度，拨打110', '二十港元 | 三点五万美元 | 三十六点五度 | 五 大于 三 | 今 日 负五 度 | 拨 打 幺幺零'],
    ['302室，订单123456789，±5', '三零二 室 | 订 单 一二三四五六七八九 | 正负 五'],
  ])('%s', (text, spoken) => {
    expect(show(readMandarin(text))).toBe(spoken);
  });

  it('raises third tones before third tones, inside words and across them', async () => {
    const tones = async (text: string) => (await speak(text, 'zh'))[0]!.phones.filter(({ symbol }) => /^zh:(.*[aeiouv].*)$/.test(symbol)).map(({ accent }) => accent);
    expect(await tones('你好')).toEqual([2, 3]);
    expect(await tones('你几点走')).toEqual([3, 2, 2, 3]);
    expect(await tones('一起去，不是')).toEqual([4, 3, 4, 2, 4]);
  });

  it('colours the syllable before 儿 only where it does', async () => {
    const last = async (text: string) => (await speak(text, 'zh'))[0]!.phones.at(-2);
    expect(await last('这儿')).toEqual({ symbol: 'zh:er', accent: 5 });
    expect(await last('女儿')).toEqual({ symbol: 'zh:er', accent: 2 });
  });
});

describe('mixed text', () => {
  it('is split by script; digits stay with the Chinese they touch', () => {
    const text = '我有3个apple，还有5km。Then I go home.';
    expect(splitDialectRuns(text, null, 'american').map(({ dialect, textStart, textEnd }) => [dialect, text.slice(textStart, textEnd)])).toEqual([
      ['mandarin', '我有3个'], ['american', 'apple，'], ['mandarin', '还有5km。'], ['american', 'Then I go home.'],
    ]);
  });

  it('keeps quantities in the language that they stand in, where no letter touches them, and where it was asked for', () => {
    const runs = (text: string, asked: 'mandarin' | 'japanese' | null) => splitDialectRuns(text, asked, 'american').map(({ dialect, textStart, textEnd }) => [dialect, text.slice(textStart, textEnd)]);
    expect(runs('体积2L，500ml，8GB。', null)).toEqual([['mandarin', '体积2L，500ml，8GB。']]);
    expect(runs('5km、10kg、HK$20。', 'japanese')).toEqual([['japanese', '5km、10kg、HK$20。']]);
    expect(runs('我很好。I ran 5 km today.', null)).toEqual([['mandarin', '我很好。'], ['american', 'I ran 5 km today.']]);
    expect(runs('5 km', null)).toEqual([['american', '5 km']]);
  });

  it('has digits and letters of full width read as the plain ones', async () => {
    const sounds = async (text: string) => (await speak(text, 'zh')).flatMap(({ phones }) => phones);
    expect(await sounds('２０２６年１２月３日，３．５％，ＮＢＡ，１２：３０')).toEqual(await sounds('2026年12月3日，3.5％，NBA，12：30'));
  });

  it('without letters is of the language asked for', async () => {
    expect((await speak('42', 'zh'))[0]).toMatchObject({ language: 'zh' });
    expect((await speak('42', 'en'))[0]).toMatchObject({ language: 'en' });
  });
});

describe('every text', () => {
  const parts = fc.constantFrom('hello', 'world', ' ', ', ', '. ', '?', '你好', '，', '。', '3', '12.5', '%', '😀', '**', '<b>', 'km', '-', '(', 'http://a.co', '"', '\n', 'é', 'A', 'US', '$5', '：', '儿', 'zzgk', '𠮷', '\u200d', '<tool_call>');
  const texts = fc.array(parts, { maxLength: 14 }).map((all) => all.join(''));

  it('becomes utterances of known phonemes whose words point into it, in order', async () => {
    await fc.assert(fc.asyncProperty(texts, fc.constantFrom('en' as const, 'zh' as const), async (text, language) => {
      let lastEnd = 0;
      for (const { phones, wordOf, words } of await speak(text, language)) {
        expect(wordOf).toHaveLength(phones.length);
        expect(phones.every(({ symbol }) => inventory.idOf.has(symbol))).toBe(true);
        expect([wordOf[0], wordOf.at(-1)]).toEqual([-1, -1]);
        expect(phones.some((phone, i) => wordOf[i] === -1 && wordOf[i + 1] === -1 && phone !== undefined)).toBe(false);
        for (const { textStart, textEnd } of words) {
          expect(textStart).toBeGreaterThanOrEqual(lastEnd);
          expect(textEnd).toBeGreaterThan(textStart);
          expect(textEnd).toBeLessThanOrEqual(text.length);
          lastEnd = textEnd;
        }
      }
    }), { numRuns: 300 });
  });

  it('that is long is cut into passes of about ten seconds', async () => {
    const sentence = `${'the quick brown fox jumps over the lazy dog and '.repeat(20)}stops.`;
    const utterances = await speak(sentence);
    expect(utterances.length).toBeGreaterThan(4);
    for (const { phones } of utterances) expect(phones.length).toBeLessThan(160);
    expect(utterances.flatMap(({ words }) => words).length).toBe(20 * 10 + 1);
  });

  it('without anything to say is silent', async () => {
    for (const text of ['', '   ', '😀😀', '**', '...', '<b></b>']) expect(await speak(text)).toEqual([]);
  });

  it('knows how to say its own name', async () => {
    const [utterance] = await speak("I am Sotto's voice.");
    expect(utterance?.phones.map(({ symbol }) => symbol).join(' ')).toContain('s aa t ow z v oy s');
  });

  it('rises in a yes-or-no question only', async () => {
    const ending = async (text: string, language: 'en' | 'zh') => (await speak(text, language)).at(-1)?.phones.at(-1)?.symbol;
    expect(await ending('Are you there?', 'en')).toBe('sil?');
    expect(await ending('Where are you?', 'en')).toBe('sil');
    expect(await ending('你好吗？', 'zh')).toBe('sil?');
    expect(await ending('你是谁？', 'zh')).toBe('sil');
  });
});
