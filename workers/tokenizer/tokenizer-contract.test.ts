import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { collect, openGraphs, readPack } from '../../scripts/open-pack';
import type { EngineFiles } from '../../src/clients/engine-worker';
import { TokenizerClient, type HearingEvent } from '../../src/clients/tokenizer-client';
import { createGaussian } from '../../src/lib/random';
import type { TokenizerEvent, Transcript } from '../../src/protocol/tokenizer';
import { maxDifference } from '../dsp/max-difference';
import { float32, type Runnable } from '../runtime/graph';
import { JobFailure, serveJobs } from '../runtime/serve-jobs';
import { CtcDecoder } from './ctc-decoder';
import { Recognizer, type Cut } from './recognizer';
import { StreamingRecognizer } from './streaming-recognizer';
import { createTokenizerJobs, FOLLOW_UPS, TOKENIZER_FEATURES, type TokenizerJob } from './tokenizer-jobs';
import { UNITS } from './units';

const FILES: EngineFiles = { provider: 'wasm', threadCount: 1, graphs: [], files: {} };
const files = readPack('e2e/fixtures/packs/random');
const gaussian = createGaussian(9);
const noise = Float32Array.from({ length: 26_000 }, () => 0.1 * gaussian());
const signal = () => new AbortController().signal;
const ports: MessagePort[] = [];
let graph: Runnable;
let recognizer: Recognizer;

beforeAll(async () => {
  graph = (await openGraphs(files, ['tokenizer'])).tokenizer;
  recognizer = await around(graph);
}, 60_000);
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** One hearing in short chunks. */
const SHORT: readonly Cut[] = [{ leadFrames: 0, chunkFrames: 32 }];

async function around(runnable: Runnable, cuts?: readonly Cut[]): Promise<Recognizer> {
  const units = v.parse(UNITS, JSON.parse(await files['units.json']!.text()));
  const features = v.parse(TOKENIZER_FEATURES, JSON.parse(await files['features.json']!.text()));
  return new Recognizer(runnable, units, features.tokenizer, new CtcDecoder(units.text, {}), cuts);
}

/** A graph, for short chunks only, that runs the real one, and whose text, event and language logits say what `speak` says of each frame. */
function scripted(speak: (frame: number) => { unit: number; event: number; language?: number }): Runnable {
  let frame = 0;
  return {
    ...{ name: graph.name, inputNames: graph.inputNames, outputNames: graph.outputNames },
    inputDims: (name) => graph.inputDims(name),
    async run(feeds) {
      const outputs = await graph.run(feeds);
      const { text_logits: text, event_logits: events, language_logits: languages } = outputs;
      if (!text || !events || !languages) throw new Error('The random tokenizer lacks an output.');
      for (let i = 0; i < 8; i += 1, frame += 1) {
        const { unit, event, language = 0 } = speak(frame);
        for (const [tensor, best] of [[text, unit], [events, event], [languages, language]] as const) {
          const width = tensor.dims[2]!;
          (tensor.data as Float32Array).fill(0, i * width, (i + 1) * width);
          (tensor.data as Float32Array)[i * width + best] = 12;
        }
      }
      return outputs;
    },
  };
}

async function connect(runnable?: Runnable) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const own = runnable === undefined ? recognizer : await around(runnable, SHORT);
  serveJobs<TokenizerJob, TokenizerEvent>(port2, createTokenizerJobs(async () => ({ recognizer: own, dispose: async () => undefined })), FOLLOW_UPS);
  const posted: TokenizerEvent[] = [];
  port1.addEventListener('message', ({ data }) => posted.push(data));
  const client = new TokenizerClient(() => port1);
  await collect(client.load(FILES, signal()));
  return { client, posted };
}

const finalOf = (events: readonly HearingEvent[]): Transcript | undefined => events.flatMap((event) => (event.type === 'transcript.final' ? [event.transcript] : []))[0];
const letters = (text: string) => Array.from(text, (letter) => (letter === ' ' ? 1 : letter.charCodeAt(0) - 94));
/** "hi you" between blanks, two frames a letter. */
const SAID = [0, 0, 0, ...letters('hi you').flatMap((unit) => [unit, unit, 0]), 0, 0];
const saying = (event: number, language = 0) => scripted((frame) => ({ unit: SAID[frame] ?? 0, event, language }));
const SPEECH = 1;

