import { createGaussian } from '../../../src/lib/random';

export const RATE_HZ = 16_000;

/** Syllables of a buzz through one resonance, with pauses: enough like speech for what measures speech without knowing any. */
export function speechlike(seconds: number, { f0Hz = 120, formantHz = 700, gain = 0.3, noise = 1e-4, seed = 1 } = {}): Float32Array {
  const gaussian = createGaussian(seed);
  const harmonics = Math.floor(RATE_HZ / 2 / f0Hz);
  const weights = Array.from({ length: harmonics }, (_, h) => 1 / (1 + (((h + 1) * f0Hz - formantHz) / 400) ** 2));
  const norm = weights.reduce((sum, weight) => sum + weight, 0);
  return Float32Array.from({ length: Math.round(seconds * RATE_HZ) }, (_, n) => {
    const t = n / RATE_HZ;
    // Four syllables a second, and a breath after every eight.
    const envelope = Math.max(0, Math.sin(2 * Math.PI * 4 * t)) * (t % 2.5 < 2 ? 1 : 0);
    const phase = 2 * Math.PI * f0Hz * t;
    return gain * envelope * (weights.reduce((sum, weight, h) => sum + weight * Math.sin((h + 1) * phase + h * h), 0) / norm) + noise * gaussian();
  });
}
