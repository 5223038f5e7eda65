import { downmix } from '../dsp/downmix';
import { Resampler } from '../dsp/resample';
import { CAPTURE_FRAME_LENGTH, CAPTURE_RATE_HZ, type CaptureEvent } from '../../src/protocol/capture';
import { FrameAssembler } from './frame-assembler';
import { LevelMeter } from './level-meter';

const LEVELS_PER_SECOND = 30;

/** Render quanta at the context's rate in, capture events out; what the capture worklet does, without the worklet. */
export class CapturePipeline {
  isMuted = false;
  readonly #rateHz: number;
  readonly #resampler: Resampler;
  readonly #assembler: FrameAssembler;
  readonly #meter: LevelMeter;
  #mono: Float32Array;
  #resampled: Float32Array;
  /** Context time of the sample that became capture sample 0, moved on by whatever time the context left out. */
  #originS: number | undefined;
  #takenSamples = 0;

  constructor(contextRateHz: number, emit: (event: CaptureEvent) => void, quantumLength = 128) {
    this.#rateHz = contextRateHz;
    this.#resampler = new Resampler(contextRateHz, CAPTURE_RATE_HZ);
    this.#mono = new Float32Array(quantumLength);
    this.#resampled = new Float32Array(this.#resampler.maxOutputCount(quantumLength));
    this.#meter = new LevelMeter(contextRateHz / LEVELS_PER_SECOND, (rms, peak) => emit({ type: 'level', rms, peak }));
    this.#assembler = new FrameAssembler(CAPTURE_FRAME_LENGTH, (pcm, startSample) =>
      emit({ type: 'frame', pcm, startSample, contextTimeS: (this.#originS ?? 0) + startSample / CAPTURE_RATE_HZ, sentAtMs: Date.now() }),
    );
  }

  /** `contextTimeS` is that of the quantum's first sample. No channels (nothing connected) count as silence. */
  process(channels: readonly Float32Array[], contextTimeS: number): void {
    const length = channels[0]?.length ?? this.#mono.length;
    if (length !== this.#mono.length) this.#resize(length);
    const count = downmix(channels, this.#mono);
    if (this.isMuted) this.#mono.fill(0);
    this.#originS = this.#originAt(contextTimeS);
    this.#takenSamples += count;
    this.#meter.push(this.#mono, count);
    this.#assembler.push(this.#resampled, this.#resampler.process(this.#mono, this.#resampled, count));
  }

  /** A context may change its render quantum; this is the only allocation that depends on it. */
  #resize(length: number): void {
    this.#mono = new Float32Array(length);
    this.#resampled = new Float32Array(this.#resampler.maxOutputCount(length));
  }

  /** Rounding makes quanta jitter by far less than a sample; only a real gap may move the origin. */
  #originAt(contextTimeS: number): number {
    const observedS = contextTimeS - this.#takenSamples / this.#rateHz;
    if (this.#originS === undefined || Math.abs(observedS - this.#originS) > 1 / this.#rateHz) return observedS;
    return this.#originS;
  }
}
