import { floatsToInt16 } from '../../workers/dsp/wav';
import { resample } from '../../workers/dsp/resample';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import type { TurnId } from '../protocol/job';

/** Of what the person said, this much is kept for an export. */
const KEEP_SECONDS = 1200;
/** Between one side and the other. */
const PAUSE_S = 0.4;

/** What the person said on this visit, by turn; in memory only, 16 bits a sample. */
export class Recordings {
  readonly #turns = new Map<TurnId, Int16Array>();

  constructor(private readonly keepSeconds = KEEP_SECONDS) {}

  keep(turnId: TurnId, pcm: Float32Array): void {
    this.#turns.set(turnId, floatsToInt16(pcm));
    let samples = [...this.#turns.values()].reduce((sum, turn) => sum + turn.length, 0);
    for (const [oldest, turn] of this.#turns) {
      if (samples <= this.keepSeconds * CAPTURE_RATE_HZ || this.#turns.size === 1) return;
      this.#turns.delete(oldest);
      samples -= turn.length;
    }
  }

  read(turnId: TurnId): Float32Array | null {
    const turn = this.#turns.get(turnId);
    if (turn === undefined) return null;
    const pcm = new Float32Array(turn.length);
    turn.forEach((sample, index) => (pcm[index] = sample / 0x8000));
    return pcm;
  }
}

export type SoundPiece = { pcm: Float32Array; sampleRateHz: number };

/** Pieces one after another, each followed by a pause, at one rate. */
export function joinPieces(pieces: SoundPiece[], sampleRateHz: number, pauseS = PAUSE_S): Float32Array {
  const converted = pieces.map((piece) => (piece.sampleRateHz === sampleRateHz ? piece.pcm : resample(piece.pcm, piece.sampleRateHz, sampleRateHz)));
  const pause = Math.round(pauseS * sampleRateHz);
  const joined = new Float32Array(converted.reduce((sum, pcm) => sum + pcm.length + pause, 0));
  let offset = 0;
  for (const pcm of converted) {
    joined.set(pcm, offset);
    offset += pcm.length + pause;
  }
  return joined;
}
