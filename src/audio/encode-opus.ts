/** Opus knows a few rates only; the browser's encoder resamples to this one. */
const OPUS_RATE_HZ = 48_000;
const BITS_PER_SECOND = 48_000;
/** Samples handed to the encoder at a time, so that hours need no second copy of themselves. */
const STEP = 48_000;

/** Whether this browser has an encoder for mono Opus. */
export async function canEncodeOpus(): Promise<boolean> {
  const { canEncodeAudio } = await import('mediabunny');
  return canEncodeAudio('opus', { numberOfChannels: 1, sampleRate: OPUS_RATE_HZ, bitrate: BITS_PER_SECOND });
}

/** Mono sound, −1…1, at 48 kHz as an Ogg Opus file. The encoder is fetched when it is first needed. */
export async function encodeOpus(pcm: Float32Array, onProgress: (share: number) => void): Promise<ArrayBuffer> {
  const { AudioSample, AudioSampleSource, BufferTarget, OggOutputFormat, Output } = await import('mediabunny');
  const target = new BufferTarget();
  const output = new Output({ format: new OggOutputFormat(), target });
  const source = new AudioSampleSource({ codec: 'opus', bitrate: BITS_PER_SECOND });
  output.addAudioTrack(source);
  await output.start();
  for (let start = 0; start < pcm.length; start += STEP) {
    const sample = new AudioSample({ data: pcm.slice(start, start + STEP), format: 'f32', numberOfChannels: 1, sampleRate: OPUS_RATE_HZ, timestamp: start / OPUS_RATE_HZ });
    await source.add(sample);
    sample.close();
    onProgress(Math.min(1, (start + STEP) / pcm.length));
  }
  await output.finalize();
  if (target.buffer === null) throw new Error('The encoder gave no file.');
  return target.buffer;
}

export { OPUS_RATE_HZ };
