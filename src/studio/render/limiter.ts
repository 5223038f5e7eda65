import { TruePeakFollower } from './true-peak';

export const DEFAULT_CEILING_DBTP = -1;
const LOOKAHEAD_MS = 5;
const RELEASE_MS = 80;

/**
 * Raises or lowers a signal and keeps its true peak under a ceiling. Gain falls before a peak comes and recovers after it, the same in
 * all channels. What goes in comes out later by `delaySamples`; `flush` gives the rest.
 */
export class PeakLimiter {
  readonly delaySamples: number;
  readonly #followers: readonly TruePeakFollower[];
  readonly #delays: readonly Float32Array[];
  readonly #needed: Float32Array;
  readonly #window: number;
  readonly #releaseShare: number;
  #at = 0;
  #gain = 1;
  readonly #averages: Float64Array;
  #averageSum: number;
  /** Samples since gain was last needed; with none in the window there is nothing to search. */
  #freeSamples = Infinity;

  constructor(sampleRateHz: number, channelCount: number, private readonly inputGain: number, private readonly ceiling = 10 ** (DEFAULT_CEILING_DBTP / 20)) {
    this.#window = Math.max(1, Math.round((sampleRateHz * LOOKAHEAD_MS) / 1000));
    this.delaySamples = 2 * this.#window + TruePeakFollower.delaySamples;
    this.#followers = Array.from({ length: channelCount }, () => new TruePeakFollower(sampleRateHz, ceiling));
    this.#delays = Array.from({ length: channelCount }, () => new Float32Array(this.delaySamples));
    this.#needed = new Float32Array(2 * this.#window + 1).fill(1);
    this.#averages = new Float64Array(this.#window).fill(1);
    this.#averageSum = this.#window;
    this.#releaseShare = 1 - Math.exp(-1000 / (RELEASE_MS * sampleRateHz));
  }

  process(channels: readonly Float32Array[]): Float32Array[] {
    const sampleCount = channels[0]?.length ?? 0;
    const outputs = this.#delays.map(() => new Float32Array(sampleCount));
    for (let index = 0; index < sampleCount; index++) {
      let peak = 0;
      this.#followers.forEach((follower, channel) => { peak = Math.max(peak, follower.step((channels[channel]?.[index] ?? 0) * this.inputGain)); });
      const gain = this.#nextGain(peak > this.ceiling ? this.ceiling / peak : 1);
      const at = this.#at % this.delaySamples;
      this.#delays.forEach((delay, channel) => {
        const output = outputs[channel];
        if (output !== undefined) output[index] = (delay[at] ?? 0) * gain;
        delay[at] = (channels[channel]?.[index] ?? 0) * this.inputGain;
      });
      this.#at += 1;
    }
    return outputs;
  }

  flush(): Float32Array[] {
    return this.process(this.#delays.map(() => new Float32Array(this.delaySamples)));
  }

  /** The least gain needed in the window ahead, released slowly, and averaged over the window so that it moves without a click. */
  #nextGain(needed: number): number {
    this.#needed[this.#at % this.#needed.length] = needed;
    this.#freeSamples = needed < 1 ? 0 : this.#freeSamples + 1;
    let least = 1;
    if (this.#freeSamples <= this.#needed.length) for (const each of this.#needed) if (each < least) least = each;
    this.#gain = least < this.#gain ? least : this.#gain + (least - this.#gain) * this.#releaseShare;
    const slot = this.#at % this.#window;
    this.#averageSum += this.#gain - (this.#averages[slot] ?? 0);
    this.#averages[slot] = this.#gain;
    return this.#averageSum / this.#window;
  }
}
