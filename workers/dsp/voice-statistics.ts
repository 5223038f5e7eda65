import { RealFft } from './fft';
import { hzToMel, melToHz } from './log-mel';
import { trackPitch } from './pitch-track';
import { hannWindow } from './window';

/** Bands of the long-term spectrum, evenly spaced in mel; wide enough that single harmonics do not show. */
export const BAND_COUNT = 32;
const [LOWEST_BAND_HZ, HIGHEST_BAND_HZ] = [100, 7600];
const N_FFT = 1024;
/** Power under which a band holds nothing but rounding. */
const FLOOR = 1e-9;
/** The lowest and the highest fifth of the pitches are left out: slips of the tracker and creaks are among them. */
const TRIMMED_SHARE = 0.2;

export type VoiceStatistics = {
  voicedSeconds: number;
  /** From the first to the last voiced frame, pauses beyond 200 ms left out. */
  spokenSeconds: number;
  medianHz: number;
  /** Between the twentieth and the eightieth percentile of F0. */
  pitchSpanSemitones: number;
  /** (BAND_COUNT) mean level of voiced frames in dB, its own mean taken off: the colour of the voice without its loudness. */
  spectrumDb: number[];
};

/** Centres of the bands in Hz. */
export function bandCentresHz(): number[] {
  const [low, high] = [hzToMel(LOWEST_BAND_HZ), hzToMel(HIGHEST_BAND_HZ)];
  return Array.from({ length: BAND_COUNT }, (_, band) => melToHz(low + ((high - low) * band) / (BAND_COUNT - 1)));
}

/** What can be told of a voice without a model; null when nothing in the sound is voiced. */
export function measureVoice(pcm: Float32Array, sampleRateHz: number): VoiceStatistics | null {
  const { f0Hz, frameRateHz } = trackPitch(pcm, sampleRateHz);
  const voiced = [...f0Hz.keys()].filter((i) => (f0Hz[i] ?? 0) > 0);
  if (voiced.length === 0) return null;
  const pitches = voiced.map((i) => f0Hz[i] ?? 0).sort((a, b) => a - b);
  const at = (share: number): number => pitches[Math.min(pitches.length - 1, Math.floor(share * pitches.length))] ?? 0;
  return {
    voicedSeconds: voiced.length / frameRateHz,
    spokenSeconds: spokenFrames(voiced, 0.2 * frameRateHz) / frameRateHz,
    medianHz: at(0.5),
    pitchSpanSemitones: 12 * Math.log2(at(1 - TRIMMED_SHARE) / at(TRIMMED_SHARE)),
    spectrumDb: longTermSpectrum(pcm, voiced.map((i) => Math.round((i * sampleRateHz) / frameRateHz)), sampleRateHz),
  };
}

function spokenFrames(voiced: readonly number[], longestGap: number): number {
  return voiced.reduce((sum, frame, i) => sum + Math.min(longestGap, frame - (voiced[i - 1] ?? frame - 1)), 0);
}

function longTermSpectrum(pcm: Float32Array, starts: readonly number[], sampleRateHz: number): number[] {
  const fft = new RealFft(N_FFT);
  const window = hannWindow(N_FFT);
  const [re, im, frame] = [new Float64Array(fft.binCount), new Float64Array(fft.binCount), new Float64Array(N_FFT)];
  const bands = bandWeights(fft.binCount, sampleRateHz / N_FFT);
  const sum = new Float64Array(BAND_COUNT);
  for (const start of starts) {
    for (let n = 0; n < N_FFT; n += 1) frame[n] = (pcm[start + n] ?? 0) * (window[n] ?? 0);
    fft.forward(frame, re, im);
    bands.forEach((weights, band) => {
      const power = weights.reduce((total, [bin, weight]) => total + weight * ((re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2), 0);
      sum[band] = (sum[band] ?? 0) + 10 * Math.log10(power + FLOOR);
    });
  }
  const mean = sum.reduce((total, value) => total + value, 0) / (BAND_COUNT * starts.length);
  return Array.from(sum, (value) => value / starts.length - mean);
}

/** Triangles from the centre of a band to those of its neighbours, at least two bins wide; weights of a band add up to one. */
function bandWeights(binCount: number, binHz: number): [bin: number, weight: number][][] {
  const centres = bandCentresHz();
  return centres.map((centre, band) => {
    const left = Math.min(centre - 2 * binHz, centres[band - 1] ?? centre);
    const right = Math.max(centre + 2 * binHz, centres[band + 1] ?? centre);
    const triangle = Array.from({ length: binCount }, (_, bin): [number, number] => [bin, Math.max(0, Math.min((bin * binHz - left) / (centre - left), (right - bin * binHz) / (right - centre)))]).filter(([, weight]) => weight > 0);
    const total = triangle.reduce((sum, [, weight]) => sum + weight, 0);
    return triangle.map(([bin, weight]) => [bin, weight / total]);
  });
}
