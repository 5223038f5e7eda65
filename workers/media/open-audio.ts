import {
  ADTS, AudioSampleSink, BlobSource, FLAC, Input, MATROSKA, MP3, MP4, MPEG_TS, OGG, PCM_AUDIO_CODECS, QTFF, UnsupportedInputFormatError, WAVE, WEBM,
  type AudioCodec, type InputAudioTrack,
} from 'mediabunny';
import { downmix } from '../dsp/downmix';
import type { MonoBlock } from './chunker';
import { decodePackets } from './decode-packets';
import { faultOfRead, MediaError } from './media-error';
import { repairWav } from './repair-wav';

/** HLS is left out: a playlist names other addresses, and a dropped file must not make the page fetch anything. */
const FORMATS = [MP4, QTFF, WEBM, MATROSKA, WAVE, OGG, FLAC, MP3, ADTS, MPEG_TS];
/** Decoders that lean on what came before (MP3's bit reservoir, Opus' 80 ms) are right again after this. */
const DECODER_PRE_ROLL_S = 0.5;

/** A file whose sound can be read. */
export type OpenAudio = {
  /** What the file says; null when it does not. */
  durationMs: number | null;
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
  const repaired = await repairWav(file);
  const input = new Input({ source: new BlobSource(repaired.file, { handleUnhandledError: () => undefined }), formats: FORMATS });
  try {
    const track = await findAudioTrack(input);
    const codec = await track.getCodec();
    if (codec === null || !(await track.canDecode())) throw new MediaError('unknown-codec', 'The sound is coded in a way this browser does not decode.');
    const durationS = await track.getDurationFromMetadata().catch(() => null);
    return {
      durationMs: repaired.claimedMs ?? (durationS === null ? null : durationS * 1000),
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

async function findAudioTrack(input: Input): Promise<InputAudioTrack> {
  const track = await input.getPrimaryAudioTrack();
  if (track !== null) return track;
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
  const startS = fromS > 0 ? fromS - DECODER_PRE_ROLL_S : 0;
  try {
    if (PCM_AUDIO_CODECS.some((plain) => plain === codec)) yield* readPlainBlocks(track, startS);
    else {
      for await (const { data, startS: blockStartS } of decodePackets(track, startS)) {
        const samples = toMono(data);
        const rateHz = data.sampleRate;
        data.close();
        yield { samples, rateHz, startS: blockStartS };
      }
    }
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

function toMono(block: Pick<AudioData, 'numberOfChannels' | 'numberOfFrames' | 'copyTo'>): Float32Array {
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
