/** More than this raises noise rather than speech. */
const MAX_GAIN_DB = 24;

/** What a limiter takes of the loudness is found out over so much of a sound, in so many steps; each leaves a part of what the one before found. */
export const LOSS_SECONDS = 300;
export const LOSS_STEPS = 3;
/** A change of the gain by less, as a share, nobody hears. */
const LEAST_CHANGE = 0.005;
/** Given back more than this, a limiter would do nothing else. */
const MAX_RETURNED_DB = 6;

/** The factor that brings a loudness to its target; 1 for silence. */
export function normalizationGain(loudnessLufs: number, targetLufs: number): number {
  if (!Number.isFinite(loudnessLufs)) return 1;
  return 10 ** (Math.min(MAX_GAIN_DB, targetLufs - loudnessLufs) / 20);
}

/**
 * The factor at which a sound is behind the limiter as loud as `wanted` was to make it, going by what was lost at the factor `gain`;
 * `gain` itself where a further step would not be heard.
 */
export function returnLoss(wanted: number, gain: number, lostDb: number): number {
  const next = Number.isFinite(lostDb) ? wanted * 10 ** (Math.min(MAX_RETURNED_DB, Math.max(0, lostDb)) / 20) : wanted;
  return Math.abs(next - gain) < LEAST_CHANGE * gain ? gain : next;
}
