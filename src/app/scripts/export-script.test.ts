import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { PLAIN_SHAPE } from '../../protocol/speech';
import type { ExportFile } from '../../storage/export-files';
import type { ScriptFormat } from '../../stores/script-commands';
import { createProject, DEFAULT_MUSIC, type Project } from '../../studio/project';
import { readProject } from '../../studio/project-file';
import { LoudnessMeter } from '../../studio/render/loudness';
import { createLine } from '../../studio/script/script';
import { exportScript, type ExportParts } from './export-script';
import type { MusicDecoder } from './looped-music';
import { writeZip } from './write-sound';

const RATE_HZ = 8000;
const PIECE_SAMPLES = 20 * RATE_HZ;
const LINE_SECONDS = 30;

/** A script of lines of half a minute, each a tone of its own, and what an export does with it. */
class World {
  readonly written: Uint8Array[] = [];
  readBytes = 0;
  writtenBytes = 0;
  mostHeldSeconds = 0;
  readonly shares: number[] = [];
  readonly controller = new AbortController();
  readonly project: Project;

  constructor(readonly lineCount: number, settings: Partial<Project> = {}) {
    const lines = Array.from({ length: lineCount }, (_, index) => createLine(`l${index}`, `Line ${index} here.`, { speaker: index % 2 === 0 ? 'Ann' : null, pauseAfterMs: 500 }));
    const half = Math.ceil(lineCount / 2);
    const chapters = [{ id: 'c1', title: 'One', lines: lines.slice(0, half) }, { id: 'c2', title: '', lines: lines.slice(half) }];
    this.project = { ...createProject('p', { title: 'A tale', speakers: [{ name: 'Ann', voice: null }], chapters }, { voiceId: '', shape: PLAIN_SHAPE }, 0), loudnessLufs: null, ...settings };
  }

  export(format: ScriptFormat, more: Partial<ExportParts> = {}) {
    const file: ExportFile = {
      write: async (bytes) => {
        this.written.push(bytes.slice());
        this.writtenBytes += bytes.length;
      },
      close: async (type) => new Blob(this.written.map((bytes) => bytes.slice()), { type }),
      abort: async () => undefined,
    };
    return exportScript(format, {
      project: this.project, music: null, decoder: noMusic, signal: this.controller.signal, onProgress: (share) => void this.shares.push(share), openFile: async () => file,
      lines: { headOf: (lineId) => ({ key: lineId, lineId, sampleRateHz: RATE_HZ, sampleCount: LINE_SECONDS * RATE_HZ, pieceCount: 2 }) },
      readWords: async () => Int32Array.of(0, 4, 0, 400, 5, 6, 400, 800, 7, 11, 800, 1500),
      readPiece: async (key, index) => {
        const length = index === 0 ? PIECE_SAMPLES : LINE_SECONDS * RATE_HZ - PIECE_SAMPLES;
        const pcm = Int16Array.from({ length }, (_, n) => 6000 * Math.sin(((n + index * PIECE_SAMPLES) * (300 + Number(key.slice(1)))) / RATE_HZ));
        this.readBytes += pcm.byteLength;
        this.mostHeldSeconds = Math.max(this.mostHeldSeconds, (this.readBytes - this.writtenBytes) / 2 / RATE_HZ);
        return pcm;
      },
      ...more,
    });
  }
}
const noMusic: MusicDecoder = { async *decode() { /* Nothing in it. */ } };
const readSamples = async (blob: Blob, skip = 44) => {
  const view = new DataView(await blob.arrayBuffer());
  return Float32Array.from({ length: (view.byteLength - skip) / 2 }, (_, n) => view.getInt16(skip + 2 * n, true) / 0x8000);
};
const loudness = (pcm: Float32Array) => {
  const meter = new LoudnessMeter(RATE_HZ, 1);
  meter.push([pcm]);
  return meter.integrated();
};

