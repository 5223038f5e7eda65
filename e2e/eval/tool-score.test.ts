import { describe, expect, it } from 'vitest';
import { sameArguments, scoreTools } from './tool-score';

describe('sameArguments', () => {
  it('overlooks order, letter case and outer spaces', () => {
    expect(sameArguments('{"place":" dublin","day":"today"}', '{"day":"today","place":"Dublin"}')).toBe(true);
  });
  it('tells other values, missing names and text that is no JSON', () => {
    expect(sameArguments('{"seconds":60}', '{"seconds":90}')).toBe(false);
    expect(sameArguments('{}', '{"seconds":90}')).toBe(false);
    expect(sameArguments('{"seconds":', '{"seconds":90}')).toBe(false);
  });
});

describe('scoreTools', () => {
  it('counts the first call of each request', () => {
    const expected = { name: 'get_time', arguments: '{"place":"Paris"}' };
    const right = { expected, calls: [{ name: 'get_time', arguments: '{"place":"paris"}' }] };
    const wrongPlace = { expected, calls: [{ name: 'get_time', arguments: '{"place":"Rome"}' }] };
    const second = { expected, calls: [{ name: 'get_date', arguments: '{}' }, { name: 'get_time', arguments: '{"place":"Paris"}' }] };
    expect(scoreTools([right, wrongPlace, second, { expected, calls: [] }])).toEqual({ n: 4, tool: 0.5, toolAndArguments: 0.25 });
    expect(scoreTools([])).toBeNull();
  });
});
