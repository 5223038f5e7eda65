import * as v from 'valibot';
import { assertNever } from '../../src/lib/assert-never';
import { yieldToMessages } from '../../src/lib/yield-to-messages';
import { NEUTRAL_SPEECH, PLAIN_SHAPE, plainSpeech, type ClonedVoice, type SpeechLanguage } from '../../src/protocol/speech';
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
import { SPEECH_FEATURES, VOICES, type Voice } from './vocoder-pack';

export type VocoderJob = Exclude<VocoderRequest, { type: 'cancel' }>;
type Context = JobContext<VocoderJob, VocoderEvent>;
/** `rehearse` gets ready whatever would hold up the first words; it may be stopped at any time. */
type Loaded = { engine: VocoderEngine; rehearse?: (signal: AbortSignal) => Promise<void>; dispose: () => Promise<void> };
export type LoadEngine = (request: Extract<VocoderJob, { type: 'load' }>, emit: Context['emit']) => Promise<Loaded>;

/** When a visit has got going, and what is rarely spoken can be read in. */
const LATE_MS = 8000;

/**
 * Said to nobody when the models are there. A browser compiles code when it first runs and compiles it again when it has run often: without
 * this the first words took over twice the work (training/voice/CONTROLS.md).
 */
const REHEARSED: Partial<Record<SpeechLanguage, string>> = { en: 'Hello, it is 7 o’clock.', zh: '早上好。' };

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
  const engine = new VocoderEngine(graphs, features, voices, frontEnd);
  const speakers = voices.filter(({ language }, i) => language in REHEARSED && voices.findIndex((voice) => voice.language === language) === i);
  return { engine, rehearse: (signal) => rehearse(engine, speakers, signal), dispose };
};

async function rehearse(engine: VocoderEngine, speakers: readonly Voice[], signal: AbortSignal): Promise<void> {
  for (const { id, language } of speakers) {
    const order = { speech: plainSpeech(REHEARSED[language] ?? '', NEUTRAL_SPEECH, null), voice: { voiceId: id, shape: PLAIN_SHAPE } };
    for await (const { pcm } of engine.speak(order, signal)) if (pcm.length > 0) signal.throwIfAborted();
  }
}

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
  let loaded: Loaded | null = null;
  let clonedVoices: readonly ClonedVoice[] = [];
  let rehearsal = new AbortController();

  /** After the end of the load has been posted, and until something is asked for. */
  async function beginRehearsal({ rehearse }: Loaded): Promise<void> {
    rehearsal = new AbortController();
    const { signal } = rehearsal;
    await yieldToMessages();
    // What fails here fails again, and is told, when somebody asks for it.
    if (!signal.aborted) await rehearse?.(signal).catch(() => undefined);
  }

  async function run(request: VocoderJob, { signal, emit }: Context, mayGoOn: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { jobId } = request;
    signal.throwIfAborted();
    if (request.type !== 'voices.define') rehearsal.abort();
    switch (request.type) {
      case 'load':
        await loaded?.dispose();
        loaded = null;
        loaded = await load(request, emit);
        loaded.engine.defineVoices(clonedVoices);
        void beginRehearsal(loaded);
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
