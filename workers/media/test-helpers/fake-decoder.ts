import { vi } from 'vitest';

/** What ffmpeg writes. */
const OPUS_PACKET_US = 20_000;

/** One packet as WebCodecs takes it. */
class FakeChunk {
  readonly timestamp: number;
  readonly duration: number;
  readonly size: number;
  constructor({ timestamp, duration, data }: { timestamp: number; duration: number; data: Uint8Array }) {
    this.timestamp = timestamp;
    // The last packet of a WebM cluster states no length.
    this.duration = duration > 0 ? duration : OPUS_PACKET_US;
    this.size = data.byteLength;
  }
}

type Output = (data: object) => void;

/**
 * A decoder that gives each packet's length in samples, noise from a generator that runs on from packet to packet, as
 * AAC decoders do: what comes out depends on where the decoder began. It knows every codec.
 */
class FakeDecoder extends EventTarget {
  static isConfigSupported = async (config: object): Promise<object> => ({ supported: true, config });
  readonly decodeQueueSize = 0;
  state: 'unconfigured' | 'configured' | 'closed' = 'unconfigured';
  readonly #output: Output;
  #rateHz = 0;
  #noise = 1;

  constructor({ output }: { output: Output; error: (error: Error) => void }) {
    super();
    this.#output = output;
  }

  configure({ sampleRate }: { sampleRate: number }): void {
    this.#rateHz = sampleRate;
    this.state = 'configured';
  }

  decode({ timestamp, duration, size }: FakeChunk): void {
    const samples = Float32Array.from({ length: Math.round((duration / 1e6) * this.#rateHz) }, () => {
      this.#noise = (this.#noise * 16_807 + size) % 2_147_483_647;
      return this.#noise / 2_147_483_647 - 0.5;
    });
    this.#output({
      timestamp, numberOfFrames: samples.length, numberOfChannels: 1, sampleRate: this.#rateHz,
      copyTo: (target: Float32Array) => target.set(samples), close: () => undefined,
    });
  }

  async flush(): Promise<void> {}

  close(): void {
    this.state = 'closed';
  }
}

/** Node has no WebCodecs. */
export function fakeWebCodecs(): void {
  vi.stubGlobal('AudioDecoder', FakeDecoder);
  vi.stubGlobal('EncodedAudioChunk', FakeChunk);
}
