import { afterEach, describe, expect, it } from 'vitest';
import { JobError, runJob } from '../../src/clients/run-job';
import type { JobCancel, JobEnd, JobId } from '../../src/protocol/job';
import { JobFailure, serveJobs, type JobContext } from './serve-jobs';

type Request =
  | { type: 'count'; jobId: JobId; to: number }
  | { type: 'sum'; jobId: JobId }
  | { type: 'sum.add'; jobId: JobId; value: number }
  | { type: 'sum.finish'; jobId: JobId }
  | { type: 'fail'; jobId: JobId; error: 'coded' | 'memory' | 'plain' }
  | JobCancel;
type Event =
  | { type: 'counted'; jobId: JobId; value: number; pcm: Float32Array }
  | { type: 'summed'; jobId: JobId; total: number }
  | JobEnd;
type Running = Exclude<Request, JobCancel>;

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

async function run(request: Running, { signal, emit, followUps }: JobContext<Running, Event>): Promise<void> {
  const { jobId } = request;
  if (request.type === 'fail') {
    if (request.error === 'coded') throw new JobFailure('bad-input', 'That is no sentence.');
    throw new Error(request.error === 'memory' ? 'std::bad_alloc' : 'Something broke.');
  }
  if (request.type === 'count') {
    for (let value = 0; value < request.to; value++) {
      signal.throwIfAborted();
      const pcm = new Float32Array(4).fill(value);
      emit({ type: 'counted', jobId, value, pcm }, [pcm.buffer]);
      if (pcm.length !== 0) throw new Error('The buffer was copied, not transferred.');
      await tick();
    }
    return;
  }
  let total = 0;
  for await (const message of followUps) {
    if (message.type === 'sum.add') total += message.value;
    if (message.type === 'sum.finish') return emit({ type: 'summed', jobId, total });
  }
}

/** A server on one end of a real channel, and everything it posts. */
function openServer() {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  serveJobs<Running, Event>(port2, run, ['sum.add', 'sum.finish']);
  const posted: Event[] = [];
  port1.addEventListener('message', ({ data }) => posted.push(data));
  port1.start();
  const endsOf = (jobId: JobId) => posted.filter((event) => event.jobId === jobId && (event.type === 'done' || event.type === 'failed'));
  return { port: port1, posted, endsOf };
}

async function collect(events: AsyncIterable<Exclude<Event, JobEnd>>): Promise<number[]> {
  const values: number[] = [];
  for await (const event of events) values.push(event.type === 'counted' ? event.value : event.total);
  return values;
}

const count = (port: MessagePort, jobId: JobId, to: number, signal = new AbortController().signal) =>
  runJob<Running, Event>(port, { type: 'count', jobId, to }, signal);

