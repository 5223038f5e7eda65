import { BAND_COUNT, bandCentresHz } from './voice-statistics';

/** No band is raised or lowered by more than this. */
export const LARGEST_GAIN_DB = 15;
/** Weights of a band and its neighbours: what is narrower than a formant belongs to the words, not to the voice. */
const SMOOTHING = [1, 2, 3, 2, 1];

/**
 * Gains that give a sound of the long-term spectrum `madeDb` that of `wantedDb`, both (BAND_COUNT) as `measureVoice` writes them.
 * Smoothed, limited, and without a change of loudness on average.
 */
export function matchSpectra(wantedDb: readonly number[], madeDb: readonly number[]): number[] {
  if (wantedDb.length !== BAND_COUNT || madeDb.length !== BAND_COUNT) throw new RangeError(`Expected ${BAND_COUNT} bands, got ${wantedDb.length} and ${madeDb.length}`);
  const difference = wantedDb.map((value, band) => value - (madeDb[band] ?? 0));
  const reach = (SMOOTHING.length - 1) / 2;
  const smooth = difference.map((_, band) => {
    let [sum, weights] = [0, 0];
    SMOOTHING.forEach((weight, i) => {
      const value = difference[band + i - reach];
      if (value === undefined) return;
      sum += weight * value;
      weights += weight;
    });
    return sum / weights;
  });
  const mean = smooth.reduce((sum, value) => sum + value, 0) / BAND_COUNT;
  return smooth.map((value) => Math.min(LARGEST_GAIN_DB, Math.max(-LARGEST_GAIN_DB, value - mean)));
}

/** The gains at every bin from 0 to Nyquist, as natural logarithms of amplitude; straight lines between the bands, flat outside. */
export function equalizerToBins(gainsDb: readonly number[], binCount: number, binHz: number): Float32Array {
  const centres = bandCentresHz();
  let right = 0;
  return Float32Array.from({ length: binCount }, (_, bin) => {
    const hz = bin * binHz;
    while (right < centres.length && (centres[right] ?? 0) < hz) right += 1;
    const [x0, x1] = [centres[right - 1], centres[right]];
    const [y0 = 0, y1 = y0] = [gainsDb[right - 1] ?? gainsDb[0], gainsDb[right]];
    const share = x0 === undefined || x1 === undefined ? 0 : (hz - x0) / (x1 - x0);
    return ((y0 + share * (y1 - y0)) * Math.LN10) / 20;
  });
}

/** Adds gains to a spectrum of log amplitude, in place. */
export function equalizeSpectrum(frame: Float32Array, gains: Float32Array): void {
  for (let k = 0; k < frame.length; k += 1) frame[k] = (frame[k] ?? 0) + (gains[k] ?? 0);
}
