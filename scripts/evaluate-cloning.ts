/**
 * How near cloned voices come to the people they are made of, through the page's own code on the built-in pack, in Node.
 *
 *     node scripts/evaluate-cloning.mjs PEOPLE.tsv [--limit N] [--baselines]
 *
 * PEOPLE.tsv: columns group, speaker, clip (16 kHz mono 16-bit wav to make a voice of), other (another recording of the
 * same person), optional language (en, zh) and text (what is said in the clip, as a person would correct it);
 * `python -m training.voice.cloning_set` writes two. Prints a table, then one JSON object. With `--baselines` no voice is made: only recordings of people are compared.
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { createMakerPorts, textToCompare } from '../src/app/voices-cloning';
import { hearClip, listenTo } from '../src/app/voices-listener';
import { levelled, makeVoice } from '../src/app/voices-maker';
import type { EngineFiles } from '../src/clients/engine-worker';
import { TokenizerClient } from '../src/clients/tokenizer-client';
import { VocoderClient } from '../src/clients/vocoder-client';
import type { TokenizerEvent } from '../src/protocol/tokenizer';
import type { VocoderEvent } from '../src/protocol/vocoder';
import { cosineOf } from '../src/studio/cloning/similarity';
import { createTokenizerJobs, FOLLOW_UPS, readModels, TOKENIZER_FEATURES, type TokenizerJob } from '../workers/tokenizer/tokenizer-jobs';
import { CtcDecoder } from '../workers/tokenizer/ctc-decoder';
import { Recognizer } from '../workers/tokenizer/recognizer';
import { UNITS } from '../workers/tokenizer/units';
import { createFrontEndData } from '../workers/vocoder/front-end/front-end-data';
import { parseInventory } from '../workers/vocoder/front-end/inventory';
import { VocoderEngine } from '../workers/vocoder/vocoder-engine';
import { createVocoderJobs, type VocoderJob } from '../workers/vocoder/vocoder-jobs';
import { SPEECH_FEATURES, VOICES } from '../workers/vocoder/vocoder-pack';
import { serveJobs } from '../workers/runtime/serve-jobs';
import { collect, openGraphs, readPack } from './open-pack';

const FILES: EngineFiles = { provider: 'wasm', threadCount: 1, graphs: [], files: {} };
const signal = new AbortController().signal;

type Row = { group: string; speaker: string; clip: string; other: string; language: 'en' | 'zh'; /** '' = what is heard. */ text: string };
type Score = { group: string; clone: number; builtIn: number; same: number; vector: Float32Array };

async function openEngines() {
  const pack = readPack('public/models/mini');
  const json = async (name: string): Promise<unknown> => JSON.parse(await (pack[name] ?? new Blob(['null'])).text());
  const graphs = await openGraphs(pack, ['tokenizer', 'prosody', 'acoustic', 'vocoder']);
  const units = v.parse(UNITS, await json('units.json'));
  const decoder = new CtcDecoder(units.text, await readModels(pack));
  const recognizer = new Recognizer(graphs.tokenizer, units, v.parse(TOKENIZER_FEATURES, await json('features.json')).tokenizer, decoder);
  const voices = v.parse(VOICES, await json('voices.json'));
  const engine = new VocoderEngine(graphs, v.parse(SPEECH_FEATURES, await json('features.json')), voices, createFrontEndData(parseInventory(await json('phonemes.json')), () => undefined));
  const [hearing, speaking] = [new MessageChannel(), new MessageChannel()];
  serveJobs<TokenizerJob, TokenizerEvent>(hearing.port2, createTokenizerJobs(async () => ({ recognizer, dispose: async () => undefined })), FOLLOW_UPS);
  serveJobs<VocoderJob, VocoderEvent>(speaking.port2, createVocoderJobs(async () => ({ engine, dispose: async () => undefined })));
  const [tokenizer, vocoder] = [new TokenizerClient(() => hearing.port1), new VocoderClient(() => speaking.port1)];
  await collect(tokenizer.load(FILES, signal));
  await collect(vocoder.load(FILES, signal));
  return { tokenizer, vocoder, voices };
}