describe('an utterance', () => {
  it('is heard the same in one piece and in any pieces', async () => {
    const whole = new StreamingRecognizer(recognizer);
    await whole.push(noise);
    const pieces = new StreamingRecognizer(recognizer);
    for (let at = 0, size = 1; at < noise.length; at += size, size = (size * 7 + 13) % 2999 + 1) await pieces.push(noise.subarray(at, at + size));
    expect(pieces.partial()).toEqual(whole.partial());
    const [a, b] = [await whole.peek(), await pieces.peek()];
    expect(b.transcript).toEqual(a.transcript);
    expect(maxDifference(a.manner.speaker, b.manner.speaker)).toBe(0);
  });

  it('goes on after a peek as if nobody had asked', async () => {
    const asked = new StreamingRecognizer(recognizer);
    const plain = new StreamingRecognizer(recognizer);
    for (let at = 0; at < noise.length; at += 5000) {
      await asked.push(noise.subarray(at, at + 5000));
      await plain.push(noise.subarray(at, at + 5000));
      await asked.peek();
    }
    expect((await asked.peek()).manner).toEqual((await plain.peek()).manner);
  });

  it('remembers exactly the frames the cache holds', async () => {
    const masks: number[] = [];
    const watched: Runnable = { ...scripted(() => ({ unit: 0, event: 0 })), run: async (feeds) => {
      const { data } = feeds['cache_mask'] ?? float32(new Float32Array(0), [0]);
      masks.push(Array.from(data as Float32Array).reduce((sum, value) => sum + value, 0));
      return graph.run(feeds);
    } };
    const utterance = new StreamingRecognizer(await around(watched, SHORT));
    await utterance.push(new Float32Array(16_000 * 4));
    expect(masks.slice(0, 11)).toEqual([0, 8, 16, 24, 32, 40, 48, 56, 64, 64, 64]);
  });

  it('is heard in every cut, each time all of it', async () => {
    const runs: Float32Array[] = [];
    const watched: Runnable = { ...scripted(() => ({ unit: 0, event: 0 })), run: async (feeds) => {
      runs.push((feeds['log_mel']!.data as Float32Array).slice());
      return graph.run(feeds);
    } };
    const cuts = [...SHORT, { leadFrames: 64, chunkFrames: 128 }];
    await new StreamingRecognizer(await around(watched, cuts)).push(noise);
    const join = (length: number) => runs.filter((mel) => mel.length === length).flatMap((mel) => Array.from(mel));
    const mels = runs[0]!.length / 32;
    const [short, wide] = [join(32 * mels), join(128 * mels)];
    expect(wide.length).toBe(128 * mels);
    expect(short.length).toBeGreaterThan(wide.length);
    expect(wide.slice(64 * mels)).toEqual(short.slice(0, 64 * mels));
  });

  it('is shown at once as the short chunks have it, and read in the end as all cuts do', async () => {
    const says = (text: string) => [0, ...letters(text).flatMap((unit) => [unit, unit, 0])];
    const [early, late] = [says('hi yu'), says('hi you')];
    let shortAt = 0;
    const twice: Runnable = { ...scripted(() => ({ unit: 0, event: 0 })), run: async (feeds) => {
      const outputs = await graph.run(feeds);
      const { text_logits: text, event_logits: events } = outputs;
      if (!text || !events) throw new Error('The random tokenizer lacks an output.');
      const frames = text.dims[1]!;
      const isShort = frames === 8;
      for (const [tensor, best] of [[text, (frame: number) => (isShort ? early[frame] : late[frame]) ?? 0], [events, () => SPEECH]] as const) {
        const width = tensor.dims[2]!;
        (tensor.data as Float32Array).fill(0);
        for (let i = 0; i < frames; i += 1) (tensor.data as Float32Array)[i * width + best((isShort ? shortAt : 0) + i)] = isShort ? 4 : 9;
      }
      if (isShort) shortAt += frames;
      return outputs;
    } };
    const utterance = new StreamingRecognizer(await around(twice, [...SHORT, { leadFrames: 0, chunkFrames: 128 }]));
    await utterance.push(noise.subarray(0, 14_000));
    expect(utterance.partial().text).toBe('hi yu');
    expect((await utterance.peek()).transcript.text).toBe('hi you');
    expect(utterance.partial().text).toBe('hi yu');
  });
});

