import { linearToDb, rms } from '../dsp/level';
import type { SpeechPart } from './render-utterance';

/** Blocks of this length that are softer than this count as silence. */
const BLOCK_SAMPLES = 80;
const QUIET_DB = -55;
/** The most that one edge of a phrase may count as silence: a whisper must not use up a pause. */
export const LONGEST_EDGE_SAMPLES = 2560;

function isQuiet(block: Float32Array): boolean {
  return linearToDb(rms(block)) < QUIET_DB;
}

/** Samples before the first sound of `pcm`, in whole blocks. */
export function countQuietStart(pcm: Float32Array): number {
  let quiet = 0;
  while (quiet < Math.min(pcm.length, LONGEST_EDGE_SAMPLES) && isQuiet(pcm.subarray(quiet, quiet + BLOCK_SAMPLES))) quiet += BLOCK_SAMPLES;
  return Math.min(quiet, pcm.length, LONGEST_EDGE_SAMPLES);
}

/** A part without its first frames, which were quiet; its words move with it. */
export function cutStart({ pcm, marks, contour }: SpeechPart, frameCount: number, hopLength: number): SpeechPart {
  const cut = frameCount * hopLength;
  return {
    pcm: pcm.slice(cut),
    marks: marks.map((mark) => ({ ...mark, startSample: Math.max(0, mark.startSample - cut), endSample: Math.max(0, mark.endSample - cut) })),
    contour: { ...contour, f0Hz: contour.f0Hz.slice(frameCount), levelDb: contour.levelDb.slice(frameCount) },
  };
}

/** How many quiet samples a sound that comes in chunks has ended with so far; none before it began. */
export class QuietEnd {
  #samples = 0;

  get samples(): number {
    return Math.min(this.#samples, LONGEST_EDGE_SAMPLES);
  }

  add(pcm: Float32Array): void {
    let quiet = 0;
    while (quiet < pcm.length && isQuiet(pcm.subarray(Math.max(0, pcm.length - quiet - BLOCK_SAMPLES), pcm.length - quiet))) quiet += BLOCK_SAMPLES;
    this.#samples = quiet >= pcm.length ? this.#samples + pcm.length : quiet;
  }
}
