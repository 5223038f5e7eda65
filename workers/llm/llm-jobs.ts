import { assertNever } from '../../src/lib/assert-never';
import type { LlmEvent, LlmRequest } from '../../src/protocol/llm';
import type { Graph } from '../runtime/graph';
import { loadGraphs } from '../runtime/load-graphs';
import { Mutex } from '../../src/lib/mutex';
import { readJson } from '../runtime/read-file';
import { JobFailure, type JobContext } from '../runtime/serve-jobs';
import { LlmEngine } from './llm-engine';
import { LLM_TOKENIZER, TextCodec } from './text-codec';
import { TOOL_SCHEMAS } from './tool-schema';

export type LlmJob = Exclude<LlmRequest, { type: 'cancel' }>;
type Context = JobContext<LlmJob, LlmEvent>;
export type LoadEngine = (request: Extract<LlmJob, { type: 'load' }>, emit: Context['emit']) => Promise<{ engine: LlmEngine; dispose: () => Promise<void> }>;

const TOOLS_FILE = 'tools.json';

/** Loads the graph and the tokenizer of a pack. The KV cache stays on the GPU when there is one. */
export const loadLlm: LoadEngine = async (request, emit) => {
  const codec = new TextCodec(await readJson(request.files, 'llm-tokenizer.json', LLM_TOKENIZER));
  const graphs: { llm: Graph } = await loadGraphs(request, ['llm'], emit, { keepOnDevice: (name) => name.startsWith('present.') });
  // A pack without tools has a model that calls none.
  const tools = TOOLS_FILE in request.files ? await readJson(request.files, TOOLS_FILE, TOOL_SCHEMAS) : [];
  const engine = new LlmEngine(graphs.llm, codec, tools.map((tool) => tool.function));
  return { engine, dispose: () => (engine.dispose(), graphs.llm.dispose()) };
};

/** What the worker does with each request. Jobs run one after the other: they share the KV cache. */
export function createLlmJobs(load: LoadEngine = loadLlm): (request: LlmJob, context: Context) => Promise<void> {
  const lock = new Mutex();
  let loaded: Awaited<ReturnType<LoadEngine>> | null = null;

  async function run(request: LlmJob, { signal, emit }: Context): Promise<void> {
    const { jobId } = request;
    signal.throwIfAborted();
    if (request.type === 'load') {
      await loaded?.dispose();
      loaded = null;
      loaded = await load(request, emit);
      return;
    }
    if (loaded === null) throw new JobFailure('model-missing', 'The llm has not been loaded.');
    const { engine } = loaded;
    switch (request.type) {
      case 'prefill':
        return engine.prefill(request.messages, signal);
      case 'reply':
        return engine.reply(request.messages, request.sampling, signal, (news) => emit({ ...news, jobId }));
      case 'translate':
        return engine.translate(request.text, request.to, signal, (news) => emit({ ...news, jobId }));
      default:
        return assertNever(request);
    }
  }

  return (request, context) => lock.run(() => run(request, context));
}
