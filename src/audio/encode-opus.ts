import { resampled, stepsOf } from './encode-steps';

/** Opus knows a few rates only; the browser's encoder resamples to this one. */
const OPUS_RATE_HZ = 48_000;
const BITS_PER_SECOND = 48_000;

/** What stands in the comments of an Ogg file (RFC 7845, section 5.2). */
export type OggComments = Readonly<Record<string, string>>;

/** Whether this browser has an encoder for mono Opus. */
export async function canEncodeOpus(): Promise<boolean> {
  const { canEncodeAudio } = await import('mediabunny');
  return canEncodeAudio('opus', { numberOfChannels: 1, sampleRate: OPUS_RATE_HZ, bitrate: BITS_PER_SECOND });
}

/** Mono sound, −1…1, as an Ogg Opus file. The encoder is fetched when it is first needed. */
export async function encodeOpus(pcm: Float32Array, sampleRateHz: number, onProgress: (share: number) => void): Promise<Blob> {
  const pages: Blob[] = [];
  await writeOpus(stepsOf(pcm, onProgress), sampleRateHz, {}, async (bytes) => void pages.push(new Blob([bytes])));
  return new Blob(pages, { type: 'audio/ogg' });
}

/** Writes sound of any length as an Ogg Opus file, page by page in order; the encoder holds a second or so. */
export async function writeOpus(chunks: AsyncIterable<Float32Array>, sampleRateHz: number, comments: OggComments, write: (bytes: Uint8Array<ArrayBuffer>) => Promise<void>): Promise<void> {
  const { AudioSample, AudioSampleSource, OggOutputFormat, Output, StreamTarget } = await import('mediabunny');
  let position = 0;
  const pages = new WritableStream({
    async write(page: { data: Uint8Array<ArrayBuffer>; position: number }) {
      if (page.position !== position) throw new RangeError(`Expected the page at ${position}, got one at ${page.position}`);
      position += page.data.length;
      await write(page.data.slice());
    },
  });
  const output = new Output({ format: new OggOutputFormat(), target: new StreamTarget(pages) });
  const source = new AudioSampleSource({ codec: 'opus', bitrate: BITS_PER_SECOND });
  output.addAudioTrack(source);
  output.setMetadataTags({ raw: { ...comments } });
  await output.start();
  let sampleCount = 0;
  for await (const pcm of resampled(chunks, sampleRateHz, OPUS_RATE_HZ)) {
    const sample = new AudioSample({ data: pcm, format: 'f32', numberOfChannels: 1, sampleRate: OPUS_RATE_HZ, timestamp: sampleCount / OPUS_RATE_HZ });
    sampleCount += pcm.length;
    await source.add(sample);
    sample.close();
  }
  await output.finalize();
}
