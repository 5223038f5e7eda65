import { EMOTION_BLENDS, EMOTION_NAMES } from './tag-names';

/** Shorter words, and two Han characters of which one differs, are too often something else: "(last 3)" is not fast. */
const SHORTEST_NAME = 5;
const NAMES: readonly string[] = [...Object.values(EMOTION_NAMES).flat(), ...Object.keys(EMOTION_BLENDS)].filter((name) => name.length >= SHORTEST_NAME);

/** The feeling that is one letter away: one more, one less, another one, or two that changed places. Null when none is. */
export function nearestTag(typed: string): string | null {
  return NAMES.find((name) => isOneApart(typed, name)) ?? null;
}

function isOneApart(left: string, right: string): boolean {
  if (Math.abs(left.length - right.length) > 1 || left === right) return false;
  let start = 0;
  while (start < left.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (end < Math.min(left.length, right.length) - start && left.at(-1 - end) === right.at(-1 - end)) end += 1;
  const [inLeft, inRight] = [left.slice(start, left.length - end), right.slice(start, right.length - end)];
  return Math.max(inLeft.length, inRight.length) <= 1 || (inLeft.length === 2 && inLeft === [...inRight].reverse().join(''));
}
