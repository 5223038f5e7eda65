import { MEDIA_CHUNK_MS, MEDIA_CHUNK_SAMPLES } from '../protocol/media';
import type { DetectorPort, MediaPort, MediaUpdate } from './ports';
import { FRAME_SAMPLES } from './segmenter';

type Chunk = Extract<MediaUpdate, { type: 'media.chunk' }>;
/** A chunk of sound with the speech probability of each of its whole frames. */
export type JudgedChunk = Chunk & { probabilities: Float32Array };
export type JudgedUpdate = Exclude<MediaUpdate, Chunk> | JudgedChunk;

/**
 * The detector forgets everything at every eighth chunk (82 s) and then hears a second of what came before: its
 * probabilities depend on the place in the recording only, so that a resumed run finds the same pauses.
 */
const CHUNKS_PER_RESET = 8;
const WARM_UP_SAMPLES = 32 * FRAME_SAMPLES;

/** Where to begin decoding so that `fromMs` is judged as in a run from the start. */
export function firstChunkFor(fromMs: number): number {
  const chunk = Math.floor(fromMs / MEDIA_CHUNK_MS);
  return Math.max(0, chunk - (chunk % CHUNKS_PER_RESET) - 1);
}

/** Chunks of a file with their speech probabilities; those before the first reset only warm the detector up. */
export async function* judgeChunks(media: MediaPort, detector: DetectorPort, file: Blob, fromMs: number, signal: AbortSignal): AsyncGenerator<JudgedUpdate, void> {
  let tail: Float32Array | null = null;
  for await (const update of media.decode(file, firstChunkFor(fromMs) * MEDIA_CHUNK_MS, signal)) {
    signal.throwIfAborted();
    if (update.type !== 'media.chunk') {
      yield update;
      continue;
    }
    const index = Math.round(update.startMs / MEDIA_CHUNK_MS);
    if (index % CHUNKS_PER_RESET === 0) {
      await detector.reset();
      if (tail !== null) await detector.probabilities(tail, signal);
    } else if (tail === null) {
      // The chunk before the first that is judged.
      tail = lastSecond(update.pcm);
      continue;
    }
    tail = lastSecond(update.pcm);
    yield { ...update, probabilities: await detector.probabilities(update.pcm, signal) };
  }
}

function lastSecond(pcm: Float32Array): Float32Array | null {
  return pcm.length < MEDIA_CHUNK_SAMPLES ? null : pcm.slice(-WARM_UP_SAMPLES);
}

/** Computes the next item while the last one is being worked on. */
export async function* readAhead<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  const begin = (): Promise<IteratorResult<Item, void>> => {
    const next = items.next();
    // It is awaited below; until then a failure must not count as unhandled.
    next.catch(() => undefined);
    return next;
  };
  let next = begin();
  try {
    for (;;) {
      const { value, done } = await next;
      if (done === true) return;
      next = begin();
      yield value;
    }
  } finally {
    await items.return();
  }
}
