/** A second-order filter, normalised so that a0 = 1. */
export type Biquad = { b0: number; b1: number; b2: number; a1: number; a2: number };

/**
 * The two filters of K-weighting (ITU-R BS.1770-4, Annex 1) at any sample rate.
 *
 * The standard lists coefficients at 48 kHz; these are the analogue prototypes that give exactly those, found by
 * Brecht De Man ("Evaluation of implementations of the EBU R128 loudness measurement", 2018).
 */
export function kWeighting(sampleRateHz: number): readonly [shelf: Biquad, highPass: Biquad] {
  return [highShelf(sampleRateHz, 1681.974450955533, 3.999843853973347, 0.7071752369554196), highPass(sampleRateHz, 38.13547087602444, 0.5003270373238773)];
}

function highShelf(sampleRateHz: number, frequencyHz: number, gainDb: number, q: number): Biquad {
  const k = Math.tan((Math.PI * frequencyHz) / sampleRateHz);
  const high = 10 ** (gainDb / 20);
  const band = high ** 0.4996667741545416;
  const a0 = 1 + k / q + k * k;
  return {
    b0: (high + (band * k) / q + k * k) / a0, b1: (2 * (k * k - high)) / a0, b2: (high - (band * k) / q + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0,
  };
}

function highPass(sampleRateHz: number, frequencyHz: number, q: number): Biquad {
  const k = Math.tan((Math.PI * frequencyHz) / sampleRateHz);
  const a0 = 1 + k / q + k * k;
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / q + k * k) / a0 };
}

/** Runs one biquad over a signal that comes in chunks (direct form II transposed). */
export class BiquadFilter {
  #s1 = 0;
  #s2 = 0;
  constructor(private readonly filter: Biquad) {}

  step(input: number): number {
    const { b0, b1, b2, a1, a2 } = this.filter;
    const output = b0 * input + this.#s1;
    this.#s1 = b1 * input - a1 * output + this.#s2;
    this.#s2 = b2 * input - a2 * output;
    return output;
  }
}
