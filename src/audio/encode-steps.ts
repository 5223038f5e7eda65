import { Resampler } from '../../workers/dsp/resample';

/** Samples handed to an encoder at a time, so that hours need no second copy of themselves. */
const STEP = 16_000;

/** A clip step by step, telling how much of it has been taken. */
export async function* stepsOf(pcm: Float32Array, onProgress: (share: number) => void): AsyncGenerator<Float32Array> {
  for (let start = 0; start < pcm.length; start += STEP) {
    yield pcm.subarray(start, start + STEP);
    onProgress(Math.min(1, (start + STEP) / pcm.length));
  }
}

/** The same sound at the rate of an encoder, without the delay of the filter. */
export async function* resampled(chunks: AsyncIterable<Float32Array>, fromHz: number, toHz: number): AsyncGenerator<Float32Array> {
  const resampler = new Resampler(fromHz, toHz);
  const process = (pcm: Float32Array) => {
    const output = new Float32Array(resampler.maxOutputCount(pcm.length));
    return output.slice(0, resampler.process(pcm, output));
  };
  for await (const chunk of chunks) {
    const pcm = process(chunk);
    if (pcm.length > 0) yield pcm;
  }
  const tail = process(new Float32Array(resampler.delaySamples));
  if (tail.length > 0) yield tail;
}
