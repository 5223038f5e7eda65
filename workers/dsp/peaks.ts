/** Samples a peak stands for: 25 peaks a second at 16 kHz. */
export const PEAK_SAMPLES = 640;
const PEAK_SCALE = 127;

/** (peaks, 2): the lowest and the highest sample of each stretch, −127…127 of full scale. */
export function findPeaks(pcm: Float32Array): Int8Array<ArrayBuffer> {
  const peaks = new Int8Array(2 * Math.ceil(pcm.length / PEAK_SAMPLES));
  for (let peak = 0; 2 * peak < peaks.length; peak += 1) {
    let low = Infinity;
    let high = -Infinity;
    for (let n = peak * PEAK_SAMPLES; n < Math.min(pcm.length, (peak + 1) * PEAK_SAMPLES); n += 1) {
      const sample = pcm[n] ?? 0;
      if (sample < low) low = sample;
      if (sample > high) high = sample;
    }
    peaks[2 * peak] = Math.round(PEAK_SCALE * Math.max(-1, low));
    peaks[2 * peak + 1] = Math.round(PEAK_SCALE * Math.min(1, high));
  }
  return peaks;
}
