import { RealFft } from './fft';
import { hannWindow } from './window';

/** Samples of a frame and between frames, as shares of a second: three periods of 47 Hz, 80 frames a second. */
const [WINDOW_S, HOP_S] = [0.064, 0.0125];
const [LOWEST_HZ, HIGHEST_HZ] = [65, 420];
/** Normalised autocorrelation from which a frame is voiced. */
const LEAST_PERIODICITY = 0.5;
/** Frames this far (as power) below the loudest are background. */
const LEAST_SHARE_OF_LOUDEST = 10 ** -3.5;
/** What a period twice as long costs: without it every second period would do as well. */
const OCTAVE_COST = 0.02;

/** F0 in Hz, 0 where there is no voice. */
export type PitchTrack = { frameRateHz: number; f0Hz: Float32Array };

/**
 * F0 of speech by the autocorrelation of each frame over that of its window (Boersma 1993), without his path search:
 * medians and spreads need none.
 */
export function trackPitch(pcm: Float32Array, sampleRateHz: number): PitchTrack {
  const winLength = Math.round(WINDOW_S * sampleRateHz);
  const hopLength = Math.round(HOP_S * sampleRateHz);
  const correlate = createCorrelator(winLength);
  const frameCount = pcm.length < winLength ? 0 : 1 + Math.floor((pcm.length - winLength) / hopLength);
  const window = hannWindow(winLength);
  const ofWindow = correlate(window).slice();
  const periodicity = new Float32Array(frameCount);
  const f0Hz = new Float32Array(frameCount);
  const power = new Float64Array(frameCount);
  const frame = new Float64Array(winLength);
  for (let i = 0; i < frameCount; i += 1) {
    for (let n = 0; n < winLength; n += 1) frame[n] = (pcm[i * hopLength + n] ?? 0) * (window[n] ?? 0);
    const correlation = correlate(frame);
    power[i] = correlation[0] ?? 0;
    const best = findPeriod(correlation, ofWindow, sampleRateHz);
    periodicity[i] = best.strength;
    f0Hz[i] = best.hz;
  }
  const loudest = power.reduce((most, value) => Math.max(most, value), 0);
  return { frameRateHz: sampleRateHz / hopLength, f0Hz: f0Hz.map((hz, i) => ((periodicity[i] ?? 0) >= LEAST_PERIODICITY && (power[i] ?? 0) > loudest * LEAST_SHARE_OF_LOUDEST ? hz : 0)) };
}

/** The autocorrelation of frames of one length; the answer is overwritten by the next. */
function createCorrelator(length: number): (frame: Float64Array) => Float64Array {
  // Twice as long, so that what wraps around does not reach the lags that are looked at.
  const fft = new RealFft(2 ** Math.ceil(Math.log2(2 * length)));
  const [re, im] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount)];
  const correlation = new Float64Array(fft.size);
  return (frame) => {
    fft.forward(frame, re, im);
    for (let k = 0; k < re.length; k += 1) {
      re[k] = (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
      im[k] = 0;
    }
    fft.inverse(re, im, correlation);
    return correlation;
  };
}

function findPeriod(correlation: Float64Array, ofWindow: Float64Array, sampleRateHz: number): { hz: number; strength: number } {
  const power = correlation[0] ?? 0;
  if (power <= 0) return { hz: 0, strength: 0 };
  const scale = (ofWindow[0] ?? 1) / power;
  const at = (lag: number): number => (scale * (correlation[lag] ?? 0)) / Math.max(1e-9, ofWindow[lag] ?? 0);
  const shortest = Math.floor(sampleRateHz / HIGHEST_HZ);
  const longest = Math.ceil(sampleRateHz / LOWEST_HZ);
  let best = { hz: 0, strength: 0, score: -Infinity };
  for (let lag = shortest; lag <= longest; lag += 1) {
    const [before, here, after] = [at(lag - 1), at(lag), at(lag + 1)];
    if (here < before || here < after) continue;
    const score = here - OCTAVE_COST * Math.log2(lag / shortest);
    if (score <= best.score) continue;
    const curvature = before - 2 * here + after;
    const shift = curvature < 0 ? (0.5 * (before - after)) / curvature : 0;
    best = { hz: sampleRateHz / (lag + shift), strength: here, score };
  }
  return best;
}
