import { assertPositiveInteger, besselI0 } from './window';

/** Zero crossings of the sinc on each side, at the lower of the two rates. */
const ZERO_CROSSINGS = 32;
/** Kaiser window for 70 dB of stop band: β = 0.1102·(A − 8.7) (Kaiser 1974). */
const KAISER_BETA = 0.1102 * (70 - 8.7);
/** Middle of the transition band, as a share of the lower Nyquist frequency; the band is about 0.07 wide to each side. */
const CUTOFF = 0.94;

/**
 * Streaming polyphase resampler between any two whole rates; allocates nothing once made.
 *
 * Output sample j lies exactly at input time j·from/to; it is given out `delaySamples` inputs later, because the
 * windowed sinc reaches that far ahead. Equal rates are copied without delay.
 */
export class Resampler {
  readonly fromHz: number;
  readonly toHz: number;
  /** In input samples. */
  readonly delaySamples: number;
  readonly #up: number;
  readonly #down: number;
  readonly #tapCount: number;
  /** (up, taps): one filter a phase, oldest input first. */
  readonly #filters: Float32Array;
  /** Every input is written twice, `tapCount` apart, so that the newest inputs always lie in one piece. */
  readonly #line: Float64Array;
  #newest = 0;
  #inputsUntilOutput: number;
  #phase = 0;

  constructor(fromHz: number, toHz: number) {
    assertPositiveInteger('fromHz', fromHz);
    assertPositiveInteger('toHz', toHz);
    const divisor = greatestCommonDivisor(fromHz, toHz);
    this.fromHz = fromHz;
    this.toHz = toHz;
    this.#up = toHz / divisor;
    this.#down = fromHz / divisor;
    const reach = fromHz === toHz ? 0 : Math.ceil(ZERO_CROSSINGS * Math.max(1, fromHz / toHz));
    this.delaySamples = reach;
    this.#tapCount = 2 * reach + 1;
    this.#filters = designFilters(this.#up, reach, Math.min(1, toHz / fromHz) * CUTOFF);
    this.#line = new Float64Array(2 * this.#tapCount);
    this.#inputsUntilOutput = reach;
  }

  /** The most samples `process` can write for `inputCount` inputs. */
  maxOutputCount(inputCount: number): number {
    return Math.ceil((inputCount * this.#up) / this.#down) + 1;
  }

  /** Takes the first `inputCount` samples and returns how many it wrote; `output` holds `maxOutputCount` or more. */
  process(input: Float32Array, output: Float32Array, inputCount = input.length): number {
    if (this.#tapCount === 1) {
      for (let n = 0; n < inputCount; n += 1) output[n] = input[n] ?? 0;
      return inputCount;
    }
    let written = 0;
    for (let n = 0; n < inputCount; n += 1) {
      this.#write(input[n] ?? 0);
      if (this.#inputsUntilOutput > 0) {
        this.#inputsUntilOutput -= 1;
        continue;
      }
      for (; this.#phase < this.#up; this.#phase += this.#down) {
        output[written] = this.#filterAt(this.#phase);
        written += 1;
      }
      this.#phase -= this.#up;
    }
    return written;
  }

  reset(): void {
    this.#line.fill(0);
    this.#newest = 0;
    this.#phase = 0;
    this.#inputsUntilOutput = this.delaySamples;
  }

  #write(sample: number): void {
    this.#newest = (this.#newest + 1) % this.#tapCount;
    this.#line[this.#newest] = sample;
    this.#line[this.#newest + this.#tapCount] = sample;
  }

  #filterAt(phase: number): number {
    const oldest = this.#newest + 1;
    const row = phase * this.#tapCount;
    let sum = 0;
    for (let k = 0; k < this.#tapCount; k += 1) sum += (this.#filters[row + k] ?? 0) * (this.#line[oldest + k] ?? 0);
    return sum;
  }
}

/** Resamples a whole clip; the result has ceil(length·to/from) samples and no delay. */
export function resample(pcm: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return pcm.slice();
  const resampler = new Resampler(fromHz, toHz);
  const length = Math.ceil((pcm.length * toHz) / fromHz);
  const output = new Float32Array(length + resampler.maxOutputCount(resampler.delaySamples) + 1);
  const written = resampler.process(pcm, output);
  resampler.process(new Float32Array(resampler.delaySamples), output.subarray(written));
  return output.slice(0, length);
}

/**
 * Kaiser-windowed sinc for each of `up` phases, each scaled to a gain of exactly 1 at 0 Hz.
 *
 * `cutoff` is a share of the input's Nyquist frequency; phase p sits p/up of an input sample after the middle tap.
 */
function designFilters(up: number, reach: number, cutoff: number): Float32Array {
  const tapCount = 2 * reach + 1;
  const filters = new Float32Array(up * tapCount);
  const row = new Float64Array(tapCount);
  const edge = besselI0(KAISER_BETA);
  for (let phase = 0; phase < up; phase += 1) {
    let sum = 0;
    for (let k = 0; k < tapCount; k += 1) {
      const distance = k - reach - phase / up;
      const ratio = distance / (reach + 1);
      const taper = besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - ratio * ratio))) / edge;
      const angle = Math.PI * cutoff * distance;
      row[k] = taper * (Math.abs(angle) < 1e-12 ? 1 : Math.sin(angle) / angle);
      sum += row[k] ?? 0;
    }
    for (let k = 0; k < tapCount; k += 1) filters[phase * tapCount + k] = (row[k] ?? 0) / sum;
  }
  return filters;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
