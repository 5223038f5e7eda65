/** What every job on a worker has in common. Types only. */

/** Names one piece of work on one worker; made by the client with `createId`. */
export type JobId = string;
/** Names one utterance and the reply to it. */
export type TurnId = string;

/**
 * Why a job failed. The page branches on this code, never on the message.
 *
 * `wrong-result` means that a graph computed something else than its golden output on this device.
 */
export type JobErrorCode = 'model-missing' | 'device-lost' | 'out-of-memory' | 'bad-input' | 'wrong-result' | 'internal';

/** Asks for a job to end early. Cooperative: the worker checks between steps; nothing follows the end. */
export type JobCancel = { type: 'cancel'; jobId: JobId };

/** Every job ends in exactly one of these, and nothing follows. */
export type JobEnd =
  | { type: 'done'; jobId: JobId }
  | { type: 'failed'; jobId: JobId; code: JobErrorCode; message: string };

/** The least a request that starts a job carries. */
export type JobRequest = { type: string; jobId: JobId };
/** The least an event that belongs to a job carries. */
export type JobEvent = { type: string; jobId: JobId };
