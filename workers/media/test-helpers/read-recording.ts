import { MediaClient, type MediaUpdate } from '../../../src/clients/media-client';
import type { MediaEvent } from '../../../src/protocol/media';
import { serveJobs } from '../../runtime/serve-jobs';
import { createMediaJobs, FOLLOW_UPS, type MediaJob } from '../media-jobs';
import type { OpenAudio } from '../open-audio';

type Chunk = Extract<MediaUpdate, { type: 'media.chunk' }>;

const knowNothing = (): Promise<Float32Array> => Promise.reject(new Error('The browser knows it no better.'));

/** A client and the worker's jobs over a real channel; the browser's own decoder, which a client falls back to, knows nothing. */
export function connectMedia(open?: (file: Blob) => Promise<OpenAudio>, decodeWhole = knowNothing) {
  const { port1, port2 } = new MessageChannel();
  serveJobs<MediaJob, MediaEvent>(port2, createMediaJobs(open), FOLLOW_UPS);
  const client = new MediaClient(() => port1, decodeWhole);
  return { client, close: () => (port1.close(), port2.close()) };
}

/** Everything that is read of a file. */
export async function readRecording(file: Blob, fromMs = 0, open?: (file: Blob) => Promise<OpenAudio>, decodeWhole = knowNothing) {
  const { client, close } = connectMedia(open, decodeWhole);
  const updates: MediaUpdate[] = [];
  for await (const update of client.decode(file, fromMs, new AbortController().signal)) updates.push(update);
  close();
  const chunks = updates.filter((update): update is Chunk => update.type === 'media.chunk');
  const pcm = new Float32Array(chunks.reduce((sum, chunk) => sum + chunk.pcm.length, 0));
  chunks.reduce((at, chunk) => (pcm.set(chunk.pcm, at), at + chunk.pcm.length), 0);
  const fault = updates.find((update) => update.type === 'media.fault');
  return { updates, chunks, pcm, fault };
}
