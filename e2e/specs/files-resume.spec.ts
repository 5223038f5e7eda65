import { readFileSync } from 'node:fs';
import { BlobSource, BufferTarget, EncodedAudioPacketSource, EncodedPacketSink, Input, MP4, Mp4OutputFormat, Output } from 'mediabunny';
import { expect, test } from '../fixtures/test';
import type { FilesPage } from '../fixtures/files-page';

/** Two minutes of AAC: the packets of a clip that holds noise, over and over; a decoder fills in noise of its own. */
async function longM4a(times: number): Promise<Uint8Array> {
  const clip = readFileSync('workers/media/test-helpers/clips/index-first.m4a');
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
  for (let time = 0; time < times; time++) {
    for (let packet = await sink.getFirstPacket(); packet !== null; packet = await sink.getNextPacket(packet)) {
      await source.add(packet.clone({ timestamp: atS, duration: packetS }), { decoderConfig });
      atS += packetS;
    }
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? new ArrayBuffer(0));
}

/** Words with their times and confidences, as the JSON export has them. */
async function readSegments(files: FilesPage, title: string): Promise<string> {
  await files.entry(title).click();
  await expect(files.texts.first()).toHaveText(/\S/);
  const id = /[^/]+$/.exec(files.page.url())?.[0] ?? '';
  const json = await files.page.evaluate(async (documentId) => new TextDecoder().decode((await window.sotto.exportTranscript(documentId, 'json')).bytes), id);
  const { segments }: { segments: { startMs: number; endMs: number; words: object[] }[] } = JSON.parse(json);
  await files.page.getByRole('button', { name: 'All files' }).click();
  return segments.map(({ startMs, endMs, words }) => JSON.stringify({ startMs, endMs, words })).join('\n');
}

test('an m4a that was left in its middle comes to the text of an unbroken run, to the last confidence', async ({ page, files }) => {
  test.slow();
  const bytes = await longM4a(16);
  await files.open();
  await files.drop([{ name: 'unbroken.m4a', bytes }]);
  await files.expectHeard('unbroken');
  await files.drop([{ name: 'broken.m4a', bytes }]);
  await files.expectTold(/(?<!un)broken\.m4a.*1:[3-9]\d of/);
  await page.reload();
  await files.expectHeard('broken');
  const unbroken = await readSegments(files, 'unbroken');
  expect(unbroken.split('\n').length).toBeGreaterThan(10);
  expect(await readSegments(files, 'broken')).toBe(unbroken);
});
