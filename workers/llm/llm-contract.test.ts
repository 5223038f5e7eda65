import { Tensor } from 'onnxruntime-web/wasm';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { collect, openGraphs, readPack } from '../../scripts/open-pack';
import type { EngineFiles } from '../../src/clients/engine-worker';
import { LlmClient, type ReplyEvent } from '../../src/clients/llm-client';
import { runJob } from '../../src/clients/run-job';
import type { ChatMessage, LlmEvent, Sampling } from '../../src/protocol/llm';
import type { Runnable } from '../runtime/graph';
import { serveJobs } from '../runtime/serve-jobs';
import { LlmEngine } from './llm-engine';
import { createLlmJobs, type LlmJob } from './llm-jobs';
import { buildPrompt } from './prompt';
import { LLM_TOKENIZER, TextCodec } from './text-codec';

const GREEDY: Sampling = { temperature: 0, topP: 1, repetitionPenalty: 1, maxTokens: 12, seed: 1 };
const FILES: EngineFiles = { provider: 'wasm', threadCount: 1, graphs: [], files: {} };
const ask: ChatMessage[] = [{ role: 'human', content: 'hi' }];
const files = readPack('e2e/fixtures/packs/random');
let codec: TextCodec;
let randomGraph: Runnable;
const ports: MessagePort[] = [];

beforeAll(async () => {
  codec = new TextCodec(v.parse(LLM_TOKENIZER, JSON.parse(await files['llm-tokenizer.json']!.text())));
  randomGraph = (await openGraphs(files, ['llm'])).llm;
}, 60_000);
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** A graph that keeps the ids it was given in its cache, and wants `next(ids)` after them: one id, surely, or several with a logit each. */
function scriptedGraph(next: (ids: number[]) => number | Map<number, number> | 'NaN'): Runnable {
  const past = ['past_key_values.0.key', 'past_key_values.0.value'];
  return {
    name: 'llm', inputNames: ['input_ids', 'position_ids', ...past], outputNames: ['logits', 'present.0.key', 'present.0.value'], inputDims: () => [1, 1, 'P', 1],
    async run(feeds) {
      const ids = [...Array.from(feeds['past_key_values.0.key']!.data as Float32Array), ...Array.from(feeds['input_ids']!.data as Int32Array)];
      expect(feeds['position_ids']!.data).toEqual(Int32Array.from(feeds['input_ids']!.data as Int32Array, (_, i) => ids.length - feeds['input_ids']!.dims[1]! + i));
      const logits = new Float32Array(codec.vocabularySize);
      const wanted = next(ids);
      if (wanted === 'NaN') logits.fill(NaN);
      else for (const [id, logit] of typeof wanted === 'number' ? [[wanted, 20] as const] : wanted) logits[id] = logit;
      const present = () => new Tensor('float32', Float32Array.from(ids), [1, 1, ids.length, 1]);
      return { logits: new Tensor('float32', logits, [1, 1, logits.length]), 'present.0.key': present(), 'present.0.value': present() };
    },
  };
}

/** Writes `parts` after every prompt: text as tokens, and the special tokens by name. */
function writing(...replies: (string | keyof Omit<TextCodec['special'], 'unused'>)[][]): Runnable {
  const scripts = replies.map((parts) => parts.flatMap((part) => (part === 'openCall' || part === 'closeCall' || part === 'endTurn' || part === 'beginTurn' ? [codec.special[part]] : codec.encode(part))));
  const start = codec.encode('assistant\n').length + 1;
  let turn = 0;
  return scriptedGraph((ids) => {
    const written = ids.slice(ids.lastIndexOf(codec.special.beginTurn) + start);
    // The prompt's end without anything written after a call that was tried: the next script.
    if (written.length === 0 && ids.length > 0) turn = Math.min(turn + 1, scripts.length);
    return scripts[Math.max(0, turn - 1)]?.[written.length] ?? codec.special.endTurn;
  });
}

/** The real client and the real worker jobs on both ends of a channel, around an engine made here. */
function connect(graph: Runnable) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveJobs<LlmJob, LlmEvent>(port2, createLlmJobs(async () => ({ engine: new LlmEngine(graph, codec), dispose: async () => undefined })));
  const posted: LlmEvent[] = [];
  port1.addEventListener('message', ({ data }) => posted.push(data));
  return { client: new LlmClient(() => port1), port: port1, posted };
}

async function loaded(graph: Runnable) {
  const connection = connect(graph);
  await collect(connection.client.load(FILES, AbortSignal.timeout(5000)));
  return connection;
}

const signal = () => new AbortController().signal;
const textOf = (events: readonly ReplyEvent[]) => events.map((event) => (event.type === 'reply.delta' ? event.text : '')).join('');
const statsOf = (events: readonly ReplyEvent[]) => events.find((event) => event.type === 'reply.stats');

