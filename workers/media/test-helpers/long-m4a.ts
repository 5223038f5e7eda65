import { readFileSync } from 'node:fs';
import { BlobSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Input, MP4, Mp4OutputFormat, Output } from 'mediabunny';

/** AAC of any length: the packets of a clip of eight seconds that holds noise, over and over; a decoder fills in noise of its own. */
export async function longM4a(times: number): Promise<Uint8Array<ArrayBuffer>> {
  const clip = readFileSync(new URL('clips/index-first.m4a', import.meta.url));
  const track = await new Input({ source: new BlobSource(new Blob([clip])), formats: [MP4] }).getPrimaryAudioTrack();
  if (track === null) throw new Error('Expected sound.');
  const decoderConfig = (await track.getDecoderConfig()) ?? undefined;
  const packetS = 1024 / (await track.getSampleRate());
  const sink = new EncodedPacketSink(track);
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat(), target });
  const source = new EncodedAudioPacketSource('aac');
  output.addAudioTrack(source);
  await output.start();
  let atS = 0;
  for (let time = 0; time < times; time += 1) {
    for (let packet = await sink.getFirstPacket(); packet !== null; packet = await sink.getNextPacket(packet)) {
      await source.add(packet.clone({ timestamp: atS, duration: packetS }), { decoderConfig });
      atS += packetS;
    }
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}
