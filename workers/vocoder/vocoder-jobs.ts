import * as v from 'valibot';
import { assertNever } from '../../src/lib/assert-never';
import { yieldToMessages } from '../../src/lib/yield-to-messages';
import type { ClonedVoice, SpeechLanguage } from '../../src/protocol/speech';
import type { VocoderEvent, VocoderRequest } from '../../src/protocol/vocoder';
import { loadGraphs } from '../runtime/load-graphs';
import { Mutex } from '../../src/lib/mutex';
import { Foreground } from '../runtime/foreground';
import { readJson } from '../runtime/read-file';
import { JobFailure, type JobContext } from '../runtime/serve-jobs';
import type { FrontEndData } from './front-end/front-end';
import { createFrontEndData } from './front-end/front-end-data';
import { parseInventory } from './front-end/inventory';
import { loadGuess } from './front-end/english-g2p';
import { VocoderEngine } from './vocoder-engine';
import { SPEECH_FEATURES, VOICES } from './vocoder-pack';

export type VocoderJob = Exclude<VocoderRequest, { type: 'cancel' }>;
type Context = JobContext<VocoderJob, VocoderEvent>;
export type LoadEngine = (request: Extract<VocoderJob, { type: 'load' }>, emit: Context['emit']) => Promise<{ engine: VocoderEngine; dispose: () => Promise<void> }>;

/** When a visit has got going, and what is rarely spoken can be read in. */
const LATE_MS = 8000;

/** Loads the three graphs, the phonemes and the voices of a pack. */
export const loadVocoder: LoadEngine = async (request, emit) => {
  const inventory = parseInventory(await readJson(request.files, 'phonemes.json', v.unknown()));
  const voices = await readJson(request.files, 'voices.json', VOICES);
  const features = await readJson(request.files, 'features.json', SPEECH_FEATURES);
  const frontEnd = createFrontEndData(inventory, await loadGuess(request.files));
  // The languages of a conversation are there before anyone can speak: four megabytes of English dictionary would hold up the
  // first sentence. They come over the network while the graphs are made.
  const spoken = warmUp(frontEnd, ['en', 'zh']);
  const graphs = await loadGraphs(request, ['prosody', 'acoustic', 'vocoder'], emit);
  await spoken;
  // These take this thread most of a second more, which the first sentence is not to wait for.
  setTimeout(() => void warmUp(frontEnd, ['yue', 'ja']), LATE_MS);
  const dispose = async (): Promise<void> => {
    for (const graph of Object.values(graphs)) await graph.dispose();
  };
  return { engine: new VocoderEngine(graphs, features, voices, frontEnd), dispose };
};

/** Loads the dictionaries of languages one after the other, so that a job can begin between two. A failure is left to the job that needs it. */
async function warmUp({ languages }: FrontEndData, order: readonly SpeechLanguage[]): Promise<void> {
  for (const language of order) {
    await languages.get(language)?.().catch(() => undefined);
    await yieldToMessages();
  }
}

/**
 * What the worker does with each request. Jobs run one after the other: the clause that came first is heard first. Those in the
 * background have a line of their own, and wait between their chunks while anybody stands in the other.
 */
export function createVocoderJobs(load: LoadEngine = loadVocoder): (request: VocoderJob, context: Context) => Promise<void> {
  const lock = new Mutex();
  const backgroundLock = new Mutex();
  const foreground = new Foreground();
  let loaded: Awaited<ReturnType<LoadEngine>> | null = null;
  let clonedVoices: readonly ClonedVoice[] = [];

  async function run(request: VocoderJob, { signal, emit }: Context, mayGoOn: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { jobId } = request;
    signal.throwIfAborted();
    switch (request.type) {
      case 'load':
        await loaded?.dispose();
        loaded = null;
        loaded = await load(request, emit);
        loaded.engine.defineVoices(clonedVoices);
        return;
      case 'voices.define':
        // Kept even without models: they may be loaded later, or anew.
        clonedVoices = request.voices;
        loaded?.engine.defineVoices(clonedVoices);
        return;
      case 'synthesize': {
        await mayGoOn(signal);
        const own = loaded;
        if (own === null) throw new JobFailure('model-missing', 'The vocoder has not been loaded.');
        const { sampleRateHz } = own.engine;
        emit({ type: 'synthesis.described', jobId, provenance: own.engine.describe(request) });
        for await (const { pcm, marks, contour, computeMs } of own.engine.speak(request, signal)) {
          emit({ type: 'synthesis.chunk', jobId, pcm, sampleRateHz, marks, contour, computeMs }, [pcm.buffer, contour.f0Hz.buffer, contour.levelDb.buffer]);
          await mayGoOn(signal);
          // The graphs of a job that waited may have been taken away.
          if (own !== loaded) throw new JobFailure('model-missing', 'The vocoder was loaded anew.');
        }
        return;
      }
      default:
        return assertNever(request);
    }
  }

  return (request, context) => {
    const isBackground = request.type === 'synthesize' && request.priority === 'background';
    if (isBackground) return backgroundLock.run(() => run(request, context, (signal) => foreground.idle(signal)));
    return foreground.run(() => lock.run(() => run(request, context, async () => undefined)));
  };
}
