import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from 'vitest';
import { createRandom } from '../../src/lib/random';
import type { MediaFault } from '../../src/protocol/media';
import { encodeWav } from '../dsp/wav';
import { fakeWebCodecs } from './test-helpers/fake-decoder';
import { readRecording } from './test-helpers/read-recording';

const clip = (name: string): Uint8Array => Uint8Array.from(readFileSync(new URL(`test-helpers/clips/${name}`, import.meta.url)));
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const join = (...parts: (string | number[] | Uint8Array)[]): Uint8Array => Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...text(part)] : [...part])));
const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);

function noise(byteCount: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  return Uint8Array.from({ length: byteCount }, () => Math.floor(256 * random()));
}

/** A second of sound with one field of its header written over. */
function wavWith(offset: number, value: number, bytes: 2 | 4): Uint8Array {
  const wav = encodeWav(new Float32Array(16_000), 16_000);
  const view = new DataView(wav);
  if (bytes === 2) view.setUint16(offset, value, true);
  else view.setUint32(offset, value, true);
  return new Uint8Array(wav);
}

/** A clip with what follows `mark` written over. */
function clipWith(name: string, mark: string, skip: number, bytes: number[]): Uint8Array {
  const changed = clip(name);
  const at = Buffer.from(changed).indexOf(mark);
  if (at < 0) throw new Error(`${name} has no ${mark}.`);
  changed.set(bytes, at + mark.length + skip);
  return changed;
}

const MUCH = [0xff, 0xff, 0xff, 0xfe];
const FTYP = join([0, 0, 0, 16], 'ftypisom', zeros(4));

const CASES: [string, Uint8Array, MediaFault[]][] = [
  ['zero length', join(), ['empty']],
  ['a single byte', join([0]), ['not-audio']],
  ['a letter', text('Dear Ada, this is a letter. '.repeat(500)), ['not-audio']],
  ['a web page', text(`<!doctype html><title>404</title>${'<p>Not found</p>'.repeat(300)}`), ['not-audio']],
  ['a picture', join([0x89], 'PNG\r\n', [26, 10], noise(5000, 1)), ['not-audio']],
  ['an archive', join('PK', [3, 4], noise(5000, 2)), ['not-audio']],
  ['random bytes', noise(100_000, 3), ['not-audio', 'broken']],
  ['other random bytes', noise(1000, 4), ['not-audio', 'broken']],
  ['zeros', join(zeros(100_000)), ['not-audio']],
  ['a wav of its first twelve bytes', encodeBytes(12), ['empty']],
  ['a wav without sound', encodeBytes(44), ['empty']],
  ['a wav that does not say how it is coded', join('RIFF', [100, 0, 0, 0], 'WAVEdata', [50, 0, 0, 0], noise(200, 5)), ['bad-header']],
  ['a wav without channels', wavWith(22, 0, 2), ['bad-header']],
  ['a wav of 60,000 channels', wavWith(22, 60_000, 2), ['bad-header']],
  ['a wav of five samples a second', wavWith(24, 5, 4), ['bad-header']],
  ['a wav of four billion samples a second', wavWith(24, 0xffffffff, 4), ['bad-header']],
  ['a wav of thirteen bits', wavWith(34, 13, 2), ['bad-header']],
  ['a wav in a code of its own', wavWith(20, 0x1234, 2), ['unknown-codec']],
  ['a wav that claims three gigabytes', wavWith(40, 3_000_000_000, 4), ['broken']],
  ['a wav whose first chunk claims four gigabytes', join('RIFF', MUCH, 'WAVEJUNK', [0xfe, 0xff, 0xff, 0xff], noise(500, 6)), ['broken']],
  ['an mp4 of its first box', FTYP, ['no-index']],
  ['an mp4 inside another box, with no index of its own', join(FTYP, [0, 0, 0x44, 0x28], 'free', clip('index-first.m4a')), ['no-index']],
  ['an mp4 with an empty index', join(FTYP, [0, 0, 0, 8], 'moov'), ['not-audio', 'broken']],
  ['an mp4 whose box claims 2^60 bytes', join(FTYP, [0, 0, 0, 1], 'mdat', [0x10, 0, 0, 0, 0, 0, 0, 0], noise(500, 7)), ['no-index']],
  ['an mp4 whose box claims to be smaller than its head', join(FTYP, [0, 0, 0, 4], 'moov', noise(500, 8)), ['no-index']],
  ['an mp4 that lists four billion packets', clipWith('index-first.m4a', 'stsz', 8, MUCH), ['broken', 'not-audio']],
  ['an mp4 that lists four billion lengths', clipWith('index-first.m4a', 'stts', 4, MUCH), ['broken', 'not-audio']],
  ['a video without sound', clipWith('video.mp4', 'soun', -4, [...text('nope')]), ['no-audio-track']],
  ['an ogg of one head', join('OggS', [0, 2], zeros(20), [1, 30]), ['broken', 'not-audio']],
  ['an ogg of noise', join('OggS', noise(50_000, 9)), ['broken', 'not-audio']],
  ['a flac of its mark', text('fLaC'), ['broken', 'not-audio', 'empty']],
  ['a flac whose picture claims sixteen megabytes', join('fLaC', [6, 0xff, 0xff, 0xff], noise(500, 10)), ['broken', 'not-audio']],
  ['a webm of its head', clip('clip.webm').slice(0, 40), ['not-audio', 'broken']],
  ['a webm whose clusters claim 2^48 bytes', join(clip('clip.webm').slice(0, 300), [0x1f, 0x43, 0xb6, 0x75, 0x01, 0xff, 0, 0, 0, 0, 0, 0], noise(500, 11)), ['broken', 'not-audio']],
  ['a webm in a code of its own', clipWith('clip.webm', 'A_', 0, [...text('XPUS')]), ['unknown-codec']],
  ['an mp3 of heads', join([0xff, 0xfb, 0x90, 0x00, 0xff, 0xfb]), ['broken', 'not-audio', 'empty']],
  ['an mp3 whose tag claims 256 megabytes', join('ID3', [4, 0, 0, 0x7f, 0x7f, 0x7f, 0x7f], noise(500, 12)), ['broken', 'not-audio']],
];

function encodeBytes(count: number): Uint8Array {
  return new Uint8Array(encodeWav(new Float32Array(16_000), 16_000)).slice(0, count);
}

/** Far more than any of these files needs, far less than what some of them claim. */
const MUCH_MEMORY_BYTES = 300_000_000;

beforeAll(fakeWebCodecs);

it.each(CASES)('%s is told for what it is, and takes no memory', async (_, bytes, faults) => {
  const before = process.memoryUsage().rss;
  const { fault, updates } = await readRecording(new Blob([Uint8Array.from(bytes)]));
  expect(faults).toContain(fault?.fault);
  expect(updates.at(-1)).toBe(fault);
  expect(process.memoryUsage().rss - before).toBeLessThan(MUCH_MEMORY_BYTES);
});

it('a name says nothing: what is in a file decides', async () => {
  const { pcm, fault } = await readRecording(new File([Uint8Array.from(clip('clip.mp3'))], 'letter.txt', { type: 'text/plain' }));
  expect(fault).toBeUndefined();
  expect(pcm.length).toBeGreaterThan(7 * 16_000);
});
