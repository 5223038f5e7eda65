import { CodedError } from '../lib/coded-error';

/**
 * Why a pack could not be had.
 *
 * `offline`: nothing stored and no answer from the server · `missing-file`: the server says it is not there ·
 * `wrong-hash`: what came is not what the manifest promises, twice · `quota`: no room on this device.
 */
export type PackErrorCode =
  | 'offline'
  | 'download-failed'
  | 'missing-file'
  | 'manifest-invalid'
  | 'manifest-newer-version'
  | 'wrong-hash'
  | 'quota';

export class PackError extends CodedError<PackErrorCode> {
  override readonly name = 'PackError';
}

/** The device is full; what would have to go, and what could. */
export class QuotaError extends PackError {
  constructor(readonly missingBytes: number, readonly deletable: readonly { id: string; name: string; bytes: number }[]) {
    const packs = deletable.map(({ name, bytes }) => `${name} (${megabytes(bytes)} MB)`).join(', ');
    const advice = packs === '' ? 'Free some space on this device and try again.' : `It would fit after deleting: ${packs}.`;
    super('quota', `There is no room for the models: ${megabytes(missingBytes)} MB are missing. ${advice}`);
  }
}

function megabytes(bytes: number): string {
  return Math.max(0.1, bytes / 1e6).toFixed(1);
}
