import { Resampler } from '../../../workers/dsp/resample';
import { CodedError } from '../../lib/coded-error';
import { MEDIA_RATE_HZ } from '../../protocol/media';
import type { MusicReader } from '../../studio/render/mix';

type MediaUpdate = { type: 'media.opened' } | { type: 'media.chunk'; pcm: Float32Array; startMs: number; isLast: boolean } | { type: 'media.fault'; fault: string };
/** `MediaClient` is one. */
export interface MusicDecoder {
  decode(file: Blob, fromMs: number, signal: AbortSignal): AsyncGenerator<MediaUpdate, void>;
}

/** How long a recording is, in samples at `MEDIA_RATE_HZ`; 0 when nothing in it can be decoded. Reads all of it, ten seconds at a time. */
export async function measureMusic(decoder: MusicDecoder, recording: Blob, signal: AbortSignal): Promise<number> {
  let sampleCount = 0;
  for await (const update of decoder.decode(recording, 0, signal)) if (update.type === 'media.chunk') sampleCount += update.pcm.length;
  signal.throwIfAborted();
  return sampleCount;
}

/** A recording read round and round from a place on; holds ten seconds of it. Be sure to `dispose`. */
export class LoopedMusic implements MusicReader {
  readonly #controller = new AbortController();
  readonly #resampler: Resampler;
  #updates: AsyncGenerator<MediaUpdate, void> | null = null;
  #rest = new Float32Array(0);
  #skip: number;
  /** In this round; one without a sound would be followed by others. */
  #hasSounded = false;

  /** @param startSample at `sampleRateHz`, of the whole that the music lies under */
  constructor(
    private readonly decoder: MusicDecoder,
    private readonly music: { recording: Blob; sampleCount: number },
    sampleRateHz: number,
    startSample = 0,
  ) {
    this.#resampler = new Resampler(MEDIA_RATE_HZ, sampleRateHz);
    this.#skip = Math.round((startSample * MEDIA_RATE_HZ) / sampleRateHz) % Math.max(1, music.sampleCount);
  }

  async read(sampleCount: number): Promise<Float32Array> {
    const output = new Float32Array(sampleCount);
    let filled = 0;
    while (filled < sampleCount && this.music.sampleCount > 0) {
      if (this.#rest.length === 0) this.#rest = await this.#next();
      const taken = this.#rest.subarray(0, sampleCount - filled);
      output.set(taken, filled);
      filled += taken.length;
      this.#rest = this.#rest.subarray(taken.length);
    }
    return output;
  }

  dispose(): void {
    this.#controller.abort();
  }

  async #next(): Promise<Float32Array<ArrayBuffer>> {
    for (;;) {
      this.#updates ??= this.decoder.decode(this.music.recording, (this.#skip * 1000) / MEDIA_RATE_HZ, this.#controller.signal);
      const { value, done } = await this.#updates.next();
      this.#controller.signal.throwIfAborted();
      if (done === true || value === undefined || value.type === 'media.fault') {
        if (!this.#hasSounded) throw new CodedError('music-unreadable', 'The music cannot be read any more. Choose it again, or take it away.');
        this.#hasSounded = false;
        this.#updates = null;
        this.#skip = 0;
      } else if (value.type === 'media.chunk' && value.pcm.length > 0) {
        // Chunks lie on a grid, so the first begins before the place that was asked for.
        const before = this.#skip === 0 ? 0 : Math.max(0, this.#skip - Math.round((value.startMs * MEDIA_RATE_HZ) / 1000));
        this.#skip = 0;
        this.#hasSounded = true;
        const pcm = before < value.pcm.length ? value.pcm.subarray(before) : value.pcm.subarray(0, 0);
        const output = new Float32Array(this.#resampler.maxOutputCount(pcm.length));
        return output.subarray(0, this.#resampler.process(pcm, output));
      }
    }
  }
}
