import { expect, it } from 'vitest';
import { formatLength, formatWait } from './format-duration';

it('waits and lengths are rounded to what people say', () => {
  expect([900, 34_000, 240_000, 7_200_000].map(formatWait)).toEqual(['a few seconds', 'about 30 seconds', 'about 4 minutes', 'about 2 hours']);
  expect([42_000, 720_000, 3_900_000].map(formatLength)).toEqual(['42 s', '12 min', '1 h 05 min']);
});
