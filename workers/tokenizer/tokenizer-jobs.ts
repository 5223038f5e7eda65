import * as v from 'valibot';
import { assertNever } from '../../src/lib/assert-never';
import { yieldToMessages } from '../../src/lib/yield-to-messages';
import type { TokenizerEvent, TokenizerRequest, Transcript } from '../../src/protocol/tokenizer';
import { loadGraphs } from '../runtime/load-graphs';
import { readBytes, readJson } from '../runtime/read-file';
import { JobFailure, type JobContext } from '../runtime/serve-jobs';
import { transcribeClip } from './clip';
import { CtcDecoder, type DecoderModels } from './ctc-decoder';
import { Foreground } from '../runtime/foreground';
import { ENGLISH_HEADER, MANDARIN_HEADER, MANDARIN_LEXICON, readNgram, type Ngram } from './ngram';
import { Recognizer } from './recognizer';
import { StreamingRecognizer } from './streaming-recognizer';
import type { Manner } from './traits';
import { UNITS } from './units';

export type TokenizerJob = Exclude<TokenizerRequest, { type: 'cancel' }>;
type Context = JobContext<TokenizerJob, TokenizerEvent>;
export type LoadEngine = (request: Extract<TokenizerJob, { type: 'load' }>, emit: Context['emit']) => Promise<{ recognizer: Recognizer; dispose: () => Promise<void> }>;

/** Requests that belong to a `recognize` job. */
export const FOLLOW_UPS = ['utterance.push', 'utterance.peek', 'utterance.finish'] as const satisfies readonly TokenizerJob['type'][];

const size = v.pipe(v.number(), v.integer(), v.minValue(1));
/** The part of `features.json` that hearing needs. */
export const TOKENIZER_FEATURES = v.object({
  tokenizer: v.object({
    sampleRateHz: v.literal(16_000), nFft: size, winLength: size, hopLength: size, nMels: size, minHz: v.number(), maxHz: v.number(),
    isCentred: v.boolean(), floor: v.number(), mean: v.array(v.number()), std: v.array(v.number()),
  }),
});

/** Loads the graph, the features and the language models of a pack. */
export const loadTokenizer: LoadEngine = async (request, emit) => {
  const units = await readJson(request.files, 'units.json', UNITS);
  const features = await readJson(request.files, 'features.json', TOKENIZER_FEATURES);
  const decoder = new CtcDecoder(units.text, await readModels(request.files));
  const graphs = await loadGraphs(request, ['tokenizer'], emit, { keepOnDevice: (name) => name.endsWith('_cache_out') });
  return { recognizer: new Recognizer(graphs.tokenizer, units, features.tokenizer, decoder), dispose: () => graphs.tokenizer.dispose() };
};

/** The language models of a pack, as far as it has them. */
export async function readModels(files: Record<string, Blob>): Promise<DecoderModels> {
  const models: DecoderModels = {};
  if (files['lm-en.bin'] !== undefined) models.english = await readWordModel(files, 'lm-en.bin', ENGLISH_HEADER);
  if (files['lm-zh.bin'] !== undefined && files['lexicon-zh.json'] !== undefined) {
    models.mandarin = { model: await readWordModel(files, 'lm-zh.bin', MANDARIN_HEADER), lexicon: await readJson(files, 'lexicon-zh.json', MANDARIN_LEXICON) };
  }
  return models;
}

async function readWordModel<Decode>(files: Record<string, Blob>, path: string, schema: Parameters<typeof readNgram<Decode>>[1]): Promise<{ ngram: Ngram; decode: Decode }> {
  const { buffer } = await readBytes(files, path);
  try {
    return readNgram(buffer, schema);
  } catch (error) {
    throw new JobFailure('bad-input', `${path} is not a word model this page can read.`, { cause: error });
  }
}

/** What the worker does with each request. Utterances run side by side; each owns its state. */
export function createTokenizerJobs(load: LoadEngine = loadTokenizer): (request: TokenizerJob, context: Context) => Promise<void> {
  let loaded: Awaited<ReturnType<LoadEngine>> | null = null;
  const foreground = new Foreground();
  const requireLoaded = (): Awaited<ReturnType<LoadEngine>> => {
    if (loaded === null) throw new JobFailure('model-missing', 'The tokenizer has not been loaded.');
    return loaded;
  };

  return async (request, context) => {
    switch (request.type) {
      case 'load':
        await loaded?.dispose();
        loaded = null;
        loaded = await load(request, context.emit);
        return;
      case 'recognize':
        return foreground.run(async () => recognize(new StreamingRecognizer(requireLoaded().recognizer), request.jobId, context));
      case 'transcribe':
        if (request.priority === 'background') return transcribe(requireLoaded().recognizer, request, context, (signal) => foreground.idle(signal));
        return foreground.run(async () => transcribe(requireLoaded().recognizer, request, context));
      case 'utterance.push':
      case 'utterance.peek':
      case 'utterance.finish':
        throw new JobFailure('bad-input', `${request.type} belongs to a recognize job.`);
      default:
        assertNever(request);
    }
  };
}

/** Follows an utterance until `utterance.finish`; a cancel throws out of the loop and drops it. */
async function recognize(utterance: StreamingRecognizer, jobId: string, { emit, followUps }: Context): Promise<void> {
  let computeMs = 0;
  let shownText = '';
  try {
    for await (const message of followUps) {
      const startedAtMs = performance.now();
      if (message.type === 'utterance.finish') {
        const { transcript, manner } = await utterance.peek();
        emitFinal({ transcript, manner, audioMs: utterance.audioMs, computeMs: computeMs + performance.now() - startedAtMs }, jobId, emit);
        return;
      }
      if (message.type === 'utterance.peek') {
        const { transcript, manner } = await utterance.peek();
        emit({ type: 'transcript.tentative', jobId, transcript, traits: manner.traits });
      } else if (message.type === 'utterance.push' && (await utterance.push(checkPcm(message.pcm)))) {
        const transcript = utterance.partial();
        if (transcript.text !== shownText) emit({ type: 'transcript.partial', jobId, transcript });
        shownText = transcript.text;
      }
      computeMs += performance.now() - startedAtMs;
      await yieldToMessages();
    }
  } finally {
    utterance.dispose();
  }
}

async function transcribe(
  recognizer: Recognizer, { jobId, pcm, language }: Extract<TokenizerJob, { type: 'transcribe' }>, { emit, signal }: Context,
  mayGoOn?: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const startedAtMs = performance.now();
  const show = (transcript: Transcript): void => emit({ type: 'transcript.partial', jobId, transcript });
  const { transcript, manner } = await transcribeClip(recognizer, checkPcm(pcm), signal, show, language ?? null, mayGoOn);
  const audioMs = (pcm.length / recognizer.features.sampleRateHz) * 1000;
  emitFinal({ transcript, manner, audioMs, computeMs: performance.now() - startedAtMs }, jobId, emit);
}

function emitFinal({ transcript, manner, audioMs, computeMs }: { transcript: Transcript; manner: Manner; audioMs: number; computeMs: number }, jobId: string, emit: Context['emit']): void {
  const { traits, events, speaker } = manner;
  emit({ type: 'voice.traits', jobId, traits, events, speaker }, [speaker.buffer]);
  emit({ type: 'transcript.final', jobId, transcript, audioMs, computeMs });
}

/** The page is typed, but a message may still come from an older one. */
function checkPcm(pcm: unknown): Float32Array {
  if (!(pcm instanceof Float32Array)) throw new JobFailure('bad-input', 'Expected samples as a Float32Array.');
  return pcm;
}
