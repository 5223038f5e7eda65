import { downmix } from '../dsp/downmix';

/** All channels of a decoded block as one, within −1…1. */
export function toMono(block: Pick<AudioData, 'numberOfChannels' | 'numberOfFrames' | 'copyTo'>): Float32Array {
  const channels = Array.from({ length: block.numberOfChannels }, (_, planeIndex) => {
    const plane = new Float32Array(block.numberOfFrames);
    block.copyTo(plane, { planeIndex, format: 'f32-planar' });
    return plane;
  });
  const samples = channels[0] ?? new Float32Array(0);
  downmix(channels, samples);
  // A float file may hold anything; one infinite sample would poison the filter.
  for (let n = 0; n < samples.length; n += 1) {
    const value = samples[n] ?? 0;
    if (!(value >= -1 && value <= 1)) samples[n] = Number.isNaN(value) ? 0 : Math.sign(value);
  }
  return samples;
}
