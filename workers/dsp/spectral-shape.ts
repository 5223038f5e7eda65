/** Natural logarithm of amplitude for one decibel. */
const NEPERS_PER_DB = Math.LN10 / 20;
/** Slopes turn about this frequency: below it nothing changes, so that they sound brighter or duller and not louder. */
const TILT_FROM_HZ = 500;
/** No slope adds or takes more than this. */
const LARGEST_TILT_DB = 24;
/** Breath begins here and is whole at the second: noise of the glottis lies high (Klatt and Klatt 1990). */
const [BREATH_FROM_HZ, BREATH_FULL_HZ] = [600, 4000];

/**
 * Adds a slope above 500 Hz to spectra of log amplitude, in place.
 *
 * @param frame (bins) from 0 to Nyquist, natural logarithms
 */
export function tiltSpectrum(frame: Float32Array, decibelsPerOctave: number, binHz: number): void {
  if (decibelsPerOctave === 0) return;
  for (let k = Math.ceil(TILT_FROM_HZ / binHz); k < frame.length; k += 1) {
    const decibels = decibelsPerOctave * Math.log2((k * binHz) / TILT_FROM_HZ);
    frame[k] = (frame[k] ?? 0) + NEPERS_PER_DB * Math.max(-LARGEST_TILT_DB, Math.min(LARGEST_TILT_DB, decibels));
  }
}

/** Moves what lies at frequency f to f · `factor`, in place; above the top the last value holds. `scratch` is as long as the frame. */
export function warpSpectrum(frame: Float32Array, factor: number, scratch: Float32Array): void {
  if (factor === 1) return;
  scratch.set(frame);
  const last = frame.length - 1;
  for (let k = 0; k <= last; k += 1) {
    const from = Math.min(last, k / factor);
    const left = Math.floor(from);
    const here = scratch[left] ?? 0;
    frame[k] = here + (from - left) * ((scratch[Math.min(last, left + 1)] ?? here) - here);
  }
}

/**
 * Turns a share of the harmonic power into noise of the same power, in place: at 1 nothing is voiced any more.
 *
 * Below 1 the high frequencies go first.
 *
 * @param harmonic and @param noise (bins) natural logarithms of amplitude; the excitation of `harmonic` has the amplitude `voicing`
 */
export function addBreath(harmonic: Float32Array, noise: Float32Array, breathiness: number, voicing: number, binHz: number): void {
  if (breathiness <= 0) return;
  for (let k = 0; k < harmonic.length; k += 1) {
    const height = Math.min(1, Math.max(0, (k * binHz - BREATH_FROM_HZ) / (BREATH_FULL_HZ - BREATH_FROM_HZ)));
    const share = Math.min(1, breathiness ** (2.5 - 2 * height));
    const moved = share * (voicing * Math.exp(harmonic[k] ?? 0)) ** 2;
    noise[k] = 0.5 * Math.log(Math.exp(2 * (noise[k] ?? 0)) + moved + 1e-30);
    harmonic[k] = share >= 1 ? -60 : (harmonic[k] ?? 0) + 0.5 * Math.log(1 - share);
  }
}

/** Power of a harmonic sound of this pitch through a filter, whose excitation has the same power at every pitch. */
export function harmonicPower(frame: Float32Array, f0Hz: number, binHz: number): number {
  let power = 0;
  let count = 0;
  for (let hz = f0Hz; hz < (frame.length - 1) * binHz; hz += f0Hz, count += 1) power += Math.exp(2 * (frame[Math.round(hz / binHz)] ?? -30));
  return count === 0 ? 0 : power / count;
}

/** Makes spectra louder by so many decibels, in place. */
export function amplifySpectrum(frame: Float32Array, decibels: number): void {
  if (decibels === 0) return;
  for (let k = 0; k < frame.length; k += 1) frame[k] = (frame[k] ?? 0) + NEPERS_PER_DB * decibels;
}
