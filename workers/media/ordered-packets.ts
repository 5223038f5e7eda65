import { EncodedPacketSink, type EncodedPacket, type InputAudioTrack } from 'mediabunny';
import { MediaError } from './media-error';

/** Timestamps that step back by less than this are rounded. */
const ROUNDING_S = 0.05;

/**
 * The packets of a track in order. Timestamps that run backwards are not believed: such packets follow the one before.
 *
 * A packet that the container lists and that is not in the file counts as a fault, like one that cannot be read; the
 * demuxer by itself would end there as if all was well. Faults are kept for later, because a decoder still holds sound.
 */
export class OrderedPackets {
  readonly #sink: EncodedPacketSink;
  #last: EncodedPacket | null = null;
  #endS = -Infinity;
  #shiftS = 0;
  /** What ended the packets before their end. */
  fault: unknown = null;

  constructor(track: InputAudioTrack) {
    this.#sink = new EncodedPacketSink(track);
  }

  /** The packet to begin with so that all sound from `fromS` on is there; the first when nothing stands before. */
  begin(fromS: number | null): Promise<EncodedPacket | null> {
    return this.#take(async () => (fromS === null ? null : await this.#sink.getKeyPacket(fromS)) ?? (await this.#sink.getFirstPacket()));
  }

  next(): Promise<EncodedPacket | null> {
    const last = this.#last;
    return last === null ? Promise.resolve(null) : this.#take(() => this.#nextOf(last));
  }

  async #nextOf(last: EncodedPacket): Promise<EncodedPacket | null> {
    const next = await this.#sink.getNextPacket(last);
    if (next === null && (await this.#sink.getNextPacket(last, { metadataOnly: true })) !== null) {
      throw new MediaError('broken', 'The container lists sound that is not in the file.');
    }
    return next;
  }

  async #take(read: () => Promise<EncodedPacket | null>): Promise<EncodedPacket | null> {
    this.#last = await read().catch((error: unknown) => {
      this.fault = error;
      return null;
    });
    if (this.#last === null) return null;
    const { timestamp, duration } = this.#last;
    if (timestamp + this.#shiftS < this.#endS - ROUNDING_S) this.#shiftS = this.#endS - timestamp;
    this.#endS = timestamp + this.#shiftS + duration;
    return this.#shiftS === 0 ? this.#last : this.#last.clone({ timestamp: timestamp + this.#shiftS });
  }
}