describe('an export', () => {
  it('as WAV is as long as its lines and pauses, holds no more than one piece and a second, and tells how far it is', async () => {
    const world = new World(8);
    const { fileName, blob } = await world.export('wav');
    expect(fileName).toBe('A tale.wav');
    const pcm = await readSamples(blob);
    expect(pcm.length / RATE_HZ).toBe(8 * (LINE_SECONDS + 0.5));
    // What is read of a piece before the one before it was written.
    expect(world.mostHeldSeconds).toBeLessThanOrEqual(20 + 1 + 0.1);
    expect(world.shares.at(-1)).toBe(1);
    expect(world.shares.every((share, index) => share >= (world.shares[index - 1] ?? 0))).toBe(true);
    // Below the ceiling and without a gain every sample is as it was kept.
    expect(pcm[100]! * 0x8000).toBeCloseTo(Math.trunc(6000 * Math.sin((100 * 300) / RATE_HZ)), 0);
    expect([...pcm.subarray(LINE_SECONDS * RATE_HZ + 10, LINE_SECONDS * RATE_HZ + 3900)].every((sample) => sample === 0)).toBe(true);
  });

  it('is brought to its loudness over the whole', async () => {
    const { blob } = await new World(3, { loudnessLufs: -16 }).export('wav');
    expect(Math.abs(loudness(await readSamples(blob)) + 16)).toBeLessThan(0.2);
  });

  it('comes to its loudness also where the limiter takes of it', async () => {
    // A quiet tone with bursts, each of which is as loud as there is.
    const readPiece = async (_key: string, index: number) => {
      const length = index === 0 ? PIECE_SAMPLES : LINE_SECONDS * RATE_HZ - PIECE_SAMPLES;
      return Int16Array.from({ length }, (_, n) => (n % 8000 < 80 ? 30_000 : 3000) * Math.sin((2 * Math.PI * 440 * n) / RATE_HZ));
    };
    const pcm = await readSamples((await new World(3, { loudnessLufs: -16 }).export('wav', { readPiece })).blob);
    expect(Math.abs(loudness(pcm) + 16)).toBeLessThan(0.1);
    expect(20 * Math.log10(Math.max(...pcm.subarray(0, 5 * RATE_HZ).map(Math.abs)))).toBeLessThan(-0.9);
  });

  it('has the music under it, down where somebody speaks, round again, and no sample longer for it', async () => {
    // A second of music, of one value: what is left of it is its gain.
    const decoder: MusicDecoder = { async *decode() { yield { type: 'media.chunk', pcm: new Float32Array(16_000).fill(0.5), startMs: 0, isLast: true }; } };
    const music = { ...DEFAULT_MUSIC, fileName: 'a.wav', gainDb: -6, duckDb: -14, attackMs: 50, releaseMs: 100 };
    const parts = { decoder, music: { recording: new Blob([]), sampleCount: 16_000 } };
    const quiet = await readSamples((await new World(2).export('wav')).blob);
    const mixed = await readSamples((await new World(2, { music }).export('wav', parts)).blob);
    expect(mixed.length).toBe(quiet.length);
    const gainDb = (at: number) => 20 * Math.log10((mixed[at]! - quiet[at]!) / 0.5);
    expect(gainDb(10 * RATE_HZ)).toBeCloseTo(-20, 0);
    expect(gainDb(LINE_SECONDS * RATE_HZ + 0.25 * RATE_HZ)).toBeCloseTo(-6, 0);
    expect(gainDb(mixed.length - 4)).toBeLessThan(-50);
  });

  it('as a zip has a WAV for each line, called by its place, its speaker and its words', async () => {
    const { blob } = await new World(3).export('zip');
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['00001 Ann - Line 0 here.wav', '00002 Line 1 here.wav', '00003 Ann - Line 2 here.wav']);
    expect(files['00002 Line 1 here.wav']?.length).toBe(44 + 2 * LINE_SECONDS * RATE_HZ);
    const huge = { fileName: 'a.wav', sampleCount: 2.1e9, sampleRateHz: RATE_HZ, open: async function* () { /* Not reached. */ } };
    await expect(writeZip({ write: async () => undefined }, [huge])).rejects.toMatchObject({ code: 'export-too-large' });
  });

  it('as MP3 has its chapters before the sound', async () => {
    const { fileName, blob } = await new World(2).export('mp3');
    expect(fileName).toBe('A tale.mp3');
    const bytes = new TextDecoder('latin1').decode(await blob.arrayBuffer());
    expect(bytes).toMatch(/^ID3\x04[\s\S]*A tale[\s\S]*CHAP[\s\S]*One[\s\S]*Chapter 2/);
    // 64 kbit a second.
    expect(blob.size / 8000).toBeCloseTo(2 * (LINE_SECONDS + 0.5), -0.5);
  });

  it('as captions and chapters says when what is heard, and the project comes back as it was', async () => {
    const text = async (format: ScriptFormat) => (await new World(4).export(format)).blob.text();
    expect(await text('srt')).toMatch(/^1\n00:00:00,000 --> [\s\S]*Ann: Line 0 here\.[\s\S]*00:00:30,500 --> /);
    expect(await text('vtt')).toMatch(/^WEBVTT/);
    expect(await text('chapters')).toBe('00:00:00 One\n00:01:01 Chapter 2');
    expect(JSON.parse(await text('chapters-json'))).toMatchObject({ chapters: [{ startTime: 0, title: 'One' }, { startTime: 61, title: 'Chapter 2' }] });
    expect(readProject(await text('project'), 'a.json')).toEqual(new World(4).project);
  });

  it('ends when it is stopped, or when a sound is gone, which it names', async () => {
    const stopped = new World(3);
    const writing = stopped.export('wav', { onProgress: (share) => { if (share > 0.3) stopped.controller.abort(); } });
    await expect(writing).rejects.toThrow('abort');
    await expect(new World(2).export('wav', { readPiece: async () => null })).rejects.toMatchObject({ code: 'storage-failed', message: expect.stringContaining('Line 0 here') });
  });
});