describe('the llm over a real channel', () => {
  it('answers with deltas, then statistics, then one end', async () => {
    const { client, posted } = await loaded(writing(['It is 你好 five.']));
    const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 60 }, signal()));
    expect(textOf(events)).toBe('It is 你好 five.');
    expect(events.at(-1)).toMatchObject({ type: 'reply.stats', newTokens: codec.encode('It is 你好 five.').length });
    expect(posted.filter(({ type }) => type === 'done' || type === 'failed')).toHaveLength(2);
    expect(posted.at(-1)).toMatchObject({ type: 'done' });
  });

  it('speaks a preface and hands over the call', async () => {
    const { client } = await loaded(writing(['One moment.', 'openCall', 'function\nget_time\n{"place":"Tokyo"}', 'closeCall', 'never said']));
    const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 80 }, signal()));
    expect(textOf(events)).toBe('One moment.');
    expect(events.filter(({ type }) => type === 'tool.call')).toEqual([expect.objectContaining({ call: { name: 'get_time', arguments: '{"place":"Tokyo"}' } })]);
    expect(events.map(({ type }) => type).slice(-2)).toEqual(['tool.call', 'reply.stats']);
  });

  it('answers in words when the call cannot be read', async () => {
    const { client } = await loaded(writing(['openCall', 'function\nget_time', 'closeCall'], ['I am not sure.']));
    const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 60 }, signal()));
    expect(textOf(events)).toBe('I am not sure.');
    expect(events.some(({ type }) => type === 'tool.call')).toBe(false);
  });

  it('begins with a call only when it is sure of it, whatever is drawn', async () => {
    const { openCall, closeCall, beginTurn, endTurn } = codec.special;
    const start = codec.encode('assistant\n').length + 1;
    const [word] = codec.encode('Fine');
    const call = [openCall, ...codec.encode('function\nget_time\n{}'), closeCall];
    const called = async (sureness: number, seed: number) => {
      const graph = scriptedGraph((ids) => {
        const written = ids.slice(ids.lastIndexOf(beginTurn) + start);
        if (written.length > 0) return (written[0] === openCall ? call[written.length] : undefined) ?? endTurn;
        return new Map([[openCall, 30 + Math.log(sureness)], [word!, 30 + Math.log(1 - sureness)]]);
      });
      const { client } = await loaded(graph);
      const events = await collect(client.reply(ask, { ...GREEDY, temperature: 1, maxTokens: 40, seed }, signal()));
      return events.some(({ type }) => type === 'tool.call');
    };
    for (const seed of [1, 2, 3, 4]) {
      expect(await called(0.97, seed)).toBe(true);
      expect(await called(0.4, seed)).toBe(false);
    }
  });

  it('ends a reply that falls into a loop, and keeps what came before it', async () => {
    const { client, posted } = await loaded(writing(['Well, I am not sure' + ' or so'.repeat(200)]));
    const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 2000 }, signal()));
    expect(textOf(events)).toBe('Well, I am not sure or so');
    expect(statsOf(events)?.newTokens).toBeLessThan(40);
    expect(posted.at(-1)).toMatchObject({ type: 'done' });
  });

  it('hands over a call that fell into a loop as far as it came, though it is no JSON', async () => {
    const { client } = await loaded(writing(['openCall', 'function\nlook_up\n{"query":"the' + ' big'.repeat(500)]));
    const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 2000 }, signal()));
    expect(events.map(({ type }) => type)).toEqual(['tool.call', 'reply.stats']);
    expect(events[0]).toMatchObject({ call: { name: 'look_up', arguments: '{"query":"the big' } });
  });

  it('ends what neither ends nor loops: words, a call, and words after a call without a name', async () => {
    const text = codec.encode('abcdefghijklmnopqrstuvwxyz');
    const endless = (isCallFirst: boolean) => scriptedGraph((ids) => {
      const written = ids.slice(ids.lastIndexOf(codec.special.beginTurn) + 1 + codec.encode('assistant\n').length);
      if (isCallFirst && written.length === 0) return codec.special.openCall;
      return text[(written.length * (written.length + 1) / 2) % text.length]!;
    });
    for (const isCallFirst of [false, true]) {
      const { client, posted } = await loaded(endless(isCallFirst));
      const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 96 }, signal()));
      expect(statsOf(events)?.newTokens).toBeLessThanOrEqual(96);
      expect(textOf(events)).not.toBe('');
      expect(posted.at(-1)).toMatchObject({ type: 'done' });
    }
  });

  it('answers in words when a call loops before it has a name', async () => {
    const { client } = await loaded(writing(['openCall', 'get'.repeat(500)], ['I am not sure.']));
    const events = await collect(client.reply(ask, { ...GREEDY, maxTokens: 2000 }, signal()));
    expect(textOf(events)).toBe('I am not sure.');
  });

  it('reuses what prefill computed, and a translation in between costs nothing', async () => {
    const { client } = await loaded(writing(['Fine.']));
    await client.prefill(ask, signal());
    const first = statsOf(await collect(client.reply(ask, GREEDY, signal())));
    expect(first).toMatchObject({ reusedTokens: (first?.promptTokens ?? 0) - 1 });
    await client.translate('thank you', 'zh', signal());
    const again = statsOf(await collect(client.reply(ask, GREEDY, signal())));
    expect(again).toMatchObject({ reusedTokens: (again?.promptTokens ?? 0) - 1 });
  });

  it('answers the next turn the same after translations in between, also after one that was cancelled', async () => {
    const turns: ChatMessage[] = [{ role: 'human', content: 'how do you say thank you in Chinese' }, { role: 'assistant', content: '', toolCall: { name: 'translate', arguments: '{"text":"thank you","to":"zh"}' } }];
    const result: ChatMessage[] = [...turns, { role: 'input', content: '{"translation":"谢谢","to":"zh"}' }];
    const next: ChatMessage[] = [...result, { role: 'assistant', content: '谢谢' }, { role: 'human', content: 'and what is the weather like' }];
    const longer = { ...GREEDY, temperature: 1, maxTokens: 40 };
    const { client } = await loaded(randomGraph);
    await collect(client.reply(turns.slice(0, 1), longer, signal()));
    await client.translate('thank you', 'zh', signal());
    const told = await collect(client.reply(result, longer, signal()));
    const controller = new AbortController();
    const cancelled = client.translate('good morning to all of you', 'zh', controller.signal);
    controller.abort();
    await expect(cancelled).rejects.toThrow();
    await client.translate('good morning', 'zh', signal());
    const answered = await collect(client.reply(next, longer, signal()));
    for (const [messages, events] of [[result, told], [next, answered]] as const) {
      const fresh = await loaded(randomGraph);
      expect(textOf(events)).toBe(textOf(await collect(fresh.client.reply(messages, longer, signal()))));
      // All of the conversation before the last exchange is still in its cache.
      expect(statsOf(events)?.reusedTokens).toBeGreaterThanOrEqual(buildPrompt(turns.slice(0, 1), codec).length - 1);
    }
    expect(statsOf(answered)?.reusedTokens).toBeGreaterThanOrEqual(buildPrompt(result, codec).length - 1);
    expect(textOf(answered)).not.toBe('');
  });

  it('answers the same with a reused, cut cache as without one', async () => {
    const longer: ChatMessage[] = [...ask, { role: 'assistant', content: 'hello there, how are you' }, { role: 'human', content: 'tell me more about that, please, and take your time' }];
    const { client } = await loaded(randomGraph);
    await collect(client.reply([...longer, { role: 'assistant', content: 'no' }, { role: 'human', content: 'x' }], GREEDY, signal()));
    const reused = await collect(client.reply(longer, GREEDY, signal()));
    expect(statsOf(reused)?.reusedTokens).toBeGreaterThan(40);
    const fresh = await loaded(randomGraph);
    expect(textOf(reused)).toBe(textOf(await collect(fresh.client.reply(longer, GREEDY, signal()))));
    expect(textOf(reused)).not.toBe('');
  });

  it('stops when it is cancelled: one end, nothing after it, and the next job runs', async () => {
    const { client, posted } = await loaded(writing([Array.from({ length: 500 }, (_, i) => i).join(' ')]));
    const controller = new AbortController();
    const events: ReplyEvent[] = [];
    await expect((async () => {
      for await (const event of client.reply(ask, { ...GREEDY, maxTokens: 2000 }, controller.signal)) {
        events.push(event);
        if (events.length === 2) controller.abort(new DOMException('barge-in', 'AbortError'));
      }
    })()).rejects.toThrow('barge-in');
    const next = await collect(client.reply(ask, GREEDY, signal()));
    expect(statsOf(next)).toBeDefined();
    const cancelled = posted.filter(({ jobId }) => jobId === events[0]?.jobId);
    expect(cancelled.filter(({ type }) => type === 'done' || type === 'failed')).toHaveLength(1);
    expect(cancelled.at(-1)).toMatchObject({ type: 'done' });
    expect(cancelled.some(({ type }) => type === 'reply.stats')).toBe(false);
  });

  it('runs jobs that were asked for together one after the other', async () => {
    const { client } = await loaded(randomGraph);
    const both = await Promise.all(['one', 'two'].map((content) => collect(client.reply([{ role: 'human', content }], GREEDY, signal()))));
    for (const [i, content] of ['one', 'two'].entries()) {
      const alone = await loaded(randomGraph);
      expect(textOf(both[i]!)).toBe(textOf(await collect(alone.client.reply([{ role: 'human', content }], GREEDY, signal()))));
    }
  });

  it('fails with a code: before it is loaded, and when the graph computes NaN', async () => {
    const { port } = connect(randomGraph);
    const reply = runJob<LlmJob, LlmEvent>(port, { type: 'reply', jobId: 'a', messages: ask, sampling: GREEDY }, signal());
    await expect(reply.next()).rejects.toMatchObject({ code: 'model-missing' });
    const broken = await loaded(scriptedGraph(() => 'NaN'));
    await expect(collect(broken.client.reply(ask, GREEDY, signal()))).rejects.toMatchObject({ code: 'wrong-result' });
  });
});
