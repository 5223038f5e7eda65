import { decodeClip } from '../audio/decode-clip';
import { createId } from '../lib/create-id';
import type { JobCancel, JobEnd } from '../protocol/job';
import { MEDIA_CHUNK_MS, MEDIA_CHUNK_SAMPLES, type MediaEvent, type MediaFault, type MediaRequest } from '../protocol/media';
import { findPeaks } from '../../workers/dsp/peaks';
import { EngineWorker, type EnginePort } from './engine-worker';

/** What is read of a file, without the job it belongs to. A fault is the last. */
export type MediaUpdate = Exclude<MediaEvent, JobEnd>;
type Chunk = Extract<MediaUpdate, { type: 'media.chunk' }>;

/** Up to this size, what the demuxer does not know is tried with the browser's own decoder, which needs all of it at once. */
const MAX_FALLBACK_BYTES = 50_000_000;

/** Faults of the demuxer that the browser's decoder may not share. */
const MAY_BE_KNOWN: readonly MediaFault[] = ['not-audio', 'unknown-codec', 'broken'];

export function createMediaWorker(): Worker {
  return new Worker(new URL('../../workers/media/media.worker.ts', import.meta.url), { type: 'module', name: 'media' });
}

/** Typed proxy to workers/media. */
export class MediaClient {
  readonly #worker: EngineWorker<Exclude<MediaRequest, JobCancel>, MediaEvent>;
  readonly #decodeWhole: (file: Blob) => Promise<Float32Array>;

  constructor(create: () => EnginePort = createMediaWorker, decodeWhole: (file: Blob) => Promise<Float32Array> = decodeClip) {
    this.#worker = new EngineWorker(create);
    this.#decodeWhole = decodeWhole;
  }

  /**
   * Reads a file from the chunk that holds `fromMs` to its end, one chunk ahead of the reader.
   *
   * What is wrong with the file comes as a last `media.fault`; only faults of the worker are thrown.
   */
  async *decode(file: Blob, fromMs: number, signal: AbortSignal): AsyncGenerator<MediaUpdate, void> {
    const jobId = createId('decode');
    const events = this.#worker.run({ type: 'decode', jobId, file, fromMs }, signal);
    const pull = (): void => this.#worker.follow({ type: 'media.pull', jobId });
    pull();
    let hasHeard = fromMs > 0;
    for await (const event of events) {
      if (!isMediaUpdate(event)) continue;
      if (event.type === 'media.chunk') {
        hasHeard ||= event.pcm.length > 0;
        if (!event.isLast) pull();
        // A chunk of nothing before a fault is not worth telling.
        if (!hasHeard && !event.isLast) continue;
      }
      if (event.type !== 'media.fault') {
        yield event;
        continue;
      }
      const pcm = hasHeard || !MAY_BE_KNOWN.includes(event.fault) || file.size > MAX_FALLBACK_BYTES ? null : await this.#decodeWhole(file).catch(() => null);
      // What breaks off for the one decoder does for the other, only without a word.
      if (pcm === null) yield event;
      else yield* cutClip(pcm, { jobId, fromMs, fault: event.fault === 'broken' ? 'broken' : null });
      return;
    }
  }

  dispose(): void {
    this.#worker.dispose();
  }
}

function isMediaUpdate(event: { type: string }): event is MediaUpdate {
  return event.type.startsWith('media.');
}

type ClipWishes = { jobId: string; fromMs: number; fault: MediaFault | null };

/** A decoded clip as if it had been read piece by piece. */
function* cutClip(pcm: Float32Array, { jobId, fromMs, fault }: ClipWishes): Generator<MediaUpdate> {
  const durationMs = (pcm.length / MEDIA_CHUNK_SAMPLES) * MEDIA_CHUNK_MS;
  yield { type: 'media.opened', jobId, durationMs, codec: 'unknown', channelCount: 1, sampleRateHz: MEDIA_CHUNK_SAMPLES / (MEDIA_CHUNK_MS / 1000) };
  for (let index = Math.floor(fromMs / MEDIA_CHUNK_MS); ; index += 1) {
    const piece = pcm.slice(index * MEDIA_CHUNK_SAMPLES, (index + 1) * MEDIA_CHUNK_SAMPLES);
    const isEnd = (index + 1) * MEDIA_CHUNK_SAMPLES >= pcm.length;
    const chunk: Chunk = { type: 'media.chunk', jobId, startMs: index * MEDIA_CHUNK_MS, pcm: piece, peaks: findPeaks(piece), isLast: isEnd && fault === null };
    yield chunk;
    if (isEnd) break;
  }
  if (fault !== null) yield { type: 'media.fault', jobId, fault, atMs: durationMs };
}
