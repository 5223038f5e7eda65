import { RealFft } from '../../workers/dsp/fft';
import { hannWindow } from '../../workers/dsp/window';

const FFT_SIZE = 512;
/** From silent to full scale of the picture. */
const RANGE_DB = 65;

/** A column for each stretch of the sound: levels 0–255 of `binCount` frequencies from low to high, relative to the loudest. */
export function spectrogram(pcm: Float32Array, columnCount: number): { columnCount: number; binCount: number; levels: Uint8Array } {
  const fft = new RealFft(FFT_SIZE);
  const window = hannWindow(FFT_SIZE);
  const frame = new Float64Array(FFT_SIZE);
  const re = new Float64Array(fft.binCount);
  const im = new Float64Array(fft.binCount);
  const decibels = new Float32Array(columnCount * fft.binCount);
  let loudestDb = -100;
  for (let column = 0; column < columnCount; column += 1) {
    const start = Math.round(((column + 0.5) / columnCount) * pcm.length - FFT_SIZE / 2);
    for (let n = 0; n < FFT_SIZE; n += 1) frame[n] = (pcm[start + n] ?? 0) * (window[n] ?? 0);
    fft.forward(frame, re, im);
    for (let bin = 0; bin < fft.binCount; bin += 1) {
      const db = 10 * Math.log10((re[bin] ?? 0) ** 2 + (im[bin] ?? 0) ** 2 + 1e-10);
      decibels[column * fft.binCount + bin] = db;
      loudestDb = Math.max(loudestDb, db);
    }
  }
  return { columnCount, binCount: fft.binCount, levels: Uint8Array.from(decibels, (db) => Math.max(0, Math.min(255, 255 * (1 - (loudestDb - db) / RANGE_DB)))) };
}
