import {
  ADTS, AudioSampleSink, BlobSource, FLAC, Input, MATROSKA, MP3, MP4, MPEG_TS, OGG, PCM_AUDIO_CODECS, QTFF, UnsupportedInputFormatError, WAVE, WEBM,
  type AudioCodec, type InputAudioTrack,
} from 'mediabunny';
import type { MonoBlock } from './chunker';
import { toMono } from './to-mono';
import { decodeSpans } from './decode-spans';
import { faultOfRead, MediaError } from './media-error';
import { hasMovieBox } from './containers/movie-box';
import { findLengthFacts } from './containers/length-facts';
import { repairMatroska } from './containers/repair-matroska';
import { repairWav } from './containers/repair-wav';

/** HLS is left out: a playlist names other addresses, and a dropped file must not make the page fetch anything. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];

/** A file whose sound can be read. */
export type OpenAudio = {
  /** What the file says, or lets guess; null when it does neither. */
  durationMs: number | null;
  /** What must be there, or something was lost; null when the container makes no promise. */
  promisedMs: number | null;
  /** The file ends in the middle of something. */
  isCut: boolean;
  codec: string;
  channelCount: number;
  sampleRateHz: number;
  /** Decodes from about `fromS` on, one block at a time, as fast as it is read. */
  blocks(fromS: number): AsyncGenerator<MonoBlock, void>;
  dispose(): void;
};

/** Reads as much of a file as says what it holds. Throws `MediaError`. */
export async function openAudio(file: Blob): Promise<OpenAudio> {
  if (file.size === 0) throw new MediaError('empty', 'The file is empty.');
  const wav = await repairWav(file);
  const repaired = await repairMatroska(wav.file);
  const input = new Input({ source: new BlobSource(repaired.file, { handleUnhandledError: () => undefined }), formats: FORMATS });
  try {
    const track = await findAudioTrack(input, repaired.file);
    const codec = await track.getCodec();
    if (codec === null || !(await track.canDecode())) throw new MediaError('unknown-codec', 'The sound is coded in a way this browser does not decode.');
    const facts = await findLengthFacts(repaired.file, input, track);
    return {
      durationMs: wav.claimedMs ?? facts.saidMs,
      promisedMs: wav.claimedMs ?? facts.promisedMs,
      isCut: repaired.isCut || facts.isCut,
      codec,
      channelCount: await track.getNumberOfChannels(),
      sampleRateHz: await track.getSampleRate(),
      blocks: (fromS) => decodeBlocks(track, codec, fromS),
      dispose: () => input.dispose(),
    };
  } catch (error) {
    input.dispose();
    throw toMediaError(error);
  }
}

async function findAudioTrack(input: Input, file: Blob): Promise<InputAudioTrack> {
  const track = await input.getPrimaryAudioTrack();
  if (track !== null) return track;
  const format = await input.getFormat();
  if ((format === MP4 || format === QTFF) && !(await hasMovieBox(file))) throw new MediaError('no-index', 'The part of the file that says where its sound is, is not there.');
  const hasVideo = (await input.getVideoTracks()).length > 0;
  throw new MediaError(hasVideo ? 'no-audio-track' : 'not-audio', hasVideo ? 'The video has no sound.' : 'The file has no sound.');
}

function toMediaError(error: unknown): unknown {
  if (error instanceof MediaError) return error;
  if (error instanceof UnsupportedInputFormatError) return new MediaError('not-audio', 'The file is not audio in a format that is known here.');
  const message = error instanceof Error ? error.message : String(error);
  return new MediaError(faultOfRead(error) ?? 'broken', message);
}

async function* decodeBlocks(track: InputAudioTrack, codec: AudioCodec, fromS: number): AsyncGenerator<MonoBlock, void> {
  try {
    if (PCM_AUDIO_CODECS.some((plain) => plain === codec)) yield* readPlainBlocks(track, fromS);
    else yield* decodeSpans(track, fromS);
  } catch (error) {
    throw toMediaError(error);
  }
}

/** PCM needs no decoder. */
async function* readPlainBlocks(track: InputAudioTrack, fromS: number): AsyncGenerator<MonoBlock, void> {
  for await (const sample of new AudioSampleSink(track).samples(fromS > 0 ? fromS : undefined)) {
    const block = { samples: toMono(sample), rateHz: sample.sampleRate, startS: sample.timestamp };
    sample.close();
    yield block;
  }
}
