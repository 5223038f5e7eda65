import type { PitchPoint } from '../protocol/speech';

/** Semitones of a drawn contour at a place of the text: straight between points, held outside of them. */
export function pitchAt(points: readonly PitchPoint[], at: number): number {
  const after = points.find((point) => point.at >= at);
  const before = points.findLast((point) => point.at <= at);
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
