import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { collect, openGraphs, readPack } from '../../scripts/open-pack';
import type { EngineFiles } from '../../src/clients/engine-worker';
import { VocoderClient, type SpeechChunk, type SpeechRequest } from '../../src/clients/vocoder-client';
import { chooseVoice } from '../../src/lib/choose-voice';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech, type SpeechControls } from '../../src/protocol/speech';
import type { VocoderEvent } from '../../src/protocol/vocoder';
import { maxDifference } from '../dsp/max-difference';
import type { Runnable } from '../runtime/graph';
import { serveJobs } from '../runtime/serve-jobs';
import { planWindows } from './acoustic';
import { createFrontEndData } from './front-end/front-end-data';
import { parseInventory } from './front-end/inventory';
import { VocoderEngine, type VocoderGraphs } from './vocoder-engine';
import { createVocoderJobs, type VocoderJob } from './vocoder-jobs';
import { SPEECH_FEATURES, VOICES, type Voice } from './vocoder-pack';

const FILES: EngineFiles = { provider: 'wasm', threadCount: 1, graphs: [], files: {} };
const RANDOM = readPack('e2e/fixtures/packs/random');
const MINI = readPack('public/models/mini');
const signal = () => new AbortController().signal;
const ports: MessagePort[] = [];
let graphs: VocoderGraphs;
let voices: Voice[];

beforeAll(async () => {
  graphs = await openGraphs(RANDOM, ['prosody', 'acoustic', 'vocoder']);
  voices = v.parse(VOICES, JSON.parse(await RANDOM['voices.json']!.text()));
  // The dictionary is large, and the test runner transforms it at its first import.
  await import('cmu-pronouncing-dictionary');
}, 60_000);
afterEach(() => ports.splice(0).forEach((port) => port.close()));

async function engineAround(own: VocoderGraphs, decibelsPerEnergy?: number): Promise<VocoderEngine> {
  const inventory = parseInventory(JSON.parse(await RANDOM['phonemes.json']!.text()));
  const json = JSON.parse(await RANDOM['features.json']!.text());
  const features = v.parse(SPEECH_FEATURES, decibelsPerEnergy === undefined ? json : { ...json, acoustic: { decibelsPerEnergy } });
  return new VocoderEngine(own, features, voices, createFrontEndData(inventory, () => undefined));
}

async function connect(own = graphs) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const engine = await engineAround(own);
  serveJobs<VocoderJob, VocoderEvent>(port2, createVocoderJobs(async () => ({ engine, dispose: async () => undefined })));
  const posted: VocoderEvent[] = [];
  port1.addEventListener('message', ({ data }) => posted.push(data));
  const client = new VocoderClient(() => port1);
  await collect(client.load(FILES, signal()));
  return { client, posted };
}

/** The same graph, with a look at what it is given. */
function watch(graph: Runnable, look: (feeds: Parameters<Runnable['run']>[0]) => void): Runnable {
  return {
    name: graph.name, inputNames: graph.inputNames, outputNames: graph.outputNames, inputDims: (name) => graph.inputDims(name),
    run: (feeds) => {
      look(feeds);
      return graph.run(feeds);
    },
  };
}

function order(text: string, controls: Partial<SpeechControls> = {}, voiceId = 'anna'): SpeechRequest {
  return { speech: plainSpeech(text, { ...NEUTRAL_SPEECH, ...controls }, 'american'), voice: { voiceId, shape: PLAIN_SHAPE } };
}
const lengthOf = (chunks: readonly SpeechChunk[]) => chunks.reduce((sum, { pcm }) => sum + pcm.length, 0);
const join = (chunks: readonly SpeechChunk[]) => Float32Array.from(chunks.flatMap(({ pcm }) => Array.from(pcm)));
const TEXT = 'Hello there, how are you today? I am quite well, thank you.';

