import type { PlaybackEvent } from '../../src/protocol/playback';
import { GainRamp } from './gain-ramp';

type Turn = { turnId: string; chunks: Float32Array[]; isEnded: boolean; isStarted: boolean; isDry: boolean; playedSamples: number; underrunCount: number };

const POSITIONS_PER_SECOND = 20;
/** Fades at the edges of a gap and of a flush; shorter than one render quantum at any usual rate. */
const FADE_S = 0.002;
const GAIN_RAMP_S = 0.03;

/**
 * Chunks of turns in, an unbroken run of samples out; what the playback worklet does, without the worklet.
 *
 * Never throws and never waits: what is not there is silence, and is counted.
 */
export class PlaybackQueue {
  readonly #rateHz: number;
  readonly #emit: (event: PlaybackEvent) => void;
  readonly #turns: Turn[] = [];
  readonly #gain: GainRamp;
  readonly #fadeLength: number;
  #chunkOffset = 0;
  /** 1 inside sound; falls to 0 over a fade when sound stops, with `#held` as what is faded. */
  #edge = 0;
  #held = 0;
  #isFlushing = false;
  #sincePosition = 0;

  constructor(rateHz: number, emit: (event: PlaybackEvent) => void) {
    this.#rateHz = rateHz;
    this.#emit = emit;
    this.#fadeLength = Math.max(1, Math.floor(FADE_S * rateHz));
    this.#gain = new GainRamp(Math.max(1, GAIN_RAMP_S * rateHz));
  }

  enqueue(turnId: string, pcm: Float32Array): void {
    if (pcm.length > 0) this.#turn(turnId).chunks.push(pcm);
  }

  end(turnId: string): void {
    this.#turn(turnId).isEnded = true;
  }

  flush(): void {
    this.#isFlushing = true;
  }

  /** Linear; reached within 30 ms. */
  setGain(gain: number): void {
    this.#gain.setTarget(gain);
  }

  /** Fills `output`; `contextTimeS` is that of its first sample. */
  pull(output: Float32Array, contextTimeS: number): void {
    for (let n = 0; n < output.length; n += 1) {
      const sample = this.#next(contextTimeS + n / this.#rateHz);
      output[n] = sample * this.#gain.next();
    }
    if (this.#isFlushing && this.#edge === 0) this.#finishFlush(contextTimeS + output.length / this.#rateHz);
    this.#reportPosition(output.length, contextTimeS + output.length / this.#rateHz);
  }

  #turn(turnId: string): Turn {
    const known = this.#turns.find((turn) => turn.turnId === turnId);
    if (known !== undefined) return known;
    const turn = { turnId, chunks: [], isEnded: false, isStarted: false, isDry: false, playedSamples: 0, underrunCount: 0 };
    this.#turns.push(turn);
    return turn;
  }

  #next(contextTimeS: number): number {
    const turn = this.#playable(contextTimeS);
    const chunk = turn?.chunks[0];
    if (turn === undefined || chunk === undefined) return this.#fade();
    if (this.#isFlushing && this.#edge === 0) return 0;
    if (!turn.isStarted || turn.isDry) this.#resume(turn, contextTimeS);
    const sample = chunk[this.#chunkOffset] ?? 0;
    this.#chunkOffset += 1;
    turn.playedSamples += 1;
    if (this.#chunkOffset >= chunk.length) {
      turn.chunks.shift();
      this.#chunkOffset = 0;
    }
    this.#held = sample;
    this.#edge = clampToUnit(this.#edge + (this.#isFlushing ? -1 : 1) / this.#fadeLength);
    return sample * this.#edge;
  }

  /** The turn whose sample comes next; turns that have ended and run dry are taken leave of on the way. */
  #playable(contextTimeS: number): Turn | undefined {
    for (let turn = this.#turns[0]; turn !== undefined; turn = this.#turns[0]) {
      if (turn.chunks.length > 0) return turn;
      if (!turn.isEnded) {
        turn.isDry = turn.isStarted;
        return undefined;
      }
      this.#turns.shift();
      this.#post('playback.drained', turn, contextTimeS);
    }
    return undefined;
  }

  /** A gap is faded out from the last sample, so that it begins without a step. */
  #fade(): number {
    this.#edge = clampToUnit(this.#edge - 1 / this.#fadeLength);
    return this.#held * this.#edge;
  }

  #resume(turn: Turn, contextTimeS: number): void {
    if (!turn.isStarted) {
      turn.isStarted = true;
      // A turn begins at its own first sample as it was made; only a gap inside one is faded in.
      this.#edge = this.#isFlushing ? this.#edge : 1;
      this.#post('playback.started', turn, contextTimeS);
      return;
    }
    turn.isDry = false;
    turn.underrunCount += 1;
    const { turnId, playedSamples, underrunCount } = turn;
    this.#emit({ type: 'playback.underrun', turnId, playedSamples, underrunCount, contextTimeS });
  }

  #finishFlush(contextTimeS: number): void {
    const turn = this.#turns[0];
    this.#turns.length = 0;
    this.#chunkOffset = 0;
    this.#isFlushing = false;
    this.#held = 0;
    this.#post('playback.flushed', turn ?? { turnId: '', playedSamples: 0 }, contextTimeS);
  }

  #reportPosition(sampleCount: number, contextTimeS: number): void {
    const turn = this.#turns[0];
    if (turn === undefined || !turn.isStarted || turn.isDry) return;
    this.#sincePosition += sampleCount;
    if (this.#sincePosition < this.#rateHz / POSITIONS_PER_SECOND) return;
    this.#sincePosition = 0;
    this.#post('playback.position', turn, contextTimeS);
  }

  #post(
    type: 'playback.started' | 'playback.position' | 'playback.flushed' | 'playback.drained',
    { turnId, playedSamples }: Pick<Turn, 'turnId' | 'playedSamples'>,
    contextTimeS: number,
  ): void {
    this.#emit({ type, turnId, playedSamples, contextTimeS });
  }
}

function clampToUnit(value: number): number {
  // A fade of n steps of 1/n must end in exactly 0, not in the rounding left over.
  if (value < 1e-9) return 0;
  return value > 1 - 1e-9 ? 1 : value;
}
