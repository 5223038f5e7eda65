import { describe, expect, it } from 'vitest';
import { MicrophoneError, microphoneErrorFrom } from './errors';

describe('microphoneErrorFrom', () => {
  it.each([
    ['NotAllowedError', 'microphone-denied'],
    ['SecurityError', 'microphone-denied'],
    ['NotFoundError', 'microphone-missing'],
    ['OverconstrainedError', 'microphone-missing'],
    ['NotReadableError', 'microphone-busy'],
    ['AbortError', 'microphone-busy'],
  ])('tells what %s means for a person', (name, code) => {
    const error = microphoneErrorFrom(new DOMException('', name));
    expect(error).toBeInstanceOf(MicrophoneError);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/microphone/i);
  });
});
