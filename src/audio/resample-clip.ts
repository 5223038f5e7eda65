import { Resampler } from '../../workers/dsp/resample';
import { yieldToMessages } from '../lib/yield-to-messages';

/** A quarter of a second at 16 kHz: some milliseconds of work. */
const PIECE_LENGTH = 4096;

/** What `resample` of `workers/dsp` answers, made in pieces between which the page goes on: all at once a minute of sound held it up for a second. */
export async function resampleClip(pcm: Float32Array, fromHz: number, toHz: number): Promise<Float32Array<ArrayBuffer>> {
  const resampler = new Resampler(fromHz, toHz);
  const length = Math.ceil((pcm.length * toHz) / fromHz);
  const output = new Float32Array(length + resampler.maxOutputCount(resampler.delaySamples) + 1);
  let written = 0;
  for (let at = 0; at < pcm.length; at += PIECE_LENGTH) {
    written += resampler.process(pcm.subarray(at, at + PIECE_LENGTH), output.subarray(written));
    await yieldToMessages();
  }
  resampler.process(new Float32Array(resampler.delaySamples), output.subarray(written));
  return output.subarray(0, length);
}
