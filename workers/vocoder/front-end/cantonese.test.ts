import { readFileSync } from 'node:fs';
import { getJyutpingList } from 'to-jyutping';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { readCantonese } from './cantonese-text';
import { createCantonese, jyutpingToPhones } from './cantonese-utterance';
import { parseInventory } from './inventory';
import type { Utterance } from './utterance';

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const inventory = parseInventory(readJson('../../../public/models/mini/phonemes.json'));
const cantonese = createCantonese(inventory, (phrase) => getJyutpingList(phrase).map(([, jyutping]) => jyutping));
const golden = v.parse(v.array(v.object({ language: v.string(), text: v.string(), phonemes: v.array(v.string()), accents: v.array(v.number()) })), readJson('../golden/phonemes-cantonese.json'));

function speak(text: string): Utterance | undefined {
  return cantonese.speak({ dialect: 'cantonese', pieces: cantonese.read(text, null), isQuestion: /[?？]$/.test(text), opening: 'usual', ending: 'sentence' });
}
const show = (text: string): string => readCantonese(text, null).map((piece) => (piece.kind === 'pause' ? '|' : piece.words.join(' '))).join(' ');

describe('Cantonese', () => {
  it.each(golden.map((row) => [row.text, row] as const))('%s is said as the reference says it', (text, { phonemes, accents }) => {
    expect(speak(text)?.phones.map(({ symbol, accent }) => ({ symbol, accent }))).toEqual(phonemes.map((symbol, i) => ({ symbol, accent: accents[i] })));
  });

  it.each([
    ['而家係3:05，2026年11月22號', '而 家 係 三點零五分 | 二零二六 年 十一 月 二十二 號'],
    ['2個人2點半俾咗$12.5，升咗50%', '兩 個 人 兩 點 半 俾 咗 十二點五蚊 | 升 咗 百分之五十'],
    ['-5度，20°C，5km，100000，電話2345 6789', '負五 度 | 二十度 | 五公里 | 十萬 | 電 話 二三四五六七八九'],
    ['9:30，2026-3-8，1/2，5-3=2', '九點半 | 二零二六年三月八號 | 二分之一 | 五 減 三 等於 二'],
    ['3:2，2020-2025年，$20-$30，HK$5，US$5，30㎡，8GB', '三比二 | 二零二零 到 二零二五 年 | 二十蚊 到 三十蚊 | 五蚊 | 五美金 | 三十平方米 | 八吉位元組'],
    ['3-5%，50%-60%，20-30°C，-5%', '三 到 百分之五 | 百分之五十 到 百分之六十 | 二十 到 三十度 | 負百分之五'],
    ['+852 2345 6789，打999，5>3', '加八五二 二三四五六七八九 | 打 九九九 | 五 大過 三'],
  ])('%s', (text, spoken) => {
    expect(show(text)).toBe(spoken);
  });

  it('has syllabic nasals that are not initials', () => {
    expect(jyutpingToPhones('m4', inventory)).toEqual([{ symbol: 'yue:mm', accent: 4 }]);
    expect(jyutpingToPhones('ng5', inventory)).toEqual([{ symbol: 'yue:nng', accent: 5 }]);
    expect(jyutpingToPhones('gwong2', inventory).map(({ symbol }) => symbol)).toEqual(['yue:gw', 'yue:ong']);
    expect(jyutpingToPhones('nonsense', inventory)).toEqual([]);
  });

  it('takes jyutping that was written for a word', () => {
    const pieces = cantonese.read('行', null).map((piece) => ({ ...piece, phones: 'hong4' }));
    const utterance = cantonese.speak({ dialect: 'cantonese', pieces, isQuestion: false, opening: 'usual', ending: 'sentence' });
    expect(utterance?.phones.map(({ symbol }) => symbol)).toEqual(['sil', 'yue:h', 'yue:ong', 'sil']);
  });

  it('points at the characters each syllable stands for', () => {
    expect(speak('卅個人')?.words).toEqual([{ textStart: 0, textEnd: 1 }, { textStart: 1, textEnd: 2 }, { textStart: 2, textEnd: 3 }]);
  });
});