describe('the vocoder over a real channel', () => {
  it('sends sound in chunks, the first a short one, then one end', async () => {
    const { client, posted } = await connect();
    const chunks = await collect(client.synthesize(order(TEXT), signal()));
    expect(chunks.length).toBeGreaterThan(3);
    expect(chunks[0]!.pcm.length).toBeLessThan(chunks[1]!.pcm.length);
    expect(chunks.every(({ pcm, sampleRateHz }) => sampleRateHz === 16_000 && pcm.every((sample) => Math.abs(sample) <= 1))).toBe(true);
    expect(join(chunks).some((sample) => Math.abs(sample) > 0.001)).toBe(true);
    expect(posted.filter(({ jobId }) => jobId === chunks[0]!.jobId).map(({ type }) => type).at(-1)).toBe('done');
    expect(posted.filter(({ type }) => type === 'done')).toHaveLength(2);
  });

  it('marks every word once, in order, where it is heard', async () => {
    const { client } = await connect();
    let start = 0;
    let last = 0;
    const words: string[] = [];
    for await (const { pcm, marks } of client.synthesize(order(TEXT), signal())) {
      for (const { textStart, textEnd, startSample, endSample } of marks) {
        words.push(TEXT.slice(textStart, textEnd));
        expect(start + startSample).toBeGreaterThanOrEqual(last);
        expect(startSample).toBeLessThan(pcm.length);
        expect(endSample).toBeGreaterThan(startSample);
        last = start + endSample;
      }
      start += pcm.length;
    }
    expect(words).toEqual(TEXT.match(/[A-Za-z]+/g));
    expect(last).toBeLessThanOrEqual(start);
  });

  it('sounds the same each time, and lasts in proportion to the rate', async () => {
    const { client } = await connect();
    const [first, again, fast] = [await collect(client.synthesize(order('one two three four'), signal())), await collect(client.synthesize(order('one two three four'), signal())), await collect(client.synthesize(order('one two three four', { speakingRate: 2 }), signal()))];
    expect(maxDifference(join(first), join(again))).toBe(0);
    // Whole frames, an even number of them: at most two frames of 200 samples away.
    expect(Math.abs(lengthOf(first) / 2 - lengthOf(fast))).toBeLessThanOrEqual(400);
  });

  it('lets others go first in the middle of a job in the background, and makes the same sound of it', async () => {
    const { client } = await connect();
    const alone = await collect(client.synthesize(order(TEXT), signal()));
    const ends: string[] = [];
    const background = collect(client.synthesize({ ...order(TEXT), priority: 'background' }, signal())).then((chunks) => (ends.push('background'), chunks));
    const others = ['one two', 'three four'].map((text) => collect(client.synthesize(order(text), signal())).then(() => ends.push(text)));
    const [waited] = await Promise.all([background, ...others]);
    expect(ends).toEqual(['one two', 'three four', 'background']);
    expect(maxDifference(join(alone), join(waited!))).toBe(0);
  });

  it('asks for loudness in the unit of the pack', async () => {
    const energyOf = async (energyDb: number, decibelsPerEnergy?: number) => {
      let energy = 0;
      const acoustic = watch(graphs.acoustic, (feeds) => (energy = (feeds['energy']!.data as Float32Array)[0]!));
      const engine = await engineAround({ ...graphs, acoustic }, decibelsPerEnergy);
      await collect(engine.speak(order('hi', { energyDb }), signal()));
      return energy;
    };
    expect(await energyOf(5.75, 5.75) - await energyOf(0, 5.75)).toBeCloseTo(1, 5);
    expect(await energyOf(5) - await energyOf(0)).toBeCloseTo(Math.LN10 / 2, 5);
    const shipped = JSON.parse(await MINI['features.json']!.text());
    expect(shipped.acoustic.decibelsPerEnergy).toBeGreaterThan(0);
    expect(v.parse(SPEECH_FEATURES, shipped).decibelsPerEnergy).toBe(shipped.acoustic.decibelsPerEnergy);
  });

  it('ends at once for text without words', async () => {
    const { client } = await connect();
    expect(await collect(client.synthesize(order('😀 …'), signal()))).toEqual([]);
  });

  it('says first what it is made of, and with every chunk how high and loud it is', async () => {
    const { client, posted } = await connect();
    const chunks = await collect(client.synthesize(order(TEXT, { pitchSemitones: 2 }), signal()));
    const own = posted.filter(({ jobId }) => jobId === chunks[0]!.jobId);
    expect(own.map(({ type }) => type).slice(0, 2)).toEqual(['synthesis.described', 'synthesis.chunk']);
    expect(own[0]).toMatchObject({ provenance: { neural: expect.arrayContaining([expect.stringContaining('Acoustic')]), signal: [expect.stringContaining('Pitch')] } });
    for (const { pcm, contour } of chunks) {
      expect(contour.frameRateHz).toBe(80);
      expect(contour.f0Hz).toHaveLength(pcm.length / 200);
      expect(contour.levelDb.every((level) => level >= -120 && level <= 0)).toBe(true);
      expect(contour.f0Hz.every((hz) => hz === 0 || (hz > 50 && hz < 530))).toBe(true);
    }
  });

  it('lasts longer by exactly the pause that was asked for', async () => {
    const { client } = await connect();
    const lengthWith = async (ms: number) => {
      const { speech, voice } = order('one two');
      return lengthOf(await collect(client.synthesize({ speech: { ...speech, events: [{ at: 3, kind: 'pause', ms }] }, voice }, signal())));
    };
    const [short, long, none] = [await lengthWith(200), await lengthWith(1200), lengthOf(await collect(client.synthesize(order('one two'), signal())))];
    expect(Math.abs(long - short - 16_000)).toBeLessThanOrEqual(200);
    expect(none).toBeLessThan(long);
  });

  it('laughs, sighs and breathes, and begins and ends with the silence that was asked for', async () => {
    const { client } = await connect();
    const { speech, voice } = order(' ');
    const chunks = await collect(client.synthesize({ speech: { ...speech, events: [{ at: 0, kind: 'pause', ms: 500 }, { at: 0, kind: 'gesture', gesture: 'laugh' }, { at: 0, kind: 'gesture', gesture: 'breath' }, { at: 1, kind: 'pause', ms: 500 }] }, voice }, signal()));
    const levels = chunks.flatMap(({ contour }) => Array.from(contour.levelDb));
    expect(levels.slice(0, 35).every((level) => level === -120)).toBe(true);
    expect(levels.slice(-30).every((level) => level === -120)).toBe(true);
    expect(Math.max(...levels)).toBeGreaterThan(-60);
  });

  it('changes only the words of a span', async () => {
    const { client } = await connect();
    const { speech, voice } = order('one two three');
    const [first] = speech.spans;
    const spans = [{ ...first!, textEnd: 4 }, { ...first!, textStart: 4, controls: { ...NEUTRAL_SPEECH, speakingRate: 0.5 } }];
    const lengths = async (changed: typeof speech) => (await collect(client.synthesize({ speech: changed, voice }, signal()))).flatMap(({ marks }) => marks.map(({ startSample, endSample }) => endSample - startSample));
    const [plain, slow] = [await lengths(speech), await lengths({ ...speech, spans })];
    expect(Math.abs(slow[0]! - plain[0]!)).toBeLessThanOrEqual(400);
    expect(Math.abs(slow[1]! / plain[1]! - 2)).toBeLessThan(0.3);
  });

  it('whispers without a pitch', async () => {
    const { client } = await connect();
    const chunks = await collect(client.synthesize(order('one two', { style: 'whisper' }), signal()));
    expect(chunks.every(({ contour }) => contour.f0Hz.every((hz) => hz === 0))).toBe(true);
    expect(join(chunks).some((sample) => Math.abs(sample) > 0.0005)).toBe(true);
  });

  it('transfers the samples', async () => {
    const engine = await engineAround(graphs);
    for await (const { pcm } of engine.speak(order('hi'), signal())) {
      expect(pcm.byteOffset).toBe(0);
      expect(pcm.buffer.byteLength).toBe(pcm.byteLength);
    }
  });

  it('stops when it is cancelled: one end, nothing after it, and the next clause is heard', async () => {
    const { client, posted } = await connect();
    const controller = new AbortController();
    let cancelledId = '';
    await expect((async () => {
      for await (const { jobId } of client.synthesize(order(TEXT.repeat(5)), controller.signal)) {
        cancelledId = jobId;
        controller.abort(new DOMException('barge-in', 'AbortError'));
      }
    })()).rejects.toThrow('barge-in');
    expect(lengthOf(await collect(client.synthesize(order('and now'), signal())))).toBeGreaterThan(0);
    const events = posted.filter(({ jobId }) => jobId === cancelledId);
    expect(events.filter(({ type }) => type === 'done' || type === 'failed')).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ type: 'done' });
    expect(events.length).toBeLessThan(5);
  });

  it('speaks clauses that were asked for together in the order they came', async () => {
    const { client, posted } = await connect();
    await Promise.all(['one', 'two', 'three'].map((text) => collect(client.synthesize(order(text), signal()))));
    const chunks = posted.filter(({ type }) => type === 'synthesis.chunk' || type === 'done').map(({ jobId }) => jobId);
    expect(chunks).toEqual([...chunks].sort((a, b) => chunks.indexOf(a) - chunks.indexOf(b)));
  });

  it('fails with a code: an unknown voice, and a graph that computes NaN', async () => {
    const { client } = await connect();
    await expect(collect(client.synthesize(order('hi', {}, 'nobody'), signal()))).rejects.toMatchObject({ code: 'bad-input' });
    const poisoned = (graph: Runnable, output: string): Runnable => ({
      ...watch(graph, () => undefined),
      run: async (feeds) => {
        const outputs = await graph.run(feeds);
        (outputs[output]!.data as Float32Array).fill(NaN);
        return outputs;
      },
    });
    for (const broken of [{ ...graphs, prosody: poisoned(graphs.prosody, 'log_durations') }, { ...graphs, acoustic: poisoned(graphs.acoustic, 'velocity') }]) {
      const own = await connect(broken);
      await expect(collect(own.client.synthesize(order('hi'), signal()))).rejects.toMatchObject({ code: 'wrong-result' });
    }
  });
});

