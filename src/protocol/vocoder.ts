import type { GraphLoaded, LoadRequest } from './graphs';
import type { JobCancel, JobEnd, JobId } from './job';
import type { ClonedVoice, Provenance, SpeechContour, SpeechText, VoiceChoice } from './speech';

/**
 * Where a word of the text begins in a chunk: offsets in UTF-16 units of the text, samples from the chunk's start.
 * A word that goes on in the next chunk has an `endSample` beyond the end of its own.
 */
export type TextMark = { textStart: number; textEnd: number; startSample: number; endSample: number };

/**
 * Main thread → workers/vocoder. `voices.define` replaces all cloned voices that were defined before. A job in the background
 * waits between its chunks while any other is open.
 */
export type VocoderRequest =
  | LoadRequest
  | { type: 'synthesize'; jobId: JobId; speech: SpeechText; voice: VoiceChoice; priority?: 'background' }
  | { type: 'voices.define'; jobId: JobId; voices: readonly ClonedVoice[] }
  | JobCancel;

/**
 * workers/vocoder → main thread. `synthesis.described` comes once, before any sound. `synthesis.chunk` transfers the
 * buffers of `pcm` (mono, −1…1) and of `contour`, whose first frame is the chunk's first sample.
 */
export type VocoderEvent =
  | GraphLoaded
  | { type: 'synthesis.described'; jobId: JobId; provenance: Provenance }
  | { type: 'synthesis.chunk'; jobId: JobId; pcm: Float32Array; sampleRateHz: number; marks: TextMark[]; contour: SpeechContour; computeMs: number }
  | JobEnd;
