import { floatsToInt16 } from '../../workers/dsp/wav';

/** How much is kept of turns that are over: an echo comes late, and whoever keeps the sound reads it after the end. */
const KEEP_SECONDS = 30;

type Turn = { sampleRateHz: number; chunks: Int16Array[]; enqueuedSamples: number; playedSamples: number; isClosed: boolean };

/** What was given to the speaker of late and how much of it was heard, by turn, at the rate it came in; 16 bits a sample. */
export class PlayedTurns {
  readonly #turns = new Map<string, Turn>();

  sampleRateOf(turnId: string): number | undefined {
    return this.#turns.get(turnId)?.sampleRateHz;
  }

  add(turnId: string, pcm: Float32Array, sampleRateHz: number): void {
    if (!this.#turns.has(turnId)) this.#forgetOldest();
    const turn = this.#turns.get(turnId) ?? { sampleRateHz, chunks: [], enqueuedSamples: 0, playedSamples: 0, isClosed: false };
    turn.chunks.push(floatsToInt16(pcm));
    turn.enqueuedSamples += pcm.length;
    this.#turns.set(turnId, turn);
  }

  /** Nothing more will be played of it. */
  close(turnId: string): void {
    const turn = this.#turns.get(turnId);
    if (turn !== undefined) turn.isClosed = true;
  }

  /** `ratio` is context rate over the turn's rate. Returns the position in the turn's own samples. */
  markPlayed(turnId: string, contextSamples: number, ratio: number): number {
    const turn = this.#turns.get(turnId);
    if (turn === undefined) return 0;
    turn.playedSamples = Math.min(turn.enqueuedSamples, Math.round(contextSamples / ratio));
    return turn.playedSamples;
  }

  readPlayed(turnId: string): { pcm: Float32Array; sampleRateHz: number } | undefined {
    const turn = this.#turns.get(turnId);
    return turn && { pcm: copyRange(turn, 0, turn.playedSamples), sampleRateHz: turn.sampleRateHz };
  }

  /** Copies [from, to) of what was enqueued, heard or not. */
  readRange(turnId: string, from: number, to: number): Float32Array {
    const turn = this.#turns.get(turnId);
    return turn === undefined ? new Float32Array(0) : copyRange(turn, Math.max(0, from), Math.min(to, turn.enqueuedSamples));
  }

  #forgetOldest(): void {
    let seconds = 0;
    for (const [turnId, turn] of [...this.#turns].reverse().filter(([, { isClosed }]) => isClosed)) {
      // The newest stays, however long it is.
      if (seconds > KEEP_SECONDS) this.#turns.delete(turnId);
      seconds += turn.enqueuedSamples / turn.sampleRateHz;
    }
  }
}

function copyRange({ chunks }: Turn, from: number, to: number): Float32Array {
  const copy = new Float32Array(Math.max(0, to - from));
  let chunkStart = 0;
  for (const chunk of chunks) {
    const first = Math.max(from, chunkStart);
    const last = Math.min(to, chunkStart + chunk.length);
    for (let n = first; n < last; n += 1) copy[n - from] = (chunk[n - chunkStart] ?? 0) / 0x8000;
    chunkStart += chunk.length;
    if (chunkStart >= to) break;
  }
  return copy;
}
