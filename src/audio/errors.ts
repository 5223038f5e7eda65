import { CodedError } from '../lib/coded-error';
import type { ClipErrorCode, MicrophoneErrorCode } from './types';

/** There is no microphone to listen to, and why. */
export class MicrophoneError extends CodedError<MicrophoneErrorCode> {
  override readonly name = 'MicrophoneError';
}

/** A file could not be turned into sound, and why. */
export class ClipError extends CodedError<ClipErrorCode> {
  override readonly name = 'ClipError';
}

const MICROPHONE_SENTENCES: Record<MicrophoneErrorCode, string> = {
  'microphone-denied': 'The browser was not allowed to use the microphone. Allow it in the address bar and try again.',
  'microphone-missing': 'No microphone was found on this device.',
  'microphone-busy': 'The microphone could not be opened; another application may be using it.',
  'microphone-lost': 'The microphone went away while it was in use.',
};

export function microphoneError(code: MicrophoneErrorCode): MicrophoneError {
  return new MicrophoneError(code, MICROPHONE_SENTENCES[code]);
}

/** Which of our codes a rejection of `getUserMedia` means (names: W3C Media Capture and Streams, section 10.3). */
export function microphoneErrorFrom(reason: unknown): MicrophoneError {
  const name = reason instanceof Error || reason instanceof DOMException ? reason.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return microphoneError('microphone-denied');
  if (name === 'NotFoundError' || name === 'OverconstrainedError' || name === 'TypeError') return microphoneError('microphone-missing');
  return microphoneError('microphone-busy');
}
