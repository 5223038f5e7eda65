import { RealFft } from './fft';
import { assertPositiveInteger } from './window';

export type StftConfig = { nFft: number; hopLength: number; /** At most nFft values; zeros follow. */ window: Float64Array };

/** Row-major (frameCount, nFft/2 + 1). */
export type Spectrogram = { frameCount: number; binCount: number; re: Float32Array; im: Float32Array };

/** Frames a transform without centring yields: only those whose window lies wholly inside the samples. */
export function stftFrameCount(sampleCount: number, winLength: number, hopLength: number): number {
  return sampleCount < winLength ? 0 : 1 + Math.floor((sampleCount - winLength) / hopLength);
}

/** Short-time Fourier transform; frame i covers samples [i·hop, i·hop + window length), no centring. */
export function stft(pcm: Float32Array, { nFft, hopLength, window }: StftConfig): Spectrogram {
  assertPositiveInteger('hopLength', hopLength);
  const fft = new RealFft(nFft);
  const frameCount = stftFrameCount(pcm.length, window.length, hopLength);
  const { binCount } = fft;
  const re = new Float32Array(frameCount * binCount);
  const im = new Float32Array(frameCount * binCount);
  const frame = new Float64Array(window.length);
  for (let index = 0; index < frameCount; index += 1) {
    for (let n = 0; n < window.length; n += 1) frame[n] = (pcm[index * hopLength + n] ?? 0) * (window[n] ?? 0);
    const row = index * binCount;
    fft.forward(frame, re.subarray(row, row + binCount), im.subarray(row, row + binCount));
  }
  return { frameCount, binCount, re, im };
}

/**
 * Least-squares inverse of `stft` (Griffin and Lim 1984): windowed overlap-add over the sum of squared windows.
 *
 * Samples that no window reaches are 0.
 */
export function istft(spectrogram: Spectrogram, { nFft, hopLength, window }: StftConfig): Float32Array {
  const { frameCount, binCount, re, im } = spectrogram;
  const fft = new RealFft(nFft);
  if (binCount !== fft.binCount) throw new RangeError(`Expected ${fft.binCount} bins for nFft ${nFft}, got ${binCount}`);
  if (frameCount === 0) return new Float32Array(0);
  const length = (frameCount - 1) * hopLength + window.length;
  const sum = new Float64Array(length);
  const weight = new Float64Array(length);
  const frame = new Float64Array(nFft);
  for (let index = 0; index < frameCount; index += 1) {
    const row = index * binCount;
    fft.inverse(re.subarray(row, row + binCount), im.subarray(row, row + binCount), frame);
    for (let n = 0; n < window.length; n += 1) {
      const at = index * hopLength + n;
      const w = window[n] ?? 0;
      sum[at] = (sum[at] ?? 0) + (frame[n] ?? 0) * w;
      weight[at] = (weight[at] ?? 0) + w * w;
    }
  }
  const pcm = new Float32Array(length);
  for (let at = 0; at < length; at += 1) if ((weight[at] ?? 0) > 1e-10) pcm[at] = (sum[at] ?? 0) / (weight[at] ?? 1);
  return pcm;
}
