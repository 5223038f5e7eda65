import type { EncodedPacket, InputAudioTrack } from 'mediabunny';
import { MEDIA_CHUNK_SAMPLES, MEDIA_RATE_HZ } from '../../src/protocol/media';
import type { MonoBlock } from './chunker';
import { OrderedPackets } from './ordered-packets';
import { outputStartS, PacketDecoder, type DecodedData } from './packet-decoder';
import { toMono } from './to-mono';

/** Eight chunks: a whole number of samples at every usual rate. */
const SPAN_S = (8 * MEDIA_CHUNK_SAMPLES) / MEDIA_RATE_HZ;
/** Decoders that lean on what came before (MP3's bit reservoir, Opus' 80 ms) are right again after this. */
const PRE_ROLL_S = 0.5;

/**
 * Decodes a compressed track from the span that holds `fromS` to its end, with a new decoder for every span.
 *
 * Decoders have a memory that is never cleared: AAC, for one, fills bands with noise from a generator that runs on from
 * packet to packet. With decoders that begin at fixed places, a run that begins later computes the same samples.
 */
export async function* decodeSpans(track: InputAudioTrack, fromS: number, spanS = SPAN_S): AsyncGenerator<MonoBlock, void> {
  const config = await track.getDecoderConfig();
  const packets = new OrderedPackets(track);
  const index = Math.max(0, Math.floor(fromS / spanS));
  const begin = await packets.begin(index === 0 ? null : index * spanS - PRE_ROLL_S);
  if (config !== null && begin !== null) {
    const decoder = new SpanDecoder(config, await track.getFirstTimestamp(), index, spanS);
    try {
      for (let packet: EncodedPacket | null = begin; packet !== null; packet = await packets.next()) yield* onlyAfter(fromS, decoder.take(packet));
      yield* onlyAfter(fromS, decoder.finish());
    } finally {
      decoder.close();
    }
  }
  if (packets.fault !== null) throw packets.fault;
}

async function* onlyAfter(fromS: number, blocks: AsyncGenerator<MonoBlock, void>): AsyncGenerator<MonoBlock, void> {
  for await (const block of blocks) if (block.startS + block.samples.length / block.rateHz > fromS) yield block;
}

/** Starts a decoder anew at every span, a little before it, and joins what they give to the sample. */
class SpanDecoder {
  #decoder: PacketDecoder | null = null;
  /** From the packet that the next span begins with to the newest; at first only the newest. */
  #recent: EncodedPacket[] = [];
  /** Where a block began that reached past the span. */
  #passedS: number | null = null;

  constructor(private readonly config: AudioDecoderConfig, private readonly firstOfTrackS: number, private index: number, private readonly spanS: number) {}

  async *take(packet: EncodedPacket): AsyncGenerator<MonoBlock, void> {
    this.#recent = startAt([...this.#recent, packet], (this.index + 1) * this.spanS - PRE_ROLL_S);
    yield* this.#feed([packet]);
  }

  async *finish(): AsyncGenerator<MonoBlock, void> {
    if (this.#decoder === null) return;
    yield* this.#cut(this.#decoder.flush());
    if (this.#passedS === null) return;
    yield* this.#goOn(this.#passedS);
    yield* this.finish();
  }

  close(): void {
    this.#decoder?.close();
  }

  async *#feed(packets: readonly EncodedPacket[]): AsyncGenerator<MonoBlock, void> {
    for (const packet of packets) {
      this.#decoder ??= new PacketDecoder(this.config, outputStartS(this.config, packet, this.firstOfTrackS));
      yield* this.#cut(this.#decoder.take(packet));
      if (this.#passedS !== null) return yield* this.#goOn(this.#passedS);
    }
  }

  /** The next span, or the one that is reached: a gap may be longer than a span. */
  async *#goOn(passedS: number): AsyncGenerator<MonoBlock, void> {
    this.#decoder?.close();
    this.#decoder = null;
    this.#passedS = null;
    this.index = Math.max(this.index + 1, Math.floor(passedS / this.spanS));
    this.#recent = startAt(this.#recent, this.index * this.spanS - PRE_ROLL_S);
    yield* this.#feed(this.#recent);
  }

  async *#cut(decoded: AsyncGenerator<DecodedData, void>): AsyncGenerator<MonoBlock, void> {
    const [fromS, endS] = [this.index === 0 ? -Infinity : this.index * this.spanS, (this.index + 1) * this.spanS];
    for await (const { data, startS } of decoded) {
      const rateHz = data.sampleRate;
      const samples = toMono(data);
      data.close();
      const from = Math.max(0, Math.round((fromS - startS) * rateHz));
      const end = Math.min(samples.length, Math.round((endS - startS) * rateHz));
      if (from < end) yield { samples: samples.subarray(from, end), rateHz, startS: startS + from / rateHz };
      if (end < samples.length) this.#passedS ??= startS;
    }
  }
}

/** From the last packet that stands at or before a time, or from the first. */
function startAt(packets: readonly EncodedPacket[], atS: number): EncodedPacket[] {
  const after = packets.findIndex(({ timestamp }) => timestamp > atS);
  return packets.slice(Math.max(0, (after < 0 ? packets.length : after) - 1));
}