describe('a job over a real channel', () => {
  it('yields its events in order and ends once, with nothing after the end', async () => {
    const server = openServer();
    expect(await collect(count(server.port, 'a', 5))).toEqual([0, 1, 2, 3, 4]);
    await tick();
    expect(server.endsOf('a')).toEqual([{ type: 'done', jobId: 'a' }]);
    expect(server.posted.at(-1)?.type).toBe('done');
  });

  it('ends once without any event', async () => {
    const server = openServer();
    expect(await collect(count(server.port, 'a', 0))).toEqual([]);
    expect(server.endsOf('a')).toHaveLength(1);
  });

  it('interleaves with others without mixing their events', async () => {
    const { port, posted } = openServer();
    const results = await Promise.all([collect(count(port, 'a', 6)), collect(count(port, 'b', 4)), collect(count(port, 'c', 1))]);
    expect(results).toEqual([[0, 1, 2, 3, 4, 5], [0, 1, 2, 3], [0]]);
    const order = posted.filter((event) => event.type === 'counted').map((event) => event.jobId);
    expect(order.indexOf('b')).toBeLessThan(order.lastIndexOf('a'));
  });

  it('throws the abort reason on cancel, drops what was in flight, and still ends once', async () => {
    const server = openServer();
    const controller = new AbortController();
    const values: number[] = [];
    const reason = new DOMException('barge-in', 'AbortError');
    const reading = (async () => {
      for await (const event of count(server.port, 'a', 1000, controller.signal)) {
        if (event.type === 'counted') values.push(event.value);
        if (values.length === 3) controller.abort(reason);
      }
    })();
    await expect(reading).rejects.toBe(reason);
    expect(values).toEqual([0, 1, 2]);
    await expect.poll(() => server.endsOf('a')).toEqual([{ type: 'done', jobId: 'a' }]);
    const length = server.posted.length;
    await tick();
    expect(server.posted).toHaveLength(length);
  });

  it('is cancelled by an abort that comes while nobody iterates', async () => {
    const server = openServer();
    const controller = new AbortController();
    count(server.port, 'a', 1000, controller.signal);
    await tick();
    controller.abort();
    await expect.poll(() => server.endsOf('a')).toHaveLength(1);
  });

  it('is cancelled when its reader leaves the loop', async () => {
    const server = openServer();
    for await (const event of count(server.port, 'a', 1000)) if (event.type === 'counted' && event.value === 2) break;
    await expect.poll(() => server.endsOf('a')).toHaveLength(1);
    expect(server.posted.length).toBeLessThan(900);
  });

  it('is never posted when the signal was aborted before', async () => {
    const server = openServer();
    await expect(collect(count(server.port, 'a', 3, AbortSignal.abort()))).rejects.toThrow();
    await tick();
    expect(server.posted).toEqual([]);
  });

  it.each([
    ['coded', 'bad-input', 'That is no sentence.'],
    ['memory', 'out-of-memory', 'std::bad_alloc'],
    ['plain', 'internal', 'Something broke.'],
  ] as const)('fails with a code the page can branch on (%s)', async (error, code, message) => {
    const server = openServer();
    const job = collect(runJob<Running, Event>(server.port, { type: 'fail', jobId: 'a', error }, new AbortController().signal));
    await expect(job).rejects.toThrowError(new JobError(code, message));
    await expect(job).rejects.toMatchObject({ code });
    expect(server.endsOf('a')).toHaveLength(1);
  });

  it('fails when its worker reports an error', async () => {
    const { port } = openServer();
    const job = collect(runJob<Running, Event>(port, { type: 'sum', jobId: 'a' }, new AbortController().signal));
    port.dispatchEvent(new globalThis.Event('error'));
    await expect(job).rejects.toMatchObject({ code: 'internal' });
  });
});

describe('a job that is fed while it runs', () => {
  it('receives its follow-ups in order', async () => {
    const { port } = openServer();
    const job = runJob<Running, Event>(port, { type: 'sum', jobId: 'a' }, new AbortController().signal);
    for (const value of [1, 2, 3]) port.postMessage({ type: 'sum.add', jobId: 'a', value });
    port.postMessage({ type: 'sum.finish', jobId: 'a' });
    expect(await collect(job)).toEqual([6]);
  });

  it('stops waiting for follow-ups when it is cancelled', async () => {
    const server = openServer();
    const controller = new AbortController();
    const job = collect(runJob<Running, Event>(server.port, { type: 'sum', jobId: 'a' }, controller.signal));
    await tick();
    controller.abort();
    await expect(job).rejects.toThrow();
    await expect.poll(() => server.endsOf('a')).toHaveLength(1);
  });

  it('does not come back to life through a late follow-up', async () => {
    const server = openServer();
    const job = runJob<Running, Event>(server.port, { type: 'sum', jobId: 'a' }, new AbortController().signal);
    server.port.postMessage({ type: 'sum.finish', jobId: 'a' });
    await collect(job);
    server.port.postMessage({ type: 'sum.add', jobId: 'a', value: 1 });
    server.port.postMessage({ type: 'sum.finish', jobId: 'a' });
    await tick();
    await tick();
    expect(server.endsOf('a')).toHaveLength(1);
  });
});
