import { describe, expect, it } from 'vitest';
import type { LlmEvent } from '../protocol/llm';
import { EngineWorker, type EnginePort } from './engine-worker';
import { LlmClient } from './llm-client';

/** A worker that answers nothing by itself. */
class ScriptedWorker extends EventTarget implements EnginePort {
  readonly requests: { type: string; jobId: string }[] = [];
  isTerminated = false;

  postMessage(message: { type: string; jobId: string }): void {
    this.requests.push(message);
  }
  terminate(): void {
    this.isTerminated = true;
  }
  answer(event: LlmEvent): void {
    this.dispatchEvent(new MessageEvent('message', { data: event }));
  }
  crash(message: string): void {
    this.dispatchEvent(Object.assign(new Event('error'), { message }));
  }
}

function startWorkers() {
  const workers: ScriptedWorker[] = [];
  const create = (): ScriptedWorker => {
    const worker = new ScriptedWorker();
    workers.push(worker);
    return worker;
  };
  return { workers, create };
}

const signal = () => new AbortController().signal;
const prompt = [{ role: 'human' as const, content: 'hi' }];
const sampling = { temperature: 0, topP: 1, repetitionPenalty: 1, maxTokens: 5, seed: 1 };

describe('an engine worker', () => {
  it('is started by the first job and used by all', () => {
    const { workers, create } = startWorkers();
    const client = new LlmClient(create);
    expect(workers).toHaveLength(0);
    void client.prefill(prompt, signal());
    client.reply(prompt, sampling, signal());
    expect(workers).toHaveLength(1);
    expect(workers[0]?.requests.map(({ type }) => type)).toEqual(['prefill', 'reply']);
  });

  it('that crashes fails its jobs, and the next load starts another', async () => {
    const { workers, create } = startWorkers();
    const client = new LlmClient(create);
    const replies = [client.reply(prompt, sampling, signal()), client.reply(prompt, sampling, signal())];
    workers[0]?.crash('out of luck');
    for (const reply of replies) await expect(reply.next()).rejects.toMatchObject({ code: 'internal', message: 'out of luck' });
    expect(workers[0]?.isTerminated).toBe(true);
    const loading = client.load({ provider: 'wasm', threadCount: 1, graphs: [], files: {} }, signal()).next();
    expect(workers).toHaveLength(2);
    const { jobId } = workers[1]!.requests[0]!;
    workers[1]?.answer({ type: 'graph.loaded', jobId, graph: 'llm', provider: 'wasm', maxError: 0, loadMs: 1, warmUpMs: 1 });
    await expect(loading).resolves.toMatchObject({ value: { graph: 'llm' } });
  });

  it('gets the follow-ups of a job, and none once it has crashed', () => {
    const { workers, create } = startWorkers();
    const worker = new EngineWorker<{ type: string; jobId: string }, LlmEvent>(create);
    worker.run({ type: 'recognize', jobId: 'a' }, signal());
    worker.follow({ type: 'utterance.finish', jobId: 'a' });
    expect(workers[0]?.requests.map(({ type }) => type)).toEqual(['recognize', 'utterance.finish']);
    workers[0]?.crash('gone');
    worker.follow({ type: 'utterance.finish', jobId: 'a' });
    expect(workers).toHaveLength(1);
  });

  it('is stopped when the client is disposed of, and its jobs fail instead of waiting for ever', async () => {
    const { workers, create } = startWorkers();
    const client = new LlmClient(create);
    const prefill = client.prefill(prompt, signal());
    client.dispose();
    expect(workers[0]?.isTerminated).toBe(true);
    await expect(prefill).rejects.toMatchObject({ code: 'internal', message: 'The engine was stopped.' });
    void client.prefill(prompt, signal());
    expect(workers).toHaveLength(2);
  });

  it('joins the pieces of a translation', async () => {
    const { workers, create } = startWorkers();
    const translation = new LlmClient(create).translate('thank you', 'zh', signal());
    const { jobId } = workers[0]!.requests[0]!;
    for (const text of ['谢', '谢 ']) workers[0]?.answer({ type: 'reply.delta', jobId, text });
    workers[0]?.answer({ type: 'done', jobId });
    await expect(translation).resolves.toBe('谢谢');
  });
});