/** Mono 16-bit wav with a plain header. */
function readWav(path: string): Float32Array {
  const bytes = readFileSync(path);
  const data = bytes.indexOf('data', 12, 'latin1') + 8;
  return Float32Array.from({ length: (bytes.length - data) >> 1 }, (_, n) => bytes.readInt16LE(data + 2 * n) / 32768);
}

/** Mean with a 95 % interval by resampling people. */
function describe(values: readonly number[]): string {
  const mean = (some: readonly number[]): number => some.reduce((sum, value) => sum + value, 0) / some.length;
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const draws = Array.from({ length: 2000 }, () => mean(values.map(() => values[Math.floor(random() * values.length)] ?? 0))).sort((a, b) => a - b);
  return `${mean(values).toFixed(3)} [${draws[50]?.toFixed(3)}, ${draws[1949]?.toFixed(3)}] n ${values.length}`;
}

const { positionals: [table = ''], values: options } = parseArgs({ allowPositionals: true, options: { limit: { type: 'string', default: '1000' }, baselines: { type: 'boolean', default: false } } });
const [header = '', ...lines] = readFileSync(table, 'utf8').trim().split('\n');
const rows: Row[] = lines.map((line) => {
  const cells = line.split('\t');
  const cell = (name: string): string => cells[header.split('\t').indexOf(name)] ?? '';
  return { group: cell('group'), speaker: cell('speaker'), clip: cell('clip'), other: cell('other'), language: cell('language') === 'zh' ? 'zh' : 'en', text: cell('text') };
});
const { tokenizer, vocoder, voices } = await openEngines();
const ports = createMakerPorts({ tokenizer, vocoder }, (voice) => vocoder.defineVoices([voice]));
const scores: Score[] = [];
const refused: string[] = [];
for (const { group, speaker, clip, other, language, text } of rows.slice(0, Number(options.limit))) {
  const heard = await listenTo(readWav(clip), tokenizer, signal);
  if (typeof heard === 'string') {
    refused.push(`${speaker} ${heard}`);
    continue;
  }
  const same = cosineOf(heard.measured.speaker, (await hearClip(tokenizer, levelled(readWav(other)), signal)).speaker);
  const made = options.baselines ? null : await makeVoice(heard.measured, { ...textToCompare(text === '' ? heard.transcript : text, language), id: 'clone-1', language }, voices, ports, () => undefined, signal);
  scores.push({ group, clone: made?.similarity.clone ?? NaN, builtIn: made?.similarity.builtIn ?? NaN, same, vector: heard.measured.speaker });
  console.error(speaker, Math.round(heard.measured.statistics.medianHz), 'same', same.toFixed(2), ...(made === null ? [] : [made.similarity.builtInName, made.similarity.builtIn.toFixed(2), '→', made.similarity.clone.toFixed(2), 'rate', made.voice.rate.toFixed(2), 'range', made.voice.pitchRange.toFixed(2)]));
}
for (const group of [...new Set(scores.map((score) => score.group)), 'all']) {
  const some = scores.filter((score) => group === 'all' || score.group === group);
  const others = some.map((score) => some.filter((other) => other !== score).reduce((sum, other) => sum + cosineOf(score.vector, other.vector), 0) / Math.max(1, some.length - 1));
  if (!options.baselines) console.log(`${group}\n  clone                      ${describe(some.map(({ clone }) => clone))}\n  best built-in voice        ${describe(some.map(({ builtIn }) => builtIn))}\n  clone − best built-in      ${describe(some.map(({ clone, builtIn }) => clone - builtIn))}`);
  console.log(`${group}\n  same person, other clip    ${describe(some.map(({ same }) => same))}\n  other people, mean of each ${describe(others)}`);
}
console.log(JSON.stringify({ refused, scores: scores.map(({ group, clone, builtIn, same }) => ({ group, clone, builtIn, same })) }));
process.exit(0);
