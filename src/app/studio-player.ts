import type { PlaybackPort } from '../audio/types';
import { createId } from '../lib/create-id';
import type { TextMark } from '../protocol/vocoder';

/** Sound of a piece of the text, with where its words are; `marks` count from the chunk's first sample and in the whole text. */
export type PlayableChunk = {
  pcm: Float32Array;
  sampleRateHz: number;
  marks: readonly TextMark[];
  pieceIndex: number;
  /** The chunk's first sample, counted from the start of its piece. */
  pieceSample: number;
};

/** What is being heard now: a place in a piece, and the word there, if it is not a pause. */
export type HeardPlace = { pieceIndex: number; pieceSample: number; word: { textStart: number; textEnd: number } | null };

type Clock = { contextToPageMs(contextTimeS: number): number; outputLatencyMs(): number };
type Stretch = { start: number; end: number; pieceIndex: number; pieceSample: number };
type Word = { start: number; end: number; textStart: number; textEnd: number };
type Run = {
  id: string; sampleRateHz: number; stretches: Stretch[]; words: Word[]; queuedSamples: number;
  /** Samples that had left the worklet at a moment of the page; null before the first. */
  mark: { samples: number; atMs: number } | null;
};

/** The words of a run are lit a little beyond their end, so that the light does not flicker between them. */
const LINGER_S = 0.09;

/** Studio's share of the page's one speaker: one run at a time, and for every moment which word is heard. */
export class StudioPlayer {
  #run: Run | null = null;
  #wake: () => void = () => undefined;
  /** The last sound of a run has been heard, or it was taken away. */
  onSilent: () => void = () => undefined;

  constructor(
    private readonly playback: PlaybackPort,
    private readonly clock: Clock,
  ) {
    playback.subscribe((update) => {
      const run = this.#run;
      if (run === null || update.turnId !== run.id) return;
      if (update.type === 'playback.drained' || update.type === 'playback.flushed') return this.#finish();
      run.mark = { samples: update.playedSamples, atMs: this.clock.contextToPageMs(update.contextTimeS) };
      this.#wake();
    });
  }

  /** Takes away what is playing and begins anew; what is added from now on is the new run. */
  async begin(): Promise<void> {
    await this.#clear();
    this.#run = { id: createId('studio'), sampleRateHz: 0, stretches: [], words: [], queuedSamples: 0, mark: null };
  }

  add({ pcm, sampleRateHz, marks, pieceIndex, pieceSample }: PlayableChunk): void {
    const run = this.#run;
    if (run === null || pcm.length === 0) return;
    const start = run.queuedSamples;
    run.sampleRateHz = sampleRateHz;
    run.queuedSamples += pcm.length;
    run.stretches.push({ start, end: run.queuedSamples, pieceIndex, pieceSample });
    for (const { textStart, textEnd, startSample, endSample } of marks) run.words.push({ start: start + startSample, end: start + endSample, textStart, textEnd });
    this.playback.enqueue(run.id, pcm, sampleRateHz);
  }

  /** Nothing more comes. */
  end(): void {
    const run = this.#run;
    if (run === null || run.queuedSamples === 0) this.#finish();
    else this.playback.end(run.id);
  }

  async stop(): Promise<void> {
    await this.#clear();
    this.#finish();
  }

  /** Seconds of sound that are queued and have not been heard. */
  get aheadS(): number {
    const run = this.#run;
    return run === null || run.sampleRateHz === 0 ? 0 : (run.queuedSamples - this.#heardSamples(run)) / run.sampleRateHz;
  }

  /** Resolves when less than `seconds` are queued, or the run is over. */
  async waitForRoom(seconds: number, signal: AbortSignal): Promise<void> {
    while (!signal.aborted && this.#run !== null && this.aheadS > seconds) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    signal.throwIfAborted();
  }

  /** To be read in an animation frame; null while nothing is heard. */
  place(): HeardPlace | null {
    const run = this.#run;
    if (run === null || run.mark === null) return null;
    const sample = this.#heardSamples(run);
    const stretch = run.stretches.find(({ end }) => end > sample) ?? run.stretches.at(-1);
    if (stretch === undefined) return null;
    const word = run.words.findLast(({ start }) => start <= sample);
    const isHeard = word !== undefined && sample < word.end + LINGER_S * run.sampleRateHz;
    return { pieceIndex: stretch.pieceIndex, pieceSample: stretch.pieceSample + sample - stretch.start, word: isHeard ? word : null };
  }

  #heardSamples({ mark, sampleRateHz, queuedSamples }: Run): number {
    if (mark === null) return 0;
    const sinceMs = performance.now() - mark.atMs - this.clock.outputLatencyMs();
    return Math.max(0, Math.min(queuedSamples, mark.samples + Math.round((sinceMs * sampleRateHz) / 1000)));
  }

  async #clear(): Promise<void> {
    const run = this.#run;
    this.#run = null;
    this.#wake();
    // A flush takes everything along that comes in before it is carried out, so it is waited for; and without sound there is nothing to flush.
    if (run !== null && run.queuedSamples > 0) await this.playback.flush();
  }

  #finish(): void {
    this.#run = null;
    this.#wake();
    this.onSilent();
  }
}
