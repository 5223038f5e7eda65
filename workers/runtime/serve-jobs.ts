import { CodedError } from '../../src/lib/coded-error';
import type { JobCancel, JobEnd, JobErrorCode, JobEvent, JobId, JobRequest } from '../../src/protocol/job';

/** What a server needs of the worker's global scope or of a `MessagePort`. */
export type ServerPort = {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  start?(): void;
};

/** What a running job gets. `emit` drops events after a cancel; `followUps` throws the abort reason on cancel. */
export type JobContext<Request, Event> = {
  signal: AbortSignal;
  emit(event: Event, transfer?: Transferable[]): void;
  followUps: AsyncIterable<Request>;
};

type RunningJob<Request> = { controller: AbortController; push(request: Request): void };

/** Fails a job with a code the page understands: `throw new JobFailure('bad-input', '…')`. */
export class JobFailure extends CodedError<JobErrorCode> {
  override readonly name = 'JobFailure';
}

/**
 * Worker end of the protocol: starts `run` for every request, hands over what follows it, and posts exactly one end.
 *
 * @param followUpTypes requests that belong to a running job; late ones, whose job has ended, are dropped
 * @param classify turns a thrown error into the code of `failed`; `JobFailure` is understood without it
 */
export function serveJobs<Request extends JobRequest, Event extends JobEvent>(
  port: ServerPort,
  run: (request: Request, context: JobContext<Request, Event>) => Promise<void>,
  followUpTypes: readonly Request['type'][] = [],
  classify: (error: unknown) => JobErrorCode = classifyError,
): void {
  const running = new Map<JobId, RunningJob<Request>>();

  async function start(request: Request): Promise<void> {
    const { jobId } = request;
    const controller = new AbortController();
    const inbox = createInbox<Request>(controller.signal);
    running.set(jobId, { controller, push: inbox.push });
    const emit = (event: Event, transfer: Transferable[] = []) => {
      if (running.has(jobId) && !controller.signal.aborted) port.postMessage(event, transfer);
    };
    let end: JobEnd = { type: 'done', jobId };
    try {
      await run(request, { signal: controller.signal, emit, followUps: inbox.items });
    } catch (error) {
      // A cancelled job was asked to stop, so however it stopped is not a failure.
      if (!controller.signal.aborted) end = { type: 'failed', jobId, code: classify(error), message: messageOf(error) };
    }
    running.delete(jobId);
    port.postMessage(end, []);
  }

  port.addEventListener('message', ({ data }) => {
    const message = data as Request | JobCancel;
    const job = running.get(message.jobId);
    if (isCancel(message)) job?.controller.abort(new DOMException('The job was cancelled.', 'AbortError'));
    else if (job) job.push(message);
    else if (!followUpTypes.includes(message.type)) void start(message);
  });
  port.start?.();
}

function isCancel(message: JobRequest | JobCancel): message is JobCancel {
  return message.type === 'cancel';
}

/** A queue that one consumer reads; reading from it throws once `signal` aborts. */
function createInbox<Item>(signal: AbortSignal) {
  const waiting: Item[] = [];
  let wake: () => void = () => undefined;
  signal.addEventListener('abort', () => wake());
  async function* items(): AsyncGenerator<Item, never> {
    for (;;) {
      signal.throwIfAborted();
      const item = waiting.shift();
      if (item !== undefined) yield item;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  const push = (item: Item) => {
    waiting.push(item);
    wake();
  };
  return { items: { [Symbol.asyncIterator]: items }, push };
}

/** The code of an error that an engine did not name itself; onnxruntime only has sentences. */
export function classifyError(error: unknown): JobErrorCode {
  if (error instanceof JobFailure) return error.code;
  const message = messageOf(error);
  if (/out of memory|bad_alloc|allocation failed|could not allocate/i.test(message)) return 'out-of-memory';
  if (/device (is |was )?lost|device.*destroyed/i.test(message)) return 'device-lost';
  return 'internal';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