describe('the tokenizer over a real channel', () => {
  it('shows partial, tentative and final transcripts with times inside the audio', async () => {
    const { client, posted } = await connect(saying(SPEECH));
    const hearing = client.recognize(signal());
    for (let at = 0; at < 16_000; at += 4000) hearing.push(noise.slice(at, at + 4000));
    hearing.finish();
    const events = await collect(hearing.updates);
    expect(events.map(({ type }) => type)).toEqual(expect.arrayContaining(['transcript.partial', 'voice.traits', 'transcript.final']));
    const final = finalOf(events);
    expect(final).toMatchObject({ text: 'hi you', language: 'en' });
    expect(final?.words.map(({ text }) => text)).toEqual(['hi', 'you']);
    let last = 0;
    for (const { startMs, endMs, confidence } of final?.words ?? []) {
      expect(startMs).toBeGreaterThanOrEqual(last);
      expect(endMs).toBeGreaterThan(startMs);
      expect(endMs).toBeLessThanOrEqual(1000);
      expect(confidence).toBeGreaterThan(0.9);
      last = endMs;
    }
    expect(posted.at(-1)).toMatchObject({ type: 'done' });
  });

  it.each([
    ['noise', () => saying(3)],
    ['another language', () => saying(SPEECH, 3)],
    ['blanks', () => scripted(() => ({ unit: 0, event: SPEECH }))],
  ])('ends %s with an empty final transcript', async (_, script) => {
    const { client } = await connect(script());
    expect(finalOf(await collect(client.transcribe(noise.slice(), signal())))).toMatchObject({ text: '', words: [] });
  });

  it('transcribes a long clip stretch by stretch, with times of the whole clip', async () => {
    // A burst of noise every four seconds, each of which the graph calls an "a".
    const burstStarts = [1, 5, 9, 13, 17, 21, 25];
    const clip = new Float32Array(16_000 * 30);
    for (const second of burstStarts) clip.set(noise.subarray(0, 6400), second * 16_000);
    const hearsBursts: Runnable = { ...scripted(() => ({ unit: 0, event: 0 })), run: async (feeds) => {
      const mel = feeds['log_mel']!.data as Float32Array;
      const isLoud = (frame: number) => mel.subarray((frame % 8) * 320, (frame % 8) * 320 + 320).reduce((sum, value) => sum + value, 0) / 320 > 1;
      return scripted((frame) => (isLoud(frame) ? { unit: 3, event: SPEECH } : { unit: 0, event: 0 })).run(feeds);
    } };
    const { client } = await connect(hearsBursts);
    const events = await collect(client.transcribe(clip, signal()));
    const final = finalOf(events);
    expect(final?.text.replaceAll(' ', '')).toBe('a'.repeat(burstStarts.length));
    expect(final?.words.map(({ text }) => text).join(' ')).toBe(final?.text);
    expect(final?.words.length).toBeGreaterThan(2);
    expect(final?.words[0]?.startMs).toBeGreaterThan(900);
    for (const [i, { startMs, endMs }] of (final?.words ?? []).entries()) {
      expect(startMs).toBeGreaterThanOrEqual(final?.words[i - 1]?.endMs ?? 0);
      expect(endMs).toBeLessThanOrEqual(30_000);
    }
    // The last burst is heard where it was, however many stretches came before it.
    expect(Math.abs((final?.words.at(-1)?.endMs ?? 0) - 25_400)).toBeLessThan(400);
    expect(events.filter(({ type }) => type === 'transcript.partial')).toHaveLength(30);
  });

  it.each([['zh', 'zh'], ['en', 'en'], [undefined, 'other']] as const)('calls a clip without words %s when that was chosen', async (language, called) => {
    // Blanks and silence: longer than a stretch, so that the clip is joined of two.
    const { client } = await connect(scripted(() => ({ unit: 0, event: 0 })));
    const events = await collect(client.transcribe(new Float32Array(16_000 * 10), signal(), { language }));
    const transcripts = events.flatMap((event) => ('transcript' in event ? [event.transcript] : []));
    expect(transcripts).toHaveLength(11);
    for (const transcript of transcripts) expect(transcript).toMatchObject({ text: '', language: called, words: [] });
  });

  it('answers an utterance without samples, and then hears the next', async () => {
    const { client } = await connect();
    const hearing = client.recognize(signal());
    hearing.peek();
    hearing.finish();
    const events = await collect(hearing.updates);
    expect(events.filter(({ type }) => type === 'transcript.tentative')).toHaveLength(1);
    expect(finalOf(events)).toMatchObject({ text: '' });
    expect(finalOf(await collect(client.transcribe(noise.slice(), signal())))).toBeDefined();
  });

  it('takes the samples over instead of copying them', async () => {
    const { client } = await connect();
    const hearing = client.recognize(signal());
    const pcm = noise.slice(0, 1000);
    hearing.push(pcm);
    expect(pcm).toHaveLength(0);
    hearing.finish();
    await collect(hearing.updates);
  });

  it('hears two utterances at once without mixing them', async () => {
    const { client } = await connect();
    const alone = finalOf(await collect(client.transcribe(noise.slice(0, 16_000), signal())));
    const [a, b] = [client.recognize(signal()), client.recognize(signal())];
    for (let at = 0; at < 16_000; at += 4000) {
      a.push(noise.slice(at, at + 4000));
      b.push(noise.slice(8000 + at, 12_000 + at));
    }
    a.finish();
    b.finish();
    const [heardA] = await Promise.all([collect(a.updates), collect(b.updates)]);
    expect(finalOf(heardA)).toEqual(alone);
  });

  it('hears a background clip only while nobody speaks, and then as if nobody had', async () => {
    const { client, posted } = await connect();
    const alone = finalOf(await collect(client.transcribe(noise.slice(), signal())));
    const talk = client.recognize(signal());
    talk.push(noise.slice(0, 4000));
    const background = collect(client.transcribe(noise.slice(), signal(), { priority: 'background' }));
    await collect(client.transcribe(noise.slice(), signal()));
    const mark = posted.length;
    talk.push(noise.slice(0, 12_000));
    talk.finish();
    await collect(talk.updates);
    const talkJob = posted.find(({ jobId }) => jobId.startsWith('recognize'))?.jobId;
    expect(posted.slice(mark).filter(({ jobId }) => jobId !== talkJob)).toEqual([]);
    expect(finalOf(await background)).toEqual(alone);
  });

  it('drops an utterance that is cancelled: one end and nothing after it', async () => {
    const { client, posted } = await connect();
    const controller = new AbortController();
    const hearing = client.recognize(controller.signal);
    hearing.push(noise.slice(0, 16_000));
    const rejected = expect(collect(hearing.updates)).rejects.toThrow('gone');
    controller.abort(new DOMException('gone', 'AbortError'));
    hearing.push(noise.slice(0, 1000));
    hearing.finish();
    await rejected;
    await collect(client.transcribe(noise.slice(), signal()));
    const recognizeJob = posted.filter(({ jobId }) => jobId.startsWith('recognize'));
    expect(recognizeJob.map(({ type }) => type).filter((type) => type !== 'transcript.partial')).toEqual(['done']);
    expect(recognizeJob.at(-1)).toMatchObject({ type: 'done' });
  });

  it('fails with a code: samples that are no numbers, and a graph that breaks', async () => {
    const { client } = await connect();
    await expect(collect(client.transcribe(Float32Array.of(0, NaN, 0), signal()))).rejects.toMatchObject({ code: 'bad-input' });
    const broken = await connect({ ...scripted(() => ({ unit: 0, event: 0 })), run: () => Promise.reject(new JobFailure('device-lost', 'gone')) });
    await expect(collect(broken.client.transcribe(noise.slice(), signal()))).rejects.toMatchObject({ code: 'device-lost' });
  });
});
