import { resampled } from './encode-steps';
import { mp3Tag, type Mp3Tags } from './mp3-tag';

/** The rates of MPEG-1, MPEG-2 and MPEG-2.5, layer III. */
const RATES_HZ = [8000, 11_025, 12_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000];
const BITS_PER_SECOND = 64_000;
/** Bytes written at a time: a frame has a few hundred, and a book half a million frames. */
const WRITE_BYTES = 2 ** 20;

/** Takes bytes at a place: one after another, but for what stands near the start and is known at the end only. */
type WriteAt = (bytes: Uint8Array<ArrayBuffer>, position: number) => Promise<void>;

/**
 * Writes mono sound of any length, −1…1, as an MP3 file. The encoder is fetched when it is first needed and works in a worker of its own,
 * which is ended also when `chunks` throws.
 */
export async function writeMp3(chunks: AsyncIterable<Float32Array>, sampleRateHz: number, tags: Mp3Tags, write: WriteAt): Promise<void> {
  const { AudioSample, AudioSampleSource, Mp3OutputFormat, Output, StreamTarget, canEncodeAudio } = await import('mediabunny');
  if (!(await canEncodeAudio('mp3'))) (await import('@mediabunny/mp3-encoder')).registerMp3Encoder();
  const rateHz = RATES_HZ.find((known) => known >= sampleRateHz) ?? 48_000;
  const tag = mp3Tag(tags);
  if (tag.length > 0) await write(tag, 0);
  const target = new WritableStream({
    write: (part: { data: Uint8Array<ArrayBuffer>; position: number }) => write(part.data.slice(), tag.length + part.position),
  });
  const output = new Output({ format: new Mp3OutputFormat(), target: new StreamTarget(target, { chunked: true, chunkSize: WRITE_BYTES }) });
  const source = new AudioSampleSource({ codec: 'mp3', bitrate: BITS_PER_SECOND });
  output.addAudioTrack(source);
  try {
    await output.start();
    let sampleCount = 0;
    for await (const pcm of resampled(chunks, sampleRateHz, rateHz)) {
      const sample = new AudioSample({ data: pcm, format: 'f32', numberOfChannels: 1, sampleRate: rateHz, timestamp: sampleCount / rateHz });
      sampleCount += pcm.length;
      try {
        await source.add(sample);
      } finally {
        sample.close();
      }
    }
    await output.finalize();
  } catch (error) {
    await output.cancel();
    throw error;
  }
}