describe('voices over a real channel', () => {
  it('speaks in a voice it was told of, at its pitch, and no longer once that is taken back', async () => {
    const { client } = await connect();
    const base = voices.find(({ id }) => id === 'anna')!;
    const clone = { id: 'clone-1', language: base.language, speaker: base.speaker, modelPitchHz: base.pitchHz, pitchHz: base.pitchHz * 1.5, pitchRange: 1, rate: 1, formantFactor: 1, equalizerDb: new Array<number>(32).fill(0) };
    const pitchesOf = async (voiceId: string) => (await collect(client.synthesize(order('one two three four', {}, voiceId), signal()))).flatMap(({ contour }) => Array.from(contour.f0Hz)).filter((hz) => hz > 0);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + Math.log(value), 0) / values.length;
    const plain = mean(await pitchesOf('anna'));
    await client.defineVoices([clone]);
    expect(mean(await pitchesOf('clone-1')) - plain).toBeCloseTo(Math.log(1.5), 2);
    await client.defineVoices([]);
    // A text may still name it.
    expect(mean(await pitchesOf('clone-1'))).toBeCloseTo(mean(await pitchesOf(voices[0]!.id)), 6);
  });

  it('tells a worker that is loaded anew of the voices it knew', async () => {
    const { client, posted } = await connect();
    const base = voices.find(({ id }) => id === 'anna')!;
    await client.defineVoices([{ id: 'clone-1', language: base.language, speaker: base.speaker, modelPitchHz: base.pitchHz, pitchHz: 150, pitchRange: 1, rate: 1, formantFactor: 1, equalizerDb: [] }]);
    const before = posted.filter(({ type }) => type === 'done').length;
    await collect(client.load(FILES, signal()));
    expect(posted.filter(({ type }) => type === 'done').length).toBe(before + 2);
  });

  it('speaks Chinese in the nearest Chinese voice, and mixed text in both', async () => {
    const asked: number[] = [];
    const prosody = watch(graphs.prosody, (feeds) => asked.push(Number(feeds['language_id']!.data[0]), Number((feeds['speaker']!.data as Float32Array)[0]!.toFixed(4))));
    const { client } = await connect({ ...graphs, prosody });
    await collect(client.synthesize(order('你 apple 吗？'), signal()));
    const [anna, , mei] = voices;
    expect(asked).toEqual([1, mei!.speaker[0], 0, anna!.speaker[0], 1, mei!.speaker[0]]);
    expect(chooseVoice(voices, 'nobody', 'en')).toBeUndefined();
  });
});

describe('windows of the acoustic model', () => {
  it('cover every frame once, start small, see their neighbours, and are even', () => {
    for (let frameCount = 2; frameCount < 2000; frameCount += 2) {
      let expected = 0;
      for (const { start, end, from, to } of planWindows(frameCount)) {
        expect(start).toBe(expected);
        expect(end).toBeGreaterThan(start);
        expect(from).toBe(Math.max(0, start - 32));
        expect(to).toBe(Math.min(frameCount, end + 32));
        expect((start % 2) + (end % 2) + (to - from) % 2).toBe(0);
        expected = end;
      }
      expect(expected).toBe(frameCount);
    }
  });
});
