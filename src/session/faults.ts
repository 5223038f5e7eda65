import type { JobErrorCode } from '../protocol/job';

const CODES: readonly JobErrorCode[] = ['model-missing', 'device-lost', 'out-of-memory', 'bad-input', 'wrong-result', 'internal'];

/** The code of an error from a worker; anything else is `internal`. */
export function faultCode(error: unknown): JobErrorCode {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null;
  return CODES.find((known) => known === code) ?? 'internal';
}

export const faultMessage = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Faults that the engine does not get over by itself: it has to be loaded again, perhaps elsewhere. */
export const isEngineFault = (code: JobErrorCode): boolean =>
  code === 'device-lost' || code === 'wrong-result' || code === 'out-of-memory' || code === 'model-missing';

export type EngineFault = { code: JobErrorCode; message: string };
