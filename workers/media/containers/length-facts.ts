import { ADTS, MATROSKA, MP3, OGG, WEBM, type Input, type InputAudioTrack } from 'mediabunny';
import { opusPreSkipS } from '../opus-pre-skip';
import { adtsFrameLength, endsMidFrame, hasMp3Length, mp3FrameLength } from './frame-chain';
import { findOggEnd, readOggSerial } from './ogg-end';

/**
 * What a file says of its length and its end, so that a loss can be told.
 *
 * `saidMs` is for a progress bar and may be a guess. `promisedMs` must be there, or something was lost; null when the
 * container makes no promise. `isCut`: the file ends in the middle of something.
 */
export type LengthFacts = { saidMs: number | null; promisedMs: number | null; isCut: boolean };

export async function findLengthFacts(file: Blob, input: Input, track: InputAudioTrack): Promise<LengthFacts> {
  const format = await input.getFormat();
  if (format === OGG) return findOggFacts(file, track);
  const metadataS = await track.getDurationFromMetadata().catch(() => null);
  const saidMs = metadataS !== null && metadataS > 0 ? metadataS * 1000 : null;
  if (format === MP3) return { saidMs, promisedMs: (await hasMp3Length(file)) ? saidMs : null, isCut: await endsMidFrame(file, mp3FrameLength) };
  if (format === ADTS) return { saidMs, promisedMs: null, isCut: await endsMidFrame(file, adtsFrameLength) };
  // A Matroska file states the length of its longest track only.
  const isOfVideo = (format === MATROSKA || format === WEBM) && (await input.getVideoTracks()).length > 0;
  return { saidMs, promisedMs: isOfVideo ? null : saidMs, isCut: false };
}

/** The last page says where the stream ends, if it belongs to the same stream as the first. */
async function findOggFacts(file: Blob, track: InputAudioTrack): Promise<LengthFacts> {
  const { isCut, endSamples, serial } = await findOggEnd(file);
  const config = await track.getDecoderConfig();
  if (config === null || endSamples === null || serial !== (await readOggSerial(file))) return { saidMs: null, promisedMs: null, isCut };
  const endS = endSamples / config.sampleRate - opusPreSkipS(config);
  const lengthMs = Math.max(0, endS - (await track.getFirstTimestamp())) * 1000;
  return { saidMs: lengthMs, promisedMs: lengthMs, isCut };
}
