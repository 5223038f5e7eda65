import type { EncodedPacket } from 'mediabunny';
import { opusPreSkipS } from './opus-pre-skip';

/** Packets in the decoder at a time; some decoders give nothing out before they have several. */
const MAX_QUEUED = 24;

/** Sound as WebCodecs gives it, with its place in the recording. The reader closes `data`. */
export type DecodedData = { data: AudioData; startS: number };

/**
 * Where the output of a decoder begins that starts with `first`.
 *
 * What a decoder keeps to itself when it starts in the middle of a recording: Opus its pre-skip (RFC 7845, section 4.2),
 * Vorbis the first packet, which only overlaps with the next one (Vorbis I, section 4.3.8).
 */
export function outputStartS(config: AudioDecoderConfig, first: EncodedPacket, firstOfTrackS: number): number {
  if (first.timestamp <= firstOfTrackS) return first.timestamp;
  return first.timestamp + (config.codec === 'vorbis' ? first.duration : opusPreSkipS(config));
}

/** One `AudioDecoder`; time goes by what it gives out, and by its timestamps where packets leave a gap. */
export class PacketDecoder {
  readonly #decoder: AudioDecoder;
  #output: AudioData[] = [];
  #error: DOMException | null = null;
  #wake: () => void = () => undefined;
  #nextS: number;
  /** Of the decoder's own clock against the recording's; set by the first output. */
  #offsetS: number | null = null;

  constructor(config: AudioDecoderConfig, startS: number) {
    this.#nextS = startS;
    this.#decoder = new AudioDecoder({ output: (data) => this.#output.push(data), error: (error) => this.#fail(error) });
    this.#decoder.addEventListener('dequeue', () => this.#wake());
    this.#decoder.configure(config);
  }

  async *take(packet: EncodedPacket): AsyncGenerator<DecodedData, void> {
    this.#check();
    this.#decoder.decode(packet.toEncodedAudioChunk());
    while (this.#decoder.decodeQueueSize > MAX_QUEUED && this.#error === null) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    yield* this.#give();
  }

  async *flush(): AsyncGenerator<DecodedData, void> {
    if (this.#error === null) await this.#decoder.flush().catch(() => undefined);
    yield* this.#give();
    this.#check();
  }

  close(): void {
    for (const data of this.#output.splice(0)) data.close();
    if (this.#decoder.state !== 'closed') this.#decoder.close();
  }

  #fail(error: DOMException): void {
    this.#error = error;
    this.#wake();
  }

  #check(): void {
    if (this.#error !== null && this.#output.length === 0) throw this.#error;
  }

  *#give(): Generator<DecodedData, void> {
    for (let data = this.#output.shift(); data !== undefined; data = this.#output.shift()) {
      const seconds = data.numberOfFrames / data.sampleRate;
      const toldS = data.timestamp / 1e6;
      this.#offsetS ??= this.#nextS - toldS;
      // Told times are rounded, so they are only believed when they are a whole block away.
      if (Math.abs(toldS + this.#offsetS - this.#nextS) >= seconds) this.#nextS = toldS + this.#offsetS;
      const startS = this.#nextS;
      this.#nextS += seconds;
      if (data.numberOfFrames === 0) data.close();
      else yield { data, startS };
    }
  }
}
