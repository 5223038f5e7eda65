import type { GraphLoaded, LoadRequest } from './graphs';
import type { JobCancel, JobEnd, JobId } from './job';

export type Language = 'en' | 'zh' | 'yue' | 'ja' | 'other';

/** One recognised word (or one Chinese character), on the clock of the audio that was given. */
export type Word = { text: string; startMs: number; endMs: number; /** 0–1 */ confidence: number };

/** How a voice sounded, each relative to people at large: −1 low … +1 high. */
export type VoiceTraits = { pitch: number; pitchRange: number; rate: number; energy: number; arousal: number };

/** A sound that is not speech, with the share of the audio it fills (0–1). */
export type SoundEvent = { name: string; share: number };

export type Transcript = { text: string; language: Language; languageConfidence: number; words: Word[] };

/**
 * How a clip is heard. `language` leaves only the units of that language to the decoder, instead of finding out;
 * a `background` clip waits between its pieces while anything else is being heard.
 */
export type TranscribeOptions = { language?: 'en' | 'zh'; priority?: 'background' };

/**
 * Main thread → workers/tokenizer.
 *
 * `recognize` opens a streaming job; `utterance.push` feeds it (transfers `pcm.buffer`; 16 kHz mono, −1…1),
 * `utterance.peek` asks for a tentative transcript of what has come without ending it, and
 * `utterance.finish` ends it. `transcribe` is the whole of that for a clip (transfers `pcm.buffer`).
 */
export type TokenizerRequest =
  | LoadRequest
  | { type: 'recognize'; jobId: JobId }
  | { type: 'utterance.push'; jobId: JobId; pcm: Float32Array }
  | { type: 'utterance.peek'; jobId: JobId }
  | { type: 'utterance.finish'; jobId: JobId }
  | ({ type: 'transcribe'; jobId: JobId; pcm: Float32Array } & TranscribeOptions)
  | JobCancel;

/**
 * workers/tokenizer → main thread.
 *
 * `transcript.partial` may change; `transcript.tentative` answers `utterance.peek`; `transcript.final` will not change.
 * An utterance without words ends with an empty final transcript, never without one.
 */
export type TokenizerEvent =
  | GraphLoaded
  | { type: 'transcript.partial'; jobId: JobId; transcript: Transcript }
  | { type: 'transcript.tentative'; jobId: JobId; transcript: Transcript; traits: VoiceTraits }
  | { type: 'transcript.final'; jobId: JobId; transcript: Transcript; audioMs: number; computeMs: number }
  | { type: 'voice.traits'; jobId: JobId; traits: VoiceTraits; events: SoundEvent[]; speaker: Float32Array }
  | JobEnd;
