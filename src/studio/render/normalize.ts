/** More than this raises noise rather than speech. */
const MAX_GAIN_DB = 24;

/** The factor that brings a loudness to its target; 1 for silence. */
export function normalizationGain(loudnessLufs: number, targetLufs: number): number {
  if (!Number.isFinite(loudnessLufs)) return 1;
  return 10 ** (Math.min(MAX_GAIN_DB, targetLufs - loudnessLufs) / 20);
}
