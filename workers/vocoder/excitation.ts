import { createGaussian } from '../../src/lib/random';

/** Contours at frame centres: ln F0 in Hz, voicing 0–1, and how unlike one period is to the next (see `Effect`). */
export type Contours = { pitch: Float32Array; voicing: Float32Array; jitter?: Float32Array; shimmerDb?: Float32Array };

const NEAR_ZERO = 1e-6;
const TWO_PI = 2 * Math.PI;

/**
 * Harmonic excitation of unit power where voiced: all harmonics below Nyquist with equal amplitude, in closed form.
 *
 * h = v·√(2/R)·( Σ_{k=1…K} cos kθ + ρ·cos (K+1)θ ) with R = Nyquist/f0, K = ⌊R⌋, ρ = R − K; the fading last
 * harmonic keeps a gliding pitch free of clicks. Definition: training/voice/synth.py. Samples come in order.
 * With jitter and shimmer each period has its own length and level, drawn from `seed`.
 */
export class HarmonicExcitation {
  readonly #contours: Contours;
  readonly #hopLength: number;
  readonly #sampleRateHz: number;
  readonly #random: () => number;
  #phase = 0;
  #sampleIndex = 0;
  /** Of the period that is running. */
  #pace = 1;
  #gain = 1;

  constructor(contours: Contours, hopLength: number, sampleRateHz: number, seed = 1) {
    this.#contours = contours;
    this.#hopLength = hopLength;
    this.#sampleRateHz = sampleRateHz;
    this.#random = createGaussian(seed);
  }

  /** Writes the next samples; frames are centred on multiples of the hop, and the last frame's values hold. */
  fill(out: Float64Array): void {
    const { pitch, voicing } = this.#contours;
    for (let n = 0; n < out.length; n += 1, this.#sampleIndex += 1) {
      const position = this.#sampleIndex / this.#hopLength;
      const frame = Math.min(Math.floor(position), pitch.length - 1);
      const next = Math.min(frame + 1, pitch.length - 1);
      const share = position - frame;
      const f0Hz = mix(Math.exp(pitch[frame] ?? 0), Math.exp(pitch[next] ?? 0), share);
      const voiced = Math.min(1, Math.max(0, mix(voicing[frame] ?? 0, voicing[next] ?? 0, share)));
      const before = this.#phase;
      this.#phase = (before + (TWO_PI * f0Hz * this.#pace) / this.#sampleRateHz) % TWO_PI;
      // The pulse is at phase 0: half a period away from it, a change is not heard as a click.
      if (before < Math.PI && this.#phase >= Math.PI) this.#drawPeriod(frame);
      out[n] = voiced === 0 ? 0 : voiced * this.#gain * sumOfHarmonics(this.#phase, this.#sampleRateHz / 2 / f0Hz);
    }
  }

  #drawPeriod(frame: number): void {
    const jitter = this.#contours.jitter?.[frame] ?? 0;
    const shimmerDb = this.#contours.shimmerDb?.[frame] ?? 0;
    this.#pace = jitter === 0 ? 1 : Math.min(1.3, Math.max(0.75, 1 + jitter * this.#random()));
    this.#gain = shimmerDb === 0 ? 1 : 10 ** ((shimmerDb * this.#random()) / 20);
  }
}

function mix(a: number, b: number, share: number): number {
  return a === b ? a : a + share * (b - a);
}

/** `ratio` is Nyquist / F0, the number of harmonics with the last one counted in part. */
function sumOfHarmonics(phase: number, ratio: number): number {
  const count = Math.floor(ratio);
  const sine = Math.sin(phase / 2);
  const whole = Math.abs(sine) < NEAR_ZERO ? count : (Math.sin((count * phase) / 2) * Math.cos(((count + 1) * phase) / 2)) / sine;
  return Math.sqrt(2 / ratio) * (whole + (ratio - count) * Math.cos((count + 1) * phase));
}
