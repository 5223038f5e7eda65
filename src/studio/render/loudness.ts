import { BiquadFilter, kWeighting } from './biquad';

/** Blocks of 400 ms begin every 100 ms (75 % overlap). */
const STEPS_PER_BLOCK = 4;
const STEPS_PER_SECOND = 10;
const ABSOLUTE_GATE_LUFS = -70;
const RELATIVE_GATE_LU = -10;
const OFFSET_LU = -0.691;

/**
 * Integrated loudness of speech or music of any length (ITU-R BS.1770-4), measured as it comes.
 *
 * Keeps eight bytes for each 100 ms. Channels are left and right, or one; a mono file counts as one channel, as the standard has it.
 */
export class LoudnessMeter {
  readonly #filters: readonly (readonly [BiquadFilter, BiquadFilter])[];
  readonly #stepSamples: number;
  readonly #steps: number[] = [];
  #energy = 0;
  #samplesInStep = 0;

  constructor(sampleRateHz: number, channelCount: number) {
    const [shelf, highPass] = kWeighting(sampleRateHz);
    this.#filters = Array.from({ length: channelCount }, () => [new BiquadFilter(shelf), new BiquadFilter(highPass)] as const);
    this.#stepSamples = Math.round(sampleRateHz / STEPS_PER_SECOND);
  }

  /** @param channels Equally long, −1…1. */
  push(channels: readonly Float32Array[]): void {
    const sampleCount = channels[0]?.length ?? 0;
    for (let index = 0; index < sampleCount; index++) {
      for (let channel = 0; channel < this.#filters.length; channel++) {
        const filters = this.#filters[channel];
        if (filters === undefined) continue;
        const weighted = filters[1].step(filters[0].step(channels[channel]?.[index] ?? 0));
        this.#energy += weighted * weighted;
      }
      this.#samplesInStep += 1;
      if (this.#samplesInStep === this.#stepSamples) this.#endStep();
    }
  }

  #endStep(): void {
    this.#steps.push(this.#energy / this.#stepSamples);
    this.#energy = 0;
    this.#samplesInStep = 0;
  }

  /** LUFS; −Infinity for what is silent or shorter than 400 ms. */
  integrated(): number {
    const blocks: number[] = [];
    for (let at = STEPS_PER_BLOCK; at <= this.#steps.length; at++) {
      let sum = 0;
      for (let step = at - STEPS_PER_BLOCK; step < at; step++) sum += this.#steps[step] ?? 0;
      blocks.push(sum / STEPS_PER_BLOCK);
    }
    const audible = blocks.filter((energy) => energyToLufs(energy) > ABSOLUTE_GATE_LUFS);
    const gate = energyToLufs(mean(audible)) + RELATIVE_GATE_LU;
    return energyToLufs(mean(audible.filter((energy) => energyToLufs(energy) > gate)));
  }
}

function energyToLufs(energy: number): number {
  return OFFSET_LU + 10 * Math.log10(energy);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
