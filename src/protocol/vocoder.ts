import type { GraphLoaded, LoadRequest } from './graphs';
import type { JobCancel, JobEnd, JobId } from './job';

export type Emotion = 'neutral' | 'happy' | 'sad' | 'calm' | 'angry' | 'excited';

/** What a person may ask of a voice; the neutral value of each is in `NEUTRAL_CONTROLS`. */
export type VoiceControls = {
  /** 1 = normal, 0.5–2. */
  speakingRate: number;
  pitchSemitones: number;
  /** 1 = as predicted, 0 = monotone, 2 = lively. */
  pitchRange: number;
  energyDb: number;
  emotion: Emotion;
  /** 0–1. */
  emotionStrength: number;
};

export const NEUTRAL_CONTROLS: VoiceControls = {
  speakingRate: 1,
  pitchSemitones: 0,
  pitchRange: 1,
  energyDb: 0,
  emotion: 'neutral',
  emotionStrength: 1,
};

/**
 * Where a word of the text begins in a chunk: offsets in UTF-16 units of the text, samples from the chunk's start.
 * A word that goes on in the next chunk has an `endSample` beyond the end of its own.
 */
export type TextMark = { textStart: number; textEnd: number; startSample: number; endSample: number };

/** Main thread → workers/vocoder. */
export type VocoderRequest =
  | LoadRequest
  | { type: 'synthesize'; jobId: JobId; text: string; language: 'en' | 'zh'; voiceId: string; controls: VoiceControls }
  | JobCancel;

/** workers/vocoder → main thread. `synthesis.chunk` transfers `pcm.buffer`; mono, −1…1. */
export type VocoderEvent =
  | GraphLoaded
  | { type: 'synthesis.chunk'; jobId: JobId; pcm: Float32Array; sampleRateHz: number; marks: TextMark[]; computeMs: number }
  | JobEnd;
