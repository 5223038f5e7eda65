import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { CtcDecoder } from './ctc-decoder';
import { ENGLISH_HEADER, MANDARIN_HEADER, MANDARIN_LEXICON, readNgram } from './ngram';
import { UNITS } from './units';

const GOLDEN = v.object({
  floor: v.number(),
  cases: v.array(v.object({ frames: v.array(v.array(v.number())), greedy: v.string(), language: v.string(), text: v.string() })),
});
const packFile = (name: string): URL => new URL(`../../public/models/mini/${name}`, import.meta.url);
const readPack = (name: string): unknown => JSON.parse(readFileSync(packFile(name), 'utf8'));
const readBytes = (name: string): ArrayBuffer => new Uint8Array(readFileSync(packFile(name))).buffer;
const golden = v.parse(GOLDEN, JSON.parse(readFileSync(new URL('golden/decode.json', import.meta.url), 'utf8')));
let decoder: CtcDecoder;
let unitCount = 0;

beforeAll(() => {
  const units = v.parse(UNITS, readPack('units.json'));
  unitCount = units.text.length;
  decoder = new CtcDecoder(units.text, {
    english: readNgram(readBytes('lm-en.bin'), ENGLISH_HEADER),
    mandarin: { model: readNgram(readBytes('lm-zh.bin'), MANDARIN_HEADER), lexicon: v.parse(MANDARIN_LEXICON, readPack('lexicon-zh.json')) },
  });
});

function rowsOf(frames: readonly number[][]): Float32Array[] {
  return frames.map((pairs) => {
    const row = new Float32Array(unitCount).fill(golden.floor);
    for (let i = 0; i < pairs.length; i += 2) row[pairs[i]!] = pairs[i + 1]!;
    return row;
  });
}

describe('CtcDecoder', () => {
  it.each(golden.cases.map((one, index) => [index, one.text, one] as const))('case %i gives "%s" as the reference does', (_, __, { frames, greedy, language, text }) => {
    const decoding = decoder.start();
    for (const row of rowsOf(frames)) decoding.push(row);
    expect(decoding.best.text()).toBe(greedy);
    expect(decoding.finish()).toMatchObject({ language: language === '' ? null : language, text });
  });

  it('gives the same text when the search keeps pace with the frames, and peeking changes nothing', () => {
    for (const { frames, text } of golden.cases) {
      const decoding = decoder.start();
      rowsOf(frames).forEach((row, i) => {
        decoding.push(row);
        if (i % 8 === 7) decoding.advance();
        if (i % 16 === 3) decoding.clone().finish();
      });
      expect(decoding.finish().text).toBe(text);
    }
  });

  it('hears nothing in blanks', () => {
    const decoding = decoder.start();
    for (let i = 0; i < 20; i += 1) decoding.push(Float32Array.from({ length: unitCount }, (_, unit) => (unit === 0 ? 9 : 0)));
    expect(decoding.finish()).toEqual({ language: null, text: '' });
  });

  it('says what is said in the language that was fixed, and agrees where that is the language it found', () => {
    for (const { frames, language, text } of golden.cases.filter((one) => one.text !== '')) {
      const [english, mandarin] = (['en', 'zh'] as const).map((only) => {
        const decoding = decoder.start(only);
        for (const row of rowsOf(frames)) decoding.push(row);
        return decoding.clone().finish();
      });
      expect([null, 'en']).toContain(english?.language);
      expect([null, 'zh']).toContain(mandarin?.language);
      expect(english?.text).not.toMatch(/\p{Script=Han}/u);
      expect(mandarin?.text).not.toMatch(/[a-z]/);
      expect((language === 'en' ? english : mandarin)?.text).toBe(text);
    }
  });
});
