import { int16ToFloats } from '../../../workers/dsp/wav';
import { CodedError } from '../../lib/coded-error';
import type { SoundHead } from '../../storage/line-sounds';
import { PIECE_SAMPLES, type TapeReader } from './line-tape';
import type { ReadPiece } from './mixdown';
import type { RenderQueue } from './render-queue';

/** The sound of a line, kept or still being made; `words` grow with it, see `LineTape.words`. */
export type LineSound = { lineId: string; key: string; sampleRateHz: number; tape: TapeReader | null };

/**
 * Has a line made, and answers as soon as the first of its sound is there; null when it comes to nothing: it failed, has nothing to say, or
 * nobody wants it any more.
 *
 * @param isUrgent leaves the line in work for it
 */
export async function openLine(queue: RenderQueue, lineId: string, isUrgent: boolean, signal: AbortSignal): Promise<LineSound | null> {
  queue.want(lineId, isUrgent);
  while (!signal.aborted) {
    // It may be edited while it is waited for.
    const key = queue.lines.keyOf(lineId);
    const head = key === null ? null : queue.lines.headAt(key);
    const tape = key === null ? null : queue.tapeOf(key);
    if (key === null || head?.sampleCount === 0) return null;
    if (head !== null) return { lineId, key, sampleRateHz: head.sampleRateHz, tape: null };
    if (tape !== null && tape.sampleCount > 0) return { lineId, key, sampleRateHz: tape.sampleRateHz, tape };
    if (!queue.isWanted(lineId)) return null;
    await queue.news.next(signal);
  }
  return null;
}

/**
 * The sound of an opened line from its start, −1…1, as fast as it is made; holds one piece of it at a time. Ends where the sound does, also
 * when the rest of it failed. An edit of the line does not change what is heard of it.
 */
export async function* followLine(queue: RenderQueue, { lineId, key }: LineSound, readPiece: ReadPiece, signal: AbortSignal): AsyncGenerator<Float32Array> {
  const release = queue.hold(key);
  try {
    for (let at = 0; !signal.aborted; ) {
      const head = queue.lines.headAt(key);
      const tape = head === null ? queue.tapeOf(key) : null;
      if (head !== null && at >= head.sampleCount) return;
      const pcm = await readFrom(at, key, head, tape, readPiece);
      at += pcm.length;
      if (pcm.length > 0) yield int16ToFloats(pcm);
      else if (tape === null && !queue.isWanted(lineId)) return;
      else await queue.news.next(signal);
    }
  } finally {
    release();
  }
}

/** What is there from a sample on, of one piece; nothing when there is no more yet. */
async function readFrom(at: number, key: string, head: SoundHead | null, tape: TapeReader | null, readPiece: ReadPiece): Promise<Int16Array> {
  if (tape !== null && at >= tape.writtenSamples) return tape.tailFrom(at);
  if (tape === null && head === null) return new Int16Array(0);
  const piece = await readPiece(key, Math.floor(at / PIECE_SAMPLES));
  if (piece === null) throw new CodedError('storage-failed', 'The sound of a line is gone from this device. Make that line again.');
  return piece.subarray(at % PIECE_SAMPLES);
}
