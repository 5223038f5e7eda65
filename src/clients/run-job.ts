import { CodedError } from '../lib/coded-error';
import type { JobCancel, JobEnd, JobErrorCode, JobEvent, JobId, JobRequest } from '../protocol/job';

/** What a job needs of a `Worker` or a `MessagePort`. */
export type Port = {
  postMessage(message: unknown, transfer: Transferable[]): void;
  addEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: globalThis.Event) => void): void;
  removeEventListener(type: 'message' | 'messageerror' | 'error', listener: (event: globalThis.Event) => void): void;
  /** Only a `MessagePort` has it, and is silent until it is called. */
  start?(): void;
};

/** A job that ended in `failed`. */
export class JobError extends CodedError<JobErrorCode> {
  override readonly name = 'JobError';
}

/**
 * Posts one request at once and yields the events that answer it, until `done`.
 *
 * Aborting `signal` posts `cancel` and throws its reason; events that arrive later for this job are dropped,
 * because a worker may already have chunks in flight when barge-in happens. Leaving the loop early cancels too.
 * Follow-ups (`utterance.push`) are posted on the same port with the same `jobId`.
 */
export function runJob<Request extends JobRequest, Event extends JobEvent>(
  port: Port,
  request: Request,
  signal: AbortSignal,
  transfer: Transferable[] = [],
): AsyncGenerator<Exclude<Event, JobEnd>, void> {
  const mailbox = openMailbox(port, request.jobId, signal);
  if (!signal.aborted) port.postMessage(request, transfer);
  return drain<Event>(mailbox, signal);
}

async function* drain<Event extends JobEvent>(mailbox: Mailbox, signal: AbortSignal): AsyncGenerator<Exclude<Event, JobEnd>, void> {
  try {
    for (;;) {
      signal.throwIfAborted();
      const event = await mailbox.next();
      if (event === null) continue;
      if (event.type === 'done') return;
      if (isFailed(event)) throw new JobError(event.code, event.message);
      // The worker's half of the protocol is typed by the same union; this is where the two halves meet.
      yield event as Exclude<Event, JobEnd>;
    }
  } finally {
    mailbox.close();
  }
}

type Mailbox = { next(): Promise<JobEvent | null>; close(): void };

/** Collects the events of one job; `next` gives null when it was woken by an abort. */
function openMailbox(port: Port, jobId: JobId, signal: AbortSignal): Mailbox {
  const events: JobEvent[] = [];
  let wake: () => void = () => undefined;
  let hasEnded = false;
  let isOpen = true;

  const put = (event: JobEvent) => {
    events.push(event);
    hasEnded ||= event.type === 'done' || event.type === 'failed';
    wake();
  };
  const receive = (event: globalThis.Event) => {
    const message = 'data' in event ? event.data : null;
    if (isJobEvent(message) && message.jobId === jobId) put(message);
  };
  const fail = (event: globalThis.Event) => {
    const message = 'message' in event && typeof event.message === 'string' ? event.message : 'The worker stopped.';
    const failed: JobEnd = { type: 'failed', jobId, code: 'internal', message };
    put(failed);
  };
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    port.removeEventListener('message', receive);
    port.removeEventListener('messageerror', fail);
    port.removeEventListener('error', fail);
    signal.removeEventListener('abort', abort);
    const cancel: JobCancel = { type: 'cancel', jobId };
    if (!hasEnded) port.postMessage(cancel, []);
  };
  // An aborted job is closed here and not in `drain`: nobody may be iterating at that moment.
  const abort = () => {
    close();
    wake();
  };

  if (signal.aborted) {
    isOpen = false;
  } else {
    port.addEventListener('message', receive);
    port.addEventListener('messageerror', fail);
    port.addEventListener('error', fail);
    signal.addEventListener('abort', abort);
    port.start?.();
  }
  return {
    async next() {
      if (events.length === 0 && isOpen) await new Promise<void>((resolve) => (wake = resolve));
      return signal.aborted ? null : (events.shift() ?? null);
    },
    close,
  };
}

function isJobEvent(message: unknown): message is JobEvent {
  return typeof message === 'object' && message !== null && 'jobId' in message && 'type' in message;
}

function isFailed(event: JobEvent): event is Extract<JobEnd, { type: 'failed' }> {
  return event.type === 'failed';
}
