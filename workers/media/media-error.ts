import { CodedError } from '../../src/lib/coded-error';
import type { MediaFault } from '../../src/protocol/media';

/** A file that cannot be read, or not beyond `atMs`. */
export class MediaError extends CodedError<MediaFault> {
  override readonly name = 'MediaError';
  constructor(code: MediaFault, message: string, readonly atMs: number | null = null) {
    super(code, message);
  }
}

/** What an error of the browser's file reading means; null when it is about something else. */
export function faultOfRead(error: unknown): MediaFault | null {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'NotFoundError' || name === 'NotReadableError' ? 'file-gone' : null;
}
