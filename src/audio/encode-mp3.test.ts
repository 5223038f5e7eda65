import fc from 'fast-check';
import { ALL_FORMATS, BlobSource, EncodedPacketSink, Input } from 'mediabunny';
import { describe, expect, it } from 'vitest';
import { MemoryFile } from '../storage/export-files';
import { writeMp3 } from './encode-mp3';
import { stepsOf } from './encode-steps';
import { mp3Tag, type Mp3Tags } from './mp3-tag';

const NO_TAGS: Mp3Tags = { title: '', chapters: [] };
const tone = (seconds: number, rateHz: number) => Float32Array.from({ length: seconds * rateHz }, (_, n) => 0.4 * Math.sin((2 * Math.PI * 440 * n) / rateHz));

async function encode(pcm: Float32Array, rateHz: number, tags = NO_TAGS) {
  const file = new MemoryFile();
  const positions: number[] = [];
  await writeMp3(stepsOf(pcm, () => undefined), rateHz, tags, (bytes, position) => {
    positions.push(position);
    return file.write(bytes, position);
  });
  const blob = await file.close('audio/mpeg');
  const input = new Input({ source: new BlobSource(blob), formats: ALL_FORMATS });
  const track = await input.getPrimaryAudioTrack();
  if (track === null) throw new TypeError('Expected a track');
  let byteCount = 0;
  for await (const packet of new EncodedPacketSink(track).packets()) byteCount += packet.byteLength;
  return { blob, positions, byteCount, track, title: (await input.getMetadataTags()).title, seconds: await track.computeDuration() };
}

describe('writeMp3', () => {
  it('writes longer sound piece by piece, says in its first frame how long it is, and carries its title', async () => {
    const { blob, positions, track, seconds, byteCount, title } = await encode(tone(150, 16_000), 16_000, { title: 'Der Fluß 河', chapters: [] });
    expect(title).toBe('Der Fluß 河');
    expect(track).toMatchObject({ codec: 'mp3', sampleRate: 16_000, numberOfChannels: 1 });
    // The encoder adds less than three frames of 36 ms.
    expect(seconds).toBeGreaterThanOrEqual(150);
    expect(seconds).toBeLessThan(150.11);
    // The tag, its first mebibyte, near the start again, and the rest.
    expect(positions.slice(0, 2)).toEqual([0, expect.any(Number)]);
    expect(positions.some((position, index) => index > 1 && position < 1000)).toBe(true);
    expect(Math.max(...positions)).toBeGreaterThan(2 ** 20);
    expect(byteCount).toBeGreaterThan(8000 * 149);
    expect(new TextDecoder('latin1').decode(await blob.slice(0, 500).arrayBuffer())).toContain('Xing');
  });

  it('takes a rate that MP3 does not know to the next above it', async () => {
    const { track, seconds } = await encode(tone(2, 20_000), 20_000);
    expect(track.sampleRate).toBe(22_050);
    expect(Math.abs(seconds - 2)).toBeLessThan(0.1);
  });

  it('fails with what its sound failed with', async () => {
    async function* broken() {
      yield tone(1, 16_000);
      throw new RangeError('gone');
    }
    await expect(writeMp3(broken(), 16_000, NO_TAGS, async () => undefined)).rejects.toThrow('gone');
  });
});

describe('a file in memory', () => {
  it('holds what was written last at each place', async () => {
    const writes = fc.array(fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }), back: fc.nat(12) }), { maxLength: 12 });
    await fc.assert(fc.asyncProperty(writes, async (all) => {
      const file = new MemoryFile();
      const expected: number[] = [];
      for (const { bytes, back } of all) {
        const position = Math.max(0, expected.length - back);
        expected.splice(position, bytes.length, ...bytes);
        await file.write(bytes.slice(), back === 0 ? undefined : position);
      }
      expect([...new Uint8Array(await (await file.close('')).arrayBuffer())]).toEqual(expected);
    }));
  });
});

/** The frames of a tag: id, then bytes; sizes are synchsafe. */
function readFrames(bytes: Uint8Array): { id: string; body: Uint8Array }[] {
  const frames: { id: string; body: Uint8Array }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.subarray(at + 4, at + 8).reduce((sum, byte) => (sum << 7) | byte, 0);
    frames.push({ id: String.fromCharCode(...bytes.subarray(at, at + 4)), body: bytes.subarray(at + 10, at + 10 + size) });
    at += 10 + size;
  }
  return frames;
}
const readText = (body: Uint8Array) => new TextDecoder().decode(body.subarray(1, -1));

describe('mp3Tag', () => {
  it('says every chapter as it was given, and lists them in order', () => {
    const title = fc.string({ unit: 'grapheme', maxLength: 40 }).filter((text) => !text.includes('\0'));
    const chapter = fc.record({ title, startMs: fc.nat(4e8), endMs: fc.nat(4e8) });
    fc.assert(fc.property(title, fc.array(chapter, { maxLength: 5 }), (name, chapters) => {
      const tag = mp3Tag({ title: name, chapters });
      if (name === '' && chapters.length === 0) {
        expect(tag.length).toBe(0);
        return;
      }
      expect([...tag.subarray(0, 6)]).toEqual([0x49, 0x44, 0x33, 4, 0, 0]);
      expect(tag.subarray(6, 10).reduce((sum, byte) => (sum << 7) | byte, 0)).toBe(tag.length - 10);
      const frames = readFrames(tag.subarray(10));
      expect(frames.filter(({ id }) => id === 'TIT2').map(({ body }) => readText(body))).toEqual(name === '' ? [] : [name]);
      const marks = frames.filter(({ id }) => id === 'CHAP').map(({ body }) => {
        const idEnd = body.indexOf(0);
        const view = new DataView(body.buffer, body.byteOffset + idEnd + 1);
        return { id: new TextDecoder().decode(body.subarray(0, idEnd)), startMs: view.getUint32(0), endMs: view.getUint32(4), title: readText(readFrames(body.subarray(idEnd + 17))[0]!.body) };
      });
      expect(marks).toEqual(chapters.map((one) => ({ ...one, id: expect.any(String) })));
      const table = frames.find(({ id }) => id === 'CTOC')?.body;
      expect(table === undefined ? [] : new TextDecoder().decode(table.subarray(6)).split('\0').slice(0, -1)).toEqual(marks.map(({ id }) => id));
    }));
  });

  it('keeps the chapters that its table can count', () => {
    const chapters = Array.from({ length: 300 }, (_, index) => ({ title: `${index}`, startMs: index, endMs: index + 1 }));
    expect(readFrames(mp3Tag({ title: '', chapters }).subarray(10)).filter(({ id }) => id === 'CHAP')).toHaveLength(255);
  });
});
