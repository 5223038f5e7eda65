/** Root mean square, linear; 0 for no samples. */
export function rms(pcm: Float32Array): number {
  let sum = 0;
  for (const sample of pcm) sum += sample * sample;
  return pcm.length === 0 ? 0 : Math.sqrt(sum / pcm.length);
}

/** Largest magnitude. */
export function peak(pcm: Float32Array): number {
  let largest = 0;
  for (const sample of pcm) largest = Math.max(largest, Math.abs(sample));
  return largest;
}

export function dbToLinear(db: number): number {
  return 10 ** (db / 20);
}

/** Of an amplitude; silence is `floorDb`. */
export function linearToDb(linear: number, floorDb = -120): number {
  return linear > 0 ? Math.max(floorDb, 20 * Math.log10(linear)) : floorDb;
}
