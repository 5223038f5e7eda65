import { describe, expect, it } from 'vitest';
import golden from './golden/said.json';
import { durationsSaid, inDigits, numbersImplied, numbersSaid } from './said-numbers';

describe('numbers that were said', () => {
  it.each(golden.texts.map((row) => [row.text, row] as const))('reads %j as Python does', (text, row) => {
    expect(inDigits(text)).toBe(row.digits);
    expect(numbersSaid(text)).toEqual(row.numbers);
    expect(numbersImplied(text)).toEqual(row.implied);
    expect(durationsSaid(text)).toEqual(row.durations);
  });

  it.each([
    ['nine thousand seven hundred and thirteen', ['9713']],
    ['sixty seven and seventy one', ['67', '71']],
    ['a hundred and two point five', ['102.5']],
    ['十二个人三千三百三十八块', ['12', '3338']],
    ['room two three', ['2', '3']],
    ['13乘82一共', ['13', '82', '1']],
  ])('%s', (text, numbers) => expect(numbersSaid(text)).toEqual(numbers));

  it.each([
    ['one hour and five minutes please', [3900]],
    ['eleven and a half hours', [41_400]],
    ['three quarters of an hour', [2700]],
    ['not five minutes, ten minutes', [300, 600]],
    ['四分四十五秒', [285]],
    ['两小时二十分钟', [8400]],
    ['一刻钟', [900]],
    ['五分熟的牛排', [300]],
    ['I am late', []],
  ])('%s lasts %j seconds', (text, seconds) => expect(durationsSaid(text)).toEqual(seconds));
});
