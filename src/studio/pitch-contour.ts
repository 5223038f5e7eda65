import type { PitchPoint } from '../protocol/speech';

/** Semitones of a drawn contour at a place of the text: straight between points, held outside of them. Where it jumps, what it is from there on. */
export function pitchAt(points: readonly PitchPoint[], at: number): number {
  return between(points.findLast((point) => point.at <= at), points.find((point) => point.at >= at), at);
}

/** The same where it jumps, but what it was up to there. */
export function pitchBefore(points: readonly PitchPoint[], at: number): number {
  const here = points.find((point) => point.at >= at);
  return between(here?.at === at ? here : points.findLast((point) => point.at < at), here, at);
}

function between(before: PitchPoint | undefined, after: PitchPoint | undefined, at: number): number {
  if (before === undefined || after === undefined) return (before ?? after)?.semitones ?? 0;
  if (after.at === before.at) return before.semitones;
  return before.semitones + ((after.semitones - before.semitones) * (at - before.at)) / (after.at - before.at);
}

/** The contour with the word at [start, end) at another height; what lies beside it stays where it was. */
export function setWordPitch(points: readonly PitchPoint[], start: number, end: number, semitones: number): PitchPoint[] {
  const left = start > 0 ? [{ at: start - 1, semitones: pitchAt(points, start - 1) }] : [];
  const right = [{ at: end + 1, semitones: pitchAt(points, end + 1) }];
  const next = [
    ...points.filter(({ at }) => at < start - 1), ...left,
    { at: start, semitones }, { at: end, semitones }, ...right,
    ...points.filter(({ at }) => at > end + 1),
  ];
  return next.every((point) => point.semitones === 0) ? [] : next;
}

/** How a sum of contours changes at a place: by how much at once, and by how much a unit from there on. */
type Change = { at: number; jump: number; slope: number };

/**
 * A drawn contour with bends added to it, each of which is nothing outside of its own points. Where a bend begins or ends off zero there
 * are two points at one place. Takes time by the number of points, however the bends lie over each other.
 */
export function addBends(drawn: readonly PitchPoint[], bends: readonly (readonly PitchPoint[])[]): readonly PitchPoint[] {
  if (bends.length === 0) return drawn;
  const changes = [...turnsOf(drawn), ...bends.flatMap((bend) => [...edgeOf(bend[0], 1), ...turnsOf(bend), ...edgeOf(bend.at(-1), -1)])].sort((left, right) => left.at - right.at);
  const points: PitchPoint[] = [];
  let [value, slope, last] = [drawn[0]?.semitones ?? 0, 0, changes[0]?.at ?? 0];
  for (let index = 0; index < changes.length; ) {
    const at = changes[index]?.at ?? last;
    value += slope * (at - last);
    points.push({ at, semitones: rounded(value) });
    let jump = 0;
    for (let change = changes[index]; change?.at === at; change = changes[++index]) {
      jump += change.jump;
      slope += change.slope;
    }
    if (jump !== 0) points.push({ at, semitones: rounded(value += jump) });
    last = at;
  }
  return points.every(({ semitones }) => semitones === 0) ? [] : points;
}

function turnsOf(points: readonly PitchPoint[]): Change[] {
  return points.flatMap((point, index): Change[] => {
    const next = points[index + 1];
    if (next === undefined) return [{ at: point.at, jump: 0, slope: 0 }];
    const rise = next.semitones - point.semitones;
    if (next.at === point.at) return [{ at: point.at, jump: rise, slope: 0 }];
    const slope = rise / (next.at - point.at);
    return [{ at: point.at, jump: 0, slope }, { at: next.at, jump: 0, slope: -slope }];
  });
}

const edgeOf = (point: PitchPoint | undefined, sign: 1 | -1): Change[] => (point === undefined ? [] : [{ at: point.at, jump: sign * point.semitones, slope: 0 }]);

/** Without the dust of many sums, so that what ends is nothing again. */
const rounded = (semitones: number) => Math.round(semitones * 1e6) / 1e6 + 0;
