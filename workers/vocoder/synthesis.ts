import { createGaussian } from '../../src/lib/random';
import { RealFft } from '../dsp/fft';
import { hannWindow } from '../dsp/window';
import { HarmonicExcitation, type Contours } from './excitation';

/** Sizes of the vocoder's frames, from `features.json`. */
export type SynthesisConfig = { sampleRateHz: number; nFft: number; hopLength: number };

/**
 * Source–filter synthesis, frame by frame: excitation times minimum-phase filters, overlap-added.
 *
 * Frame i takes both excitations at samples (i−1)·hop … (i+1)·hop under a periodic Hann window, whose copies add
 * up to one; its filtered nFft samples are added from (i−1)·hop on. So samples before i·hop are final once
 * frame i has been added. Definition: training/voice/synth.py. Keeps phase and tail across calls.
 */
export class Synthesizer {
  readonly #config: SynthesisConfig;
  readonly #frameCount: number;
  readonly #harmonic: HarmonicExcitation;
  readonly #noise: () => number;
  readonly #fft: RealFft;
  readonly #window: Float64Array;
  readonly #harmonicSegment: Float64Array;
  readonly #noiseSegment: Float64Array;
  readonly #scratch: Scratch;
  /** What frames have added from sample (next frame − 1)·hop on. */
  readonly #overlap: Float64Array;
  #frameIndex = 0;

  constructor(contours: Contours, config: SynthesisConfig, seed: number) {
    const { nFft, hopLength, sampleRateHz } = config;
    this.#config = config;
    this.#frameCount = contours.pitch.length;
    this.#harmonic = new HarmonicExcitation(contours, hopLength, sampleRateHz);
    this.#noise = createGaussian(seed);
    this.#fft = new RealFft(nFft);
    this.#window = hannWindow(2 * hopLength);
    this.#harmonicSegment = new Float64Array(2 * hopLength);
    this.#noiseSegment = new Float64Array(2 * hopLength);
    this.#scratch = createScratch(nFft);
    this.#overlap = new Float64Array(nFft);
    this.#fillSegments();
  }

  /**
   * Adds the next frames and returns the samples they make final; after the last frame, all that remain.
   *
   * @param harmonic and @param noise (frames, nFft/2 + 1), natural log of the amplitude
   */
  addFrames(harmonic: Float32Array, noise: Float32Array): Float32Array<ArrayBuffer> {
    const { hopLength } = this.#config;
    const { binCount } = this.#fft;
    const count = harmonic.length / binCount;
    const isEnd = this.#frameIndex + count >= this.#frameCount;
    const skipped = this.#frameIndex === 0 ? 1 : 0;
    const samples = new Float32Array((count - skipped + (isEnd ? 1 : 0)) * hopLength);
    for (let i = 0; i < count; i += 1) {
      const row = i * binCount;
      this.#addFrame(harmonic.subarray(row, row + binCount), noise.subarray(row, row + binCount));
      // The hop before the first frame lies before the sound.
      if (i >= skipped) samples.set(this.#overlap.subarray(0, hopLength), (i - skipped) * hopLength);
      this.#advance();
    }
    if (isEnd) samples.set(this.#overlap.subarray(0, hopLength), samples.length - hopLength);
    return samples;
  }

  #addFrame(harmonic: Float32Array, noise: Float32Array): void {
    const { re, im, segmentRe, segmentIm, filterRe, filterIm, time } = this.#scratch;
    re.fill(0);
    im.fill(0);
    for (const [segment, logMagnitude] of [[this.#harmonicSegment, harmonic], [this.#noiseSegment, noise]] as const) {
      for (let n = 0; n < segment.length; n += 1) time[n] = (segment[n] ?? 0) * (this.#window[n] ?? 0);
      this.#fft.forward(time.subarray(0, segment.length), segmentRe, segmentIm);
      minimumPhase(logMagnitude, this.#fft, this.#scratch);
      for (let k = 0; k < re.length; k += 1) {
        const [a, b, c, d] = [segmentRe[k] ?? 0, segmentIm[k] ?? 0, filterRe[k] ?? 0, filterIm[k] ?? 0];
        re[k] = (re[k] ?? 0) + a * c - b * d;
        im[k] = (im[k] ?? 0) + a * d + b * c;
      }
    }
    this.#fft.inverse(re, im, time);
    for (let n = 0; n < time.length; n += 1) this.#overlap[n] = (this.#overlap[n] ?? 0) + (time[n] ?? 0);
  }

  /** Moves the overlap and both segments on by one hop. */
  #advance(): void {
    const { hopLength } = this.#config;
    this.#overlap.copyWithin(0, hopLength);
    this.#overlap.fill(0, this.#overlap.length - hopLength);
    this.#frameIndex += 1;
    this.#harmonicSegment.copyWithin(0, hopLength);
    this.#noiseSegment.copyWithin(0, hopLength);
    this.#fillSegments();
  }

  /** The second half of both segments: the hop that begins at the centre of the current frame. */
  #fillSegments(): void {
    const { hopLength } = this.#config;
    this.#harmonic.fill(this.#harmonicSegment.subarray(hopLength));
    for (let n = hopLength; n < 2 * hopLength; n += 1) this.#noiseSegment[n] = this.#noise();
  }
}

type Scratch = Record<'re' | 'im' | 'segmentRe' | 'segmentIm' | 'filterRe' | 'filterIm' | 'time', Float64Array>;

function createScratch(nFft: number): Scratch {
  const bins = (): Float64Array => new Float64Array(nFft / 2 + 1);
  return { re: bins(), im: bins(), segmentRe: bins(), segmentIm: bins(), filterRe: bins(), filterIm: bins(), time: new Float64Array(nFft) };
}

/**
 * Writes the minimum-phase spectrum of a log magnitude into `filterRe`, `filterIm`.
 *
 * The cepstrum is folded onto positive time: c[1…N/2−1] doubled, the second half zeroed (Oppenheim and Schafer, 12.3).
 */
export function minimumPhase(logMagnitude: Float32Array, fft: RealFft, { filterRe, filterIm, time }: Pick<Scratch, 'filterRe' | 'filterIm' | 'time'>): void {
  const half = fft.size / 2;
  filterRe.set(logMagnitude);
  filterIm.fill(0);
  fft.inverse(filterRe, filterIm, time);
  for (let n = 1; n < half; n += 1) time[n] = 2 * (time[n] ?? 0);
  time.fill(0, half + 1);
  fft.forward(time, filterRe, filterIm);
  for (let k = 0; k <= half; k += 1) {
    const magnitude = Math.exp(filterRe[k] ?? 0);
    const phase = filterIm[k] ?? 0;
    filterRe[k] = magnitude * Math.cos(phase);
    filterIm[k] = magnitude * Math.sin(phase);
  }
}
