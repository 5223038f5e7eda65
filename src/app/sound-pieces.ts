import { resample } from '../../workers/dsp/resample';

/** Between one side and the other. */
const PAUSE_S = 0.4;

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
