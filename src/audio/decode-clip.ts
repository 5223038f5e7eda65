import { downmix } from '../../workers/dsp/downmix';
import { probeWav, type WavProbe } from '../../workers/dsp/wav';
import { CAPTURE_RATE_HZ } from '../protocol/capture';
import { ClipError } from './errors';
import { probeDuration } from './probe-duration';

export const MAX_CLIP_SECONDS = 600;
/** Ten minutes of 48 kHz stereo at 24 bits, and some. */
export const MAX_CLIP_BYTES = 200_000_000;

/**
 * Decodes any audio file the browser knows to 16 kHz mono, −1…1. Rejects with `ClipError`.
 *
 * Length is checked before decoding, because a small file can decode to more memory than there is; and again
 * after it, because a header can say anything.
 */
export async function decodeClip(file: Blob): Promise<Float32Array> {
  if (file.size === 0) throw new ClipError('empty', 'The file is empty.');
  if (file.size > MAX_CLIP_BYTES) {
    throw new ClipError('too-large', `The file has ${megabytes(file.size)} MB; at most ${megabytes(MAX_CLIP_BYTES)} MB can be heard.`);
  }
  const bytes = await file.arrayBuffer();
  const wav = probeWav(bytes);
  checkWav(wav);
  checkSeconds(wav.kind === 'wav' ? wav.header.seconds : await probeDuration(file));
  const decoded = await decode(bytes, wav);
  if (decoded.length === 0) throw new ClipError('empty', 'The file has no sound in it.');
  checkSeconds(decoded.duration);
  const mono = new Float32Array(decoded.length);
  downmix(Array.from({ length: decoded.numberOfChannels }, (_, channel) => decoded.getChannelData(channel)), mono);
  return mono;
}

function checkWav(wav: WavProbe): void {
  if (wav.kind === 'broken') throw new ClipError('lying-header', `The wav file contradicts itself: ${wav.reason}.`);
  if (wav.kind === 'wav' && wav.header.dataByteLength === 0) throw new ClipError('empty', 'The wav file has no sound in it.');
}

function checkSeconds(seconds: number | undefined): void {
  if (seconds === undefined || seconds <= MAX_CLIP_SECONDS) return;
  const minutes = Math.ceil(seconds / 60);
  throw new ClipError('too-long', `The file lasts about ${minutes} minutes; at most ${MAX_CLIP_SECONDS / 60} can be heard.`);
}

/** An offline context at 16 kHz makes the browser resample while it decodes. */
async function decode(bytes: ArrayBuffer, wav: WavProbe): Promise<AudioBuffer> {
  const context = new OfflineAudioContext(1, 1, CAPTURE_RATE_HZ);
  return context.decodeAudioData(bytes).catch(() => {
    const message = wav.kind === 'wav' ? 'The sound in this wav file is coded in a way the browser does not know.' : 'The file is not audio that the browser can decode.';
    throw new ClipError('not-audio', message);
  });
}

function megabytes(byteLength: number): number {
  return Math.round(byteLength / 1_000_000);
}
