import type { PitchPoint } from '../../protocol/speech';

/** Pitch points after the text changed: those over what stayed at its beginning and its end stay over it, the others go. */
export function movePitchPoints(points: readonly PitchPoint[], before: string, after: string): readonly PitchPoint[] {
  if (points.length === 0 || before === after) return points;
  const shorter = Math.min(before.length, after.length);
  let prefix = 0;
  while (prefix < shorter && before[prefix] === after[prefix]) prefix += 1;
  let suffix = 0;
  while (suffix < shorter - prefix && before[before.length - 1 - suffix] === after[after.length - 1 - suffix]) suffix += 1;
  const shift = after.length - before.length;
  return points.flatMap((point) => {
    if (point.at < prefix) return [point];
    return point.at >= before.length - suffix ? [{ ...point, at: point.at + shift }] : [];
  });
}
