import type { MediaEvent, MediaRequest } from '../../src/protocol/media';
import { JobFailure, type JobContext } from '../runtime/serve-jobs';
import { Chunker, type Chunk } from './chunker';
import { MediaError } from './media-error';
import { openAudio, type OpenAudio } from './open-audio';

export type MediaJob = Exclude<MediaRequest, { type: 'cancel' }>;
type Context = JobContext<MediaJob, MediaEvent>;

export const FOLLOW_UPS = ['media.pull'] as const satisfies readonly MediaJob['type'][];

/** A file that ends this much before it promised to has lost something; less is rounding and what encoders add. */
const MISSING_MS = 500;

/** What the worker does with each request. `open` is a parameter so that tests can hand in a file that breaks. */
export function createMediaJobs(open: (file: Blob) => Promise<OpenAudio> = openAudio): (request: MediaJob, context: Context) => Promise<void> {
  return async (request, context) => {
    if (request.type !== 'decode') throw new JobFailure('bad-input', `${request.type} belongs to a decode job.`);
    const { jobId } = request;
    try {
      await decode(await open(request.file), request, context);
    } catch (error) {
      if (!(error instanceof MediaError)) throw error;
      context.emit({ type: 'media.fault', jobId, fault: error.code, atMs: error.atMs });
      throw new JobFailure('bad-input', error.message);
    }
  };
}

async function decode(audio: OpenAudio, { jobId, fromMs }: Extract<MediaJob, { type: 'decode' }>, { emit, followUps, signal }: Context): Promise<void> {
  const { durationMs, codec, channelCount, sampleRateHz } = audio;
  const chunks = readChunks(audio, fromMs);
  try {
    emit({ type: 'media.opened', jobId, durationMs, codec, channelCount, sampleRateHz });
    for await (const pull of followUps) {
      if (pull.type !== 'media.pull') continue;
      const { value: chunk } = await chunks.next();
      signal.throwIfAborted();
      if (!chunk) return;
      emit({ type: 'media.chunk', jobId, ...chunk }, [chunk.pcm.buffer, chunk.peaks.buffer]);
      if (chunk.isLast) return;
    }
  } finally {
    // Before the generator is closed: it may be waiting for a decoder that only then lets go.
    audio.dispose();
    await chunks.return().catch(() => undefined);
  }
}

/** Chunks until the end; a file that breaks gives out everything before that, and then throws where it was. */
async function* readChunks(audio: OpenAudio, fromMs: number): AsyncGenerator<Chunk, void> {
  const chunker = new Chunker(fromMs);
  let fault: MediaError | null = null;
  try {
    for await (const block of audio.blocks(chunker.fromS)) yield* chunker.push(block);
  } catch (error) {
    if (!(error instanceof MediaError)) throw error;
    fault = error;
  }
  const { heardMs } = chunker;
  const isShort = audio.promisedMs !== null && audio.promisedMs - heardMs >= MISSING_MS;
  if (fault === null && (isShort || audio.isCut)) fault = new MediaError('broken', isShort ? 'The file ends before it says it does.' : 'The file ends in the middle of something.');
  if (fault === null && heardMs === 0) fault = new MediaError('empty', 'The file has no sound in it.');
  for (const chunk of chunker.finish()) yield { ...chunk, isLast: fault === null };
  if (fault !== null) throw new MediaError(fault.code, fault.message, heardMs);
}
