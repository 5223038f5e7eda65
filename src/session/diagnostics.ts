import type { ExecutionProvider } from '../protocol/graphs';
import type { TurnId } from '../protocol/job';

/**
 * When the stages of one turn were reached, in milliseconds of the page's clock (`performance.now`); null when
 * the turn did not get there. For a typed turn everything up to `transcriptAtMs` is the moment of sending.
 */
export type TurnTiming = {
  turnId: TurnId;
  via: 'voice' | 'text';
  provider: ExecutionProvider | null;
  speechStartAtMs: number | null;
  /** The last sample of speech, from its sample number, not from when it was noticed. */
  speechEndAtMs: number;
  endpointAtMs: number;
  transcriptAtMs: number;
  firstTokenAtMs: number | null;
  /** The first audio chunk of the reply came back from the vocoder. */
  firstChunkAtMs: number | null;
  /** The first sample of the reply was heard: it left the page, and the output latency the browser tells of had passed. */
  firstAudioAtMs: number | null;
  drainedAtMs: number | null;
  /** Time spent computing, and the audio it was for. */
  recognitionComputeMs: number;
  recognitionAudioMs: number;
  synthesisComputeMs: number;
  synthesisAudioMs: number;
  promptTokens: number;
  reusedTokens: number;
  newTokens: number;
  replyMs: number;
  underrunCount: number;
  /** Whether the tentative transcript of the pause was the final one, so that the reply begun for it was the right one. */
  isSpeculationHit: boolean;
  isInterrupted: boolean;
};

/** What the VAD has done since it was last counted. */
export type VadWork = { frameCount: number; computeMs: number; maxWaitMs: number; lateFrameCount: number };

/** One interruption: how long the speaker went on after the speech was confirmed. */
export type BargeIn = { turnId: TurnId; confirmedAtMs: number; silentAtMs: number };

export type LogLine = { atMs: number; level: 'info' | 'warning' | 'error'; code: string; detail: string };

export type Diagnostics = {
  turns: readonly TurnTiming[];
  bargeIns: readonly BargeIn[];
  /** Tentative transcripts that a reply was begun for, and how many of those came out right. */
  speculationCount: number;
  speculationHitCount: number;
  misfireCount: number;
  echoCount: number;
  /** Frames of 32 ms that the VAD has judged on this visit, and the time it computed for all of them together. */
  vadFrameCount: number;
  vadComputeMs: number;
  /** The longest that a frame took from the audio thread until the VAD began with it, and how many took longer than a frame lasts. */
  vadMaxWaitMs: number;
  vadLateFrameCount: number;
  log: readonly LogLine[];
};

export const NO_DIAGNOSTICS: Diagnostics = {
  turns: [],
  bargeIns: [],
  speculationCount: 0,
  speculationHitCount: 0,
  misfireCount: 0,
  echoCount: 0,
  vadFrameCount: 0,
  vadComputeMs: 0,
  vadMaxWaitMs: 0,
  vadLateFrameCount: 0,
  log: [],
};

/** The figures people feel, from one turn's times; null where the turn did not get that far. */
export function turnLatencies(turn: TurnTiming) {
  const since = (fromMs: number, toMs: number | null) => (toMs === null ? null : toMs - fromMs);
  return {
    speechEndToEndpointMs: turn.endpointAtMs - turn.speechEndAtMs,
    endpointToTranscriptMs: turn.transcriptAtMs - turn.endpointAtMs,
    transcriptToFirstTokenMs: since(turn.transcriptAtMs, turn.firstTokenAtMs),
    endpointToFirstAudioMs: since(turn.endpointAtMs, turn.firstAudioAtMs),
    responseLatencyMs: since(turn.speechEndAtMs, turn.firstAudioAtMs),
    recognitionRealTimeFactor: turn.recognitionAudioMs > 0 ? turn.recognitionComputeMs / turn.recognitionAudioMs : null,
    synthesisRealTimeFactor: turn.synthesisAudioMs > 0 ? turn.synthesisComputeMs / turn.synthesisAudioMs : null,
  };
}
