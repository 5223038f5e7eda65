import * as v from 'valibot';
import { assertNever } from '../../src/lib/assert-never';
import type { VocoderEvent, VocoderRequest } from '../../src/protocol/vocoder';
import { loadGraphs } from '../runtime/load-graphs';
import { Mutex } from '../../src/lib/mutex';
import { readJson } from '../runtime/read-file';
import { JobFailure, type JobContext } from '../runtime/serve-jobs';
import { createFrontEndData } from './front-end/front-end-data';
import { parseInventory } from './front-end/inventory';
import { loadGuess } from './front-end/english-g2p';
import { VocoderEngine } from './vocoder-engine';
import { SPEECH_FEATURES, VOICES } from './vocoder-pack';

export type VocoderJob = Exclude<VocoderRequest, { type: 'cancel' }>;
type Context = JobContext<VocoderJob, VocoderEvent>;
export type LoadEngine = (request: Extract<VocoderJob, { type: 'load' }>, emit: Context['emit']) => Promise<{ engine: VocoderEngine; dispose: () => Promise<void> }>;

/** Loads the three graphs, the phonemes and the voices of a pack. */
export const loadVocoder: LoadEngine = async (request, emit) => {
  const inventory = parseInventory(await readJson(request.files, 'phonemes.json', v.unknown()));
  const voices = await readJson(request.files, 'voices.json', VOICES);
  const features = await readJson(request.files, 'features.json', SPEECH_FEATURES);
  const frontEnd = createFrontEndData(inventory, await loadGuess(request.files));
  const graphs = await loadGraphs(request, ['prosody', 'acoustic', 'vocoder'], emit);
  // Ahead of the first sentence, but after the graphs: reading four megabytes of dictionary takes this thread half a
  // second, and nothing waits for it here. A failure is left to the job that needs it.
  for (const load of frontEnd.languages.values()) void load().catch(() => undefined);
  const dispose = async (): Promise<void> => {
    for (const graph of Object.values(graphs)) await graph.dispose();
  };
  return { engine: new VocoderEngine(graphs, features, voices, frontEnd), dispose };
};

/** What the worker does with each request. Jobs run one after the other: the clause that came first is heard first. */
export function createVocoderJobs(load: LoadEngine = loadVocoder): (request: VocoderJob, context: Context) => Promise<void> {
  const lock = new Mutex();
  let loaded: Awaited<ReturnType<LoadEngine>> | null = null;

  async function run(request: VocoderJob, { signal, emit }: Context): Promise<void> {
    const { jobId } = request;
    signal.throwIfAborted();
    switch (request.type) {
      case 'load':
        await loaded?.dispose();
        loaded = null;
        loaded = await load(request, emit);
        return;
      case 'synthesize': {
        if (loaded === null) throw new JobFailure('model-missing', 'The vocoder has not been loaded.');
        const { sampleRateHz } = loaded.engine;
        emit({ type: 'synthesis.described', jobId, provenance: loaded.engine.describe(request) });
        for await (const { pcm, marks, contour, computeMs } of loaded.engine.speak(request, signal)) {
          emit({ type: 'synthesis.chunk', jobId, pcm, sampleRateHz, marks, contour, computeMs }, [pcm.buffer, contour.f0Hz.buffer, contour.levelDb.buffer]);
        }
        return;
      }
      default:
        return assertNever(request);
    }
  }

  return (request, context) => lock.run(() => run(request, context));
}
