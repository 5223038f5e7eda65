import type { JobErrorCode } from '../protocol/job';
import type { FileFault } from '../transcripts/jobs';

const JOB_CODES: readonly JobErrorCode[] = ['model-missing', 'device-lost', 'out-of-memory', 'bad-input', 'wrong-result', 'internal'];

/** The code of whatever was thrown while a file was heard. */
export function faultOf(error: unknown): JobErrorCode | Extract<FileFault, 'quota' | 'file-gone'> {
  const { name = '', code = '' } = describe(error);
  if (name === 'QuotaExceededError' || code === 'quota') return 'quota';
  if (name === 'NotReadableError' || name === 'NotFoundError') return 'file-gone';
  return JOB_CODES.find((known) => known === code) ?? 'internal';
}

function describe(error: unknown): { name?: string; code?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const name = 'name' in error && typeof error.name === 'string' ? error.name : '';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return { name, code };
}

/** Whether loading the models again may help. */
export function mayRecover(code: FileFault): code is JobErrorCode {
  return JOB_CODES.some((known) => known === code) && code !== 'bad-input';
}
