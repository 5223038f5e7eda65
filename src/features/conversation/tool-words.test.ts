import { describe, expect, it } from 'vitest';
import { argumentWords, readFields, resultWords, toolTitle } from './tool-words';

describe('tool words', () => {
  it('what the arguments already said is not repeated in the result', () => {
    expect(resultWords('{"place":"Tokyo"}', '{"place":"Tokyo","time":"2:05 PM"}')).toEqual({ text: '2:05 PM', isError: false });
  });
  it('a result that is nothing but the arguments is shown all the same', () => {
    expect(resultWords('{"expression":"84"}', '{"result":"84"}').text).toBe('84');
  });
  it('an error is told as one, and a known one in a sentence', () => {
    expect(resultWords('{}', '{"error":"offline"}')).toEqual({ text: 'This needs the network, and it could not be reached.', isError: true });
    expect(resultWords('{}', '{"error":"cannot divide by zero"}').text).toBe('cannot divide by zero');
  });
  it('a bare number is named', () => {
    expect(resultWords('{"label":""}', '{"cancelled":1}').text).toBe('cancelled 1');
  });
  it('arguments that are not JSON are shown as they were written', () => {
    expect(readFields('{"place": ')).toEqual([{ name: '', value: '{"place": ' }]);
    expect(argumentWords('convert', 'five miles')).toEqual(['five miles']);
  });
  it('a timer shows its length, and a conversion reads as it is said', () => {
    expect(argumentWords('set_timer', '{"seconds":300,"label":"tea"}')).toEqual(['5:00', 'tea']);
    expect(argumentWords('convert', '{"value":5,"from":"miles","to":"kilometers"}')).toEqual(['5 miles', 'to kilometers']);
  });
  it('a tool nobody foresaw keeps its own name', () => {
    expect(toolTitle('open_door')).toBe('open door');
  });
});
