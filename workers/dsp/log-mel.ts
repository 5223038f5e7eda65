import { RealFft } from './fft';
import { assertPositiveInteger, hannWindow } from './window';

/** One entry of a pack's `features.json` (see src/packs/README.md); lengths in samples, `mean` and `std` per mel. */
export type LogMelDefinition = {
  sampleRateHz: number;
  nFft: number;
  winLength: number;
  hopLength: number;
  nMels: number;
  minHz: number;
  maxHz: number;
  isCentred: boolean;
  /** Smallest power that is told apart from silence; the logarithm is natural. */
  floor: number;
  mean: readonly number[];
  std: readonly number[];
};

/** HTK's mel scale (Young et al., The HTK Book, 5.4). */
export function hzToMel(hz: number): number {
  return 2595 * Math.log10(1 + hz / 700);
}

export function melToHz(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}

/** One triangle: its weights from `firstBin` on. */
export type MelFilter = { firstBin: number; weights: Float64Array };

/** `nMels` triangles of peak 1 drawn in Hz, edges evenly spaced in mel, no normalisation of their areas. */
export function melFilters({ sampleRateHz, nFft, nMels, minHz, maxHz }: LogMelDefinition): MelFilter[] {
  const low = hzToMel(minHz);
  const step = (hzToMel(maxHz) - low) / (nMels + 1);
  const edgeHz = (index: number) => melToHz(low + step * index);
  return Array.from({ length: nMels }, (_, mel) => {
    const [left, peak, right] = [edgeHz(mel), edgeHz(mel + 1), edgeHz(mel + 2)];
    const weightAt = (bin: number) => {
      const hz = (bin * sampleRateHz) / nFft;
      return Math.max(0, Math.min((hz - left) / (peak - left), (right - hz) / (right - peak)));
    };
    const firstBin = Math.max(0, Math.ceil((left * nFft) / sampleRateHz));
    const lastBin = Math.min(nFft / 2, Math.floor((right * nFft) / sampleRateHz));
    const weights = Float64Array.from({ length: Math.max(0, lastBin - firstBin + 1) }, (_, k) => weightAt(firstBin + k));
    return { firstBin, weights };
  });
}

/**
 * Streaming log-mel: samples in, normalised frames out, as the tokenizer was trained on them.
 *
 * Frame i covers samples [i·hop, i·hop + win) under a periodic Hann window, zero-padded to nFft; power spectrum;
 * natural log of max(x, floor); then (x − mean) / std. How the samples are cut into pushes changes nothing.
 */
export class LogMel {
  readonly definition: LogMelDefinition;
  readonly #fft: RealFft;
  readonly #window: Float64Array;
  readonly #filters: MelFilter[];
  readonly #pending: Float32Array;
  #pendingCount = 0;
  readonly #frame: Float64Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  constructor(definition: LogMelDefinition) {
    assertUsable(definition);
    this.definition = definition;
    this.#fft = new RealFft(definition.nFft);
    this.#window = hannWindow(definition.winLength);
    this.#filters = melFilters(definition);
    this.#pending = new Float32Array(definition.winLength);
    this.#frame = new Float64Array(definition.winLength);
    this.#re = new Float64Array(this.#fft.binCount);
    this.#im = new Float64Array(this.#fft.binCount);
  }

  /** Frames that `sampleCount` more samples will complete. */
  frameCountAfter(sampleCount: number): number {
    const { winLength, hopLength } = this.definition;
    const available = this.#pendingCount + sampleCount;
    return available < winLength ? 0 : 1 + Math.floor((available - winLength) / hopLength);
  }

  /** Takes mono samples (−1…1) and returns the frames they complete, row-major (frames, nMels); may be empty. */
  push(pcm: Float32Array): Float32Array {
    const { winLength, hopLength, nMels } = this.definition;
    const frames = new Float32Array(this.frameCountAfter(pcm.length) * nMels);
    let taken = 0;
    let written = 0;
    while (taken < pcm.length) {
      const part = pcm.subarray(taken, taken + winLength - this.#pendingCount);
      this.#pending.set(part, this.#pendingCount);
      this.#pendingCount += part.length;
      taken += part.length;
      if (this.#pendingCount < winLength) break;
      this.#writeFrame(frames.subarray(written, written + nMels));
      written += nMels;
      this.#pending.copyWithin(0, hopLength);
      this.#pendingCount = winLength - hopLength;
    }
    return frames;
  }

  /** Forgets the samples of the utterance before. */
  reset(): void {
    this.#pendingCount = 0;
  }

  #writeFrame(row: Float32Array): void {
    const { floor, mean, std, winLength } = this.definition;
    for (let n = 0; n < winLength; n += 1) this.#frame[n] = (this.#pending[n] ?? 0) * (this.#window[n] ?? 0);
    this.#fft.forward(this.#frame, this.#re, this.#im);
    this.#filters.forEach(({ firstBin, weights }, mel) => {
      let power = 0;
      for (let k = 0; k < weights.length; k += 1) {
        const re = this.#re[firstBin + k] ?? 0;
        const im = this.#im[firstBin + k] ?? 0;
        power += (weights[k] ?? 0) * (re * re + im * im);
      }
      row[mel] = (Math.log(Math.max(power, floor)) - (mean[mel] ?? 0)) / (std[mel] ?? 1);
    });
  }
}

function assertUsable(definition: LogMelDefinition): void {
  const { nFft, winLength, hopLength, nMels, minHz, maxHz, sampleRateHz, isCentred, floor, mean, std } = definition;
  assertPositiveInteger('hopLength', hopLength);
  assertPositiveInteger('nMels', nMels);
  if (isCentred) throw new RangeError('Expected a definition without centring: a stream has no samples to reflect');
  if (!(winLength <= nFft && hopLength <= winLength)) {
    throw new RangeError(`Expected hopLength <= winLength <= nFft, got ${hopLength}, ${winLength}, ${nFft}`);
  }
  if (!(minHz >= 0 && minHz < maxHz && maxHz <= sampleRateHz / 2)) {
    throw new RangeError(`Expected 0 <= minHz < maxHz <= ${sampleRateHz / 2}, got ${minHz} and ${maxHz}`);
  }
  if (!(floor > 0)) throw new RangeError(`Expected floor > 0, got ${floor}`);
  if (mean.length !== nMels || std.length !== nMels) {
    throw new RangeError(`Expected ${nMels} means and deviations, got ${mean.length} and ${std.length}`);
  }
  if (!std.every((value) => value > 0)) throw new RangeError('Expected every deviation > 0');
}
