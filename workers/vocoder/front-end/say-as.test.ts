import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDate, readTime } from '../../../src/lib/written-dates';
import { DATE_FORMATS, type SayAs } from '../../../src/protocol/speech';
import { readCantonese } from './cantonese-text';
import { readEnglishAs } from './english-say-as';
import { readJapanese } from './japanese-text';
import { readMandarinAs } from './mandarin-say-as';
import type { Piece } from './piece';
import { telephoneGroups } from './say-as';

const said = (pieces: readonly Piece[]) => pieces.map((piece) => (piece.kind === 'pause' ? ',' : piece.words.join(' '))).join(' ');
const inHan = (pieces: readonly Piece[]) => said(pieces).replaceAll(' ', '');

describe('a date of a format', () => {
  const date = fc.record({ y: fc.integer({ min: 1000, max: 2999 }), m: fc.integer({ min: 1, max: 12 }), d: fc.integer({ min: 1, max: 31 }) });
  const format = fc.constantFrom(...DATE_FORMATS);

  it('is read in its order, whatever stands between its fields', () => {
    fc.assert(fc.property(date, format, fc.constantFrom('/', '-', '.', ' ', '. ', ', '), fc.boolean(), (fields, name, separator, isPadded) => {
      const letters = [...name] as ('y' | 'm' | 'd')[];
      const typed = letters.map((letter) => (isPadded ? String(fields[letter]).padStart(2, '0') : String(fields[letter]))).join(separator);
      expect(readDate(typed, name)).toEqual({ ...(name.includes('y') && { year: fields.y }), ...(name.includes('m') && { month: fields.m }), ...(name.includes('d') && { day: fields.d }) });
    }));
  });

  it('without anything between its fields is cut by their lengths, and two digits of a year are of this century or the last', () => {
    fc.assert(fc.property(date, format.filter((name) => name.length > 1), fc.boolean(), ({ y, m, d }, name, isShort) => {
      const year = isShort ? 1970 + (y % 100) : y;
      const digits = { y: isShort ? String(year).slice(2) : String(year), m: String(m).padStart(2, '0'), d: String(d).padStart(2, '0') };
      const typed = [...name].map((letter) => digits[letter as 'y']).join('');
      expect(readDate(typed, name)).toMatchObject(name.includes('y') ? { year } : { month: m, day: d });
    }));
  });

  it('is none where a field is missing, too many or out of its bounds', () => {
    for (const [typed, name] of [['13/1/2026', 'mdy'], ['1/32', 'md'], ['1/2', 'mdy'], ['1/2/3/4', 'dmy'], ['soon', 'ymd'], ['', 'y'], ['1 (one)', 'd'], ['202634', 'my'], ['0', 'm']] as const) expect(readDate(typed, name)).toBeNull();
    fc.assert(fc.property(fc.string({ unit: 'binary' }), format, (text, name) => {
      const { month = 1, day = 1, year = 0 } = readDate(text, name) ?? {};
      expect(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 0 && year <= 9999).toBe(true);
    }));
  });
});

describe('say-as with a format', () => {
  it.each<[string, SayAs, string]>([
    ['3/4/2026', 'date-mdy', 'march fourth twenty twenty six'], ['3/4/2026', 'date-dmy', 'the third of april twenty twenty six'], ['2026.3.4', 'date-ymd', 'march fourth twenty twenty six'],
    ['3/4', 'date-md', 'march fourth'], ['3/4', 'date-dm', 'the third of april'], ['1999/12', 'date-ym', 'december nineteen ninety nine'], ['12-99', 'date-my', 'december nineteen ninety nine'],
    ['1805', 'date-y', 'eighteen oh five'], ['7', 'date-m', 'july'], ['7', 'date-d', 'seventh'], ['4 Sept 1987', 'date-dmy', 'the fourth of september nineteen eighty seven'], ['4/13', 'date-dm', 'four thirteenths'],
    ['14:30', 'time-hms12', 'two thirty P M'], ['2:30', 'time-hms12', 'two thirty'], ['2:30 pm', 'time-hms24', 'fourteen thirty'], ['0:05', 'time-hms12', 'twelve oh five A M'], ['9:05:20', 'time-hms24', 'nine oh five and twenty seconds'],
    ['7817717777', 'telephone-1', 'seven eight one , seven seven one , seven seven seven seven'], ['+17817717777', 'telephone-1', 'one , seven eight one , seven seven one , seven seven seven seven'], ['7817717777', 'telephone', 'seven eight one seven seven one seven seven seven seven'],
  ])('"%s" as %s is "%s"', (text, sayAs, expected) => {
    const words = said(readEnglishAs(text, sayAs));
    // What does not fit is read as usual.
    if (text === '4/13') expect(words).toBe(said(readEnglishAs(text, 'currency')));
    else expect(words).toBe(expected);
  });

  it('is said in the languages of Han characters by their own rules, all of it in its place', () => {
    expect(inHan(readMandarinAs('3/4/2026', 'date-mdy'))).toBe('二零二六年三月四日');
    expect(inHan(readMandarinAs('3/4', 'date-dm'))).toBe('四月三日');
    expect(inHan(readMandarinAs('14:30', 'time-hms12'))).toBe('下午两点三十分');
    expect(inHan(readMandarinAs('2:30 pm', 'time-hms24'))).toBe('十四点三十分');
    expect(inHan(readMandarinAs('13812345678', 'telephone-86'))).toBe('幺三八,幺二三四,五六七八');
    expect(inHan(readCantonese('3/4/2026', 'date-mdy'))).toBe('二零二六年三月四號');
    expect(inHan(readCantonese('2345-6789', 'telephone'))).toBe('二三四五,六七八九');
    expect(inHan(readJapanese('4/3', 'date-md'))).toBe('しがつみっか');
    for (const pieces of [readMandarinAs('3/4', 'date-dm'), readCantonese('3/4', 'date-dm'), readJapanese('3/4', 'date-dm')]) {
      expect(pieces.length).toBeGreaterThan(0);
      for (const { textStart, textEnd } of pieces) expect([textStart, textEnd]).toEqual([0, 3]);
    }
  });

  it('loses no digit of a telephone number', () => {
    fc.assert(fc.property(fc.stringMatching(/^\+?[\d (.)-]{0,16}$/), fc.constantFrom('', '1', '44', '81', '86', '852', '999'), (text, country) => {
      expect(telephoneGroups(text, country).join('')).toBe(text.replace(/\D/g, ''));
    }));
  });

  it('knows times of both clocks and nothing else', () => {
    const time = fc.record({ hour: fc.nat(23), minute: fc.nat(59), second: fc.option(fc.nat(59), { nil: null }) });
    const two = (value: number) => String(value).padStart(2, '0');
    fc.assert(fc.property(time, fc.constantFrom(' am', 'PM', ' p.m.'), ({ hour, minute, second }, half) => {
      const rest = `:${two(minute)}${second === null ? '' : `:${two(second)}`}`;
      expect(readTime(`${hour}${rest}`)).toEqual({ hour, minute, second });
      const isAfternoon = half.toLowerCase().includes('p');
      expect(readTime(`${hour % 12 === 0 ? 12 : hour % 12}${rest}${half}`)).toEqual({ hour: (hour % 12) + (isAfternoon ? 12 : 0), minute, second });
    }));
    for (const text of ['24:00', '12:60', '13:00 pm', '0 am', '7', 'noon', '1:2']) expect(readTime(text)).toBeNull();
  });
});
