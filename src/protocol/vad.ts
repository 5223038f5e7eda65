import type { JobCancel, JobEnd, JobId } from './job';

/** How the endpointer decides. Every duration is counted in samples, never by arrival time. */
export type EndpointerConfig = {
  /** Probability above which a frame opens speech, and below which it closes it (hysteresis). */
  onsetThreshold: number;
  offsetThreshold: number;
  /** Speech this long is confirmed; shorter is a misfire. */
  minSpeechMs: number;
  /** The same while a reply is playing: interruptions want more proof. */
  minInterruptionMs: number;
  preRollMs: number;
  /** Silence after which speech counts as paused, so that speculative work may begin. */
  pauseMs: number;
  /** Silence after which the utterance has ended. */
  endpointSilenceMs: number;
  maxUtteranceMs: number;
};

/** Main thread → workers/vad. `frame` transfers `pcm.buffer`: 512 samples at 16 kHz. */
export type VadRequest =
  /** `runtime` as in `LoadRequest`. */
  | { type: 'load'; jobId: JobId; model: Blob; runtime: WebAssembly.Module | null }
  /** `sentAtMs`, of `Date.now()`, is when the frame set out: from the audio thread where it is the microphone's. */
  | { type: 'frame'; pcm: Float32Array; startSample: number; sentAtMs: number }
  | { type: 'configure'; config: EndpointerConfig }
  /** `isReplyPlaying` switches to `minInterruptionMs`. */
  | { type: 'reply.playing'; isReplyPlaying: boolean }
  | { type: 'reset' }
  | JobCancel;

/** Decisions, each at a sample of the capture clock (16 kHz). */
export type SpeechEvent =
  | { type: 'speech.started'; utteranceId: string; atSample: number }
  /** `startSample` includes the pre-roll. */
  | { type: 'speech.confirmed'; utteranceId: string; startSample: number; atSample: number }
  | { type: 'speech.misfired'; utteranceId: string; atSample: number }
  | { type: 'speech.paused'; utteranceId: string; atSample: number }
  | { type: 'speech.resumed'; utteranceId: string; atSample: number }
  /** `endSample` is the last sample of speech; `atSample` is when that was decided. */
  | { type: 'speech.ended'; utteranceId: string; startSample: number; endSample: number; atSample: number };

/** workers/vad → main thread. */
export type VadEvent =
  | SpeechEvent
  /** `waitMs` is from `sentAtMs` to the moment the frame was begun with, the way over the page included. */
  | { type: 'vad.frame'; startSample: number; probability: number; computeMs: number; waitMs: number }
  | JobEnd;
