import type { TurnId } from '../protocol/job';
import { holdSeconds, type SynthesisPace } from './playback-hold';
import type { SpeakerPort } from './ports';

type Chunk = { pcm: Float32Array; sampleRateHz: number };

/** The way of one reply to the speaker: on a device that makes speech slower than it is heard, the start is held back. */
export class HeldPlayback {
  #held: Chunk[] | null = [];
  #heldMs = 0;
  #firstAtMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly speaker: SpeakerPort,
    private readonly playbackId: TurnId,
    private readonly pace: SynthesisPace,
    signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.#drop(), { once: true });
  }

  /** `remainingS` is about how much of the reply is still to be made. */
  enqueue(pcm: Float32Array, sampleRateHz: number, remainingS: number): void {
    if (this.#held === null) return this.speaker.enqueue(this.playbackId, pcm, sampleRateHz);
    this.#held.push({ pcm, sampleRateHz });
    this.#heldMs += (pcm.length * 1000) / sampleRateHz;
    this.#firstAtMs ??= performance.now();
    const heldS = (performance.now() - this.#firstAtMs) / 1000;
    const waitS = holdSeconds({ bufferedS: this.#heldMs / 1000, remainingS, realTimeFactor: this.pace.realTimeFactor, heldS });
    clearTimeout(this.#timer);
    if (waitS === 0) this.#start();
    else this.#timer = setTimeout(() => this.#start(), waitS * 1000);
  }

  /** Nothing more comes. */
  end(): void {
    this.#start();
    this.speaker.end(this.playbackId);
  }

  #start(): void {
    clearTimeout(this.#timer);
    const held = this.#held ?? [];
    this.#held = null;
    for (const { pcm, sampleRateHz } of held) this.speaker.enqueue(this.playbackId, pcm, sampleRateHz);
  }

  #drop(): void {
    clearTimeout(this.#timer);
    this.#held = [];
  }
}
