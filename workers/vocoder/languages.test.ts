import { beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { collect, openGraphs, readPack } from '../../scripts/open-pack';
import type { EngineFiles } from '../../src/clients/engine-worker';
import { VocoderClient } from '../../src/clients/vocoder-client';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech, type Dialect } from '../../src/protocol/speech';
import type { VocoderEvent } from '../../src/protocol/vocoder';
import { serveJobs } from '../runtime/serve-jobs';
import { createFrontEndData } from './front-end/front-end-data';
import { parseInventory } from './front-end/inventory';
import { VocoderEngine } from './vocoder-engine';
import { createVocoderJobs, type VocoderJob } from './vocoder-jobs';
import { SPEECH_FEATURES, VOICES } from './vocoder-pack';

const FILES: EngineFiles = { provider: 'wasm', threadCount: 1, graphs: [], files: {} };
const MINI = readPack('public/models/mini');
const signal = () => new AbortController().signal;
let client: VocoderClient;

beforeAll(async () => {
  const json = async (name: string): Promise<unknown> => JSON.parse(await MINI[name]!.text());
  const frontEnd = createFrontEndData(parseInventory(await json('phonemes.json')), () => undefined);
  const engine = new VocoderEngine(await openGraphs(MINI, ['prosody', 'acoustic', 'vocoder']), v.parse(SPEECH_FEATURES, await json('features.json')), v.parse(VOICES, await json('voices.json')), frontEnd);
  const { port1, port2 } = new MessageChannel();
  serveJobs<VocoderJob, VocoderEvent>(port2, createVocoderJobs(async () => ({ engine, dispose: async () => undefined })));
  client = new VocoderClient(() => port1);
  await collect(client.load(FILES, signal()));
  return () => [port1, port2].forEach((port) => port.close());
}, 120_000);

describe('the built-in pack', () => {
  it.each<[string, string, Dialect, string[]]>([
    ['Cantonese', 'yue-1', 'cantonese', ['你', '食', '咗', '飯', '未', '呀']],
    ['Japanese', 'ja-tohoku', 'japanese', ['図書館', 'へ', '行き', 'まし', 'た']],
  ])('speaks %s, word by word, at a human pace', async (_, voiceId, dialect, words) => {
    const text = words.join('');
    const chunks = await collect(client.synthesize({ speech: plainSpeech(text, NEUTRAL_SPEECH, dialect), voice: { voiceId, shape: PLAIN_SHAPE } }, signal()));
    const samples = chunks.flatMap(({ pcm }) => Array.from(pcm));
    expect(chunks.flatMap(({ marks }) => marks).map(({ textStart, textEnd }) => text.slice(textStart, textEnd))).toEqual(words);
    const seconds = samples.length / 16_000;
    expect(seconds).toBeGreaterThan(0.08 * text.length);
    expect(seconds).toBeLessThan(0.6 * text.length);
    expect(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length)).toBeGreaterThan(0.01);
  }, 60_000);
});
