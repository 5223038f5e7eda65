import fc from 'fast-check';
import { expect, it } from 'vitest';
import { advanceFirstShown, firstShownOf, revealEarlier, SHOWN_ENTRIES } from './shown-entries';

it('of a conversation that grows, a bounded number of the newest is drawn', () => {
  fc.assert(fc.property(fc.nat(500), fc.nat(500), (opened, added) => {
    let first = firstShownOf(opened);
    for (let count = opened; count <= opened + added; count += 1) {
      first = advanceFirstShown(first, count, true);
      expect(count - first).toBeLessThan(SHOWN_ENTRIES + 20);
      expect(count - first).toBeGreaterThanOrEqual(Math.min(count, SHOWN_ENTRIES));
    }
  }));
});

it('nothing goes from sight while earlier entries are read, and all can be reached', () => {
  let first = firstShownOf(500);
  let asked = 0;
  for (; first > 0; asked += 1) {
    const before = first;
    first = advanceFirstShown(revealEarlier(first), 500, false);
    expect(first).toBeLessThan(before);
  }
  expect(asked).toBe(Math.ceil((500 - SHOWN_ENTRIES) / SHOWN_ENTRIES));
});
