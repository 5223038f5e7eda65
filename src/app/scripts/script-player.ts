import type { PlaybackPort } from '../../audio/types';
import { createId } from '../../lib/create-id';
import type { ScriptPlace } from '../../stores/script-commands';
import type { MixPart } from '../../studio/render/mix';

type Clock = { contextToPageMs(contextTimeS: number): number; outputLatencyMs(): number };
/** A part of a line as it is mixed; `lineSample` is where in the line's sound it begins. */
export type LinePartOfMix = MixPart & { lineId: string; lineSample: number };
export type MixOfLines = (parts: AsyncIterable<LinePartOfMix>, sampleRateHz: number) => AsyncIterable<Float32Array>;
type Stretch = { start: number; end: number; lineId: string; lineSample: number };
type Turn = { id: string; startSample: number };
type Run = {
  sampleRateHz: number; turns: Turn[]; stretches: Stretch[]; queuedSamples: number; isEnded: boolean;
  /** Samples of the run that had left the worklet at a moment of the page; null before the first. */
  mark: { samples: number; atMs: number } | null;
};

/** Sound that is mixed before it is due. */
const AHEAD_S = 15;
/** The speaker remembers a turn until it is over; hours of it would be too much. */
const TURN_S = 120;

/** Plays a script through the page's one speaker, as long as it is, and knows which line is heard. */
export class ScriptPlayer {
  #run: Run | null = null;
  #wake: () => void = () => undefined;
  #shown: string | null = null;

  /** @param onLine the line that is heard from now on; null when all is silent again */
  constructor(
    private readonly playback: Pick<PlaybackPort, 'enqueue' | 'end' | 'flush' | 'subscribe'>,
    private readonly clock: Clock,
    private readonly onLine: (lineId: string | null) => void,
  ) {
    playback.subscribe((update) => {
      const run = this.#run;
      const turn = run?.turns.find(({ id }) => id === update.turnId);
      if (!run || turn === undefined) return;
      if (update.type === 'playback.flushed') return this.#finish();
      if (update.type === 'playback.drained') return run.isEnded && turn === run.turns.at(-1) ? this.#finish() : undefined;
      run.mark = { samples: turn.startSample + update.playedSamples, atMs: this.clock.contextToPageMs(update.contextTimeS) };
      this.#forget(run, run.mark.samples);
      this.#show();
      this.#wake();
    });
  }

  get isActive(): boolean {
    return this.#run !== null;
  }

  /** Plays what the parts say; resolves when the last of it is queued, or another run has begun. Rejects with what the parts reject with. */
  async play(sampleRateHz: number, parts: AsyncIterable<LinePartOfMix>, mix: MixOfLines): Promise<void> {
    await this.stop();
    const run: Run = { sampleRateHz, turns: [], stretches: [], queuedSamples: 0, isEnded: false, mark: null };
    this.#run = run;
    try {
      for await (const chunk of mix(this.#noting(run, parts), sampleRateHz)) {
        if (this.#run !== run) return;
        this.#enqueue(run, chunk);
        await this.#waitForRoom(run);
      }
      if (this.#run !== run) return;
      run.isEnded = true;
      const last = run.turns.at(-1);
      if (last === undefined) this.#finish();
      else this.playback.end(last.id);
    } catch (error) {
      if (this.#run !== run) return;
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const run = this.#run;
    if (run === null) return;
    this.#finish();
    if (run.queuedSamples > 0) await this.playback.flush();
  }

  /** To be read in an animation frame; null while nothing is heard. The word is the caller's to find. */
  place(): Omit<ScriptPlace, 'word'> | null {
    const run = this.#run;
    if (run === null || run.mark === null) return null;
    const sample = this.#heardSamples(run);
    const stretch = run.stretches.find(({ end }) => end > sample) ?? run.stretches.at(-1);
    return stretch === undefined ? null : { lineId: stretch.lineId, atMs: ((stretch.lineSample + sample - stretch.start) * 1000) / run.sampleRateHz };
  }

  async *#noting(run: Run, parts: AsyncIterable<LinePartOfMix>): AsyncGenerator<LinePartOfMix> {
    let start = 0;
    for await (const part of parts) {
      const sampleCount = part.kind === 'speech' ? part.pcm.length : part.sampleCount;
      run.stretches.push({ start, end: start + sampleCount, lineId: part.lineId, lineSample: part.lineSample });
      start += sampleCount;
      yield part;
    }
  }

  #enqueue(run: Run, chunk: Float32Array): void {
    const last = run.turns.at(-1);
    const isFull = last !== undefined && run.queuedSamples - last.startSample >= TURN_S * run.sampleRateHz;
    if (last !== undefined && isFull) this.playback.end(last.id);
    const turn = last === undefined || isFull ? { id: createId('script'), startSample: run.queuedSamples } : last;
    if (turn !== last) run.turns.push(turn);
    run.queuedSamples += chunk.length;
    this.playback.enqueue(turn.id, chunk, run.sampleRateHz);
  }

  async #waitForRoom(run: Run): Promise<void> {
    while (this.#run === run && run.queuedSamples - this.#heardSamples(run) > AHEAD_S * run.sampleRateHz) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  #heardSamples({ mark, sampleRateHz, queuedSamples }: Run): number {
    if (mark === null) return 0;
    const sinceMs = performance.now() - mark.atMs - this.clock.outputLatencyMs();
    return Math.max(0, Math.min(queuedSamples, mark.samples + Math.round((sinceMs * sampleRateHz) / 1000)));
  }

  /** What was heard a while ago is not asked for any more. */
  #forget(run: Run, samples: number): void {
    const from = samples - run.sampleRateHz;
    if ((run.stretches[0]?.end ?? from) < from) run.stretches = run.stretches.filter(({ end }) => end >= from);
    if (run.turns.length > 2) run.turns = run.turns.filter((_turn, index) => (run.turns[index + 1]?.startSample ?? Infinity) > from);
  }

  #show(): void {
    const lineId = this.place()?.lineId ?? null;
    if (lineId === this.#shown || lineId === null) return;
    this.#shown = lineId;
    this.onLine(lineId);
  }

  #finish(): void {
    this.#run = null;
    this.#shown = null;
    this.#wake();
    this.onLine(null);
  }
}
