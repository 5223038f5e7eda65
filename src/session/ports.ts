/** What the session needs from the rest of the page, by interface; `src/app` hands in the real ones. */
import type { TurnId } from '../protocol/job';
import type { ChatMessage, Sampling, ToolCall } from '../protocol/llm';
import type { SoundEvent, Transcript, VoiceTraits } from '../protocol/tokenizer';
import type { EndpointerConfig } from '../protocol/vad';
import type { SpeechText, VoiceChoice } from '../protocol/speech';
import type { TextMark } from '../protocol/vocoder';
import type { SpokenLanguage } from './conversation';

/** State that others may watch. A zustand store is one. */
export interface Cell<State> {
  getState(): State;
  setState(change: Partial<State>): void;
}

/** The microphone's recent past; samples are on the capture clock, 16 kHz, never reset. */
export interface EarPort {
  read(startSample: number, endSample: number): Float32Array;
  readonly endSample: number;
}

/**
 * `contextTimeS` is when the first sample reached the page, on the clock that playback also uses; `sentAtMs` is when the
 * audio thread let go of the frame, on the clock of `Date.now`.
 */
export type Frame = { pcm: Float32Array; startSample: number; contextTimeS: number; sentAtMs: number };

export interface VadPort {
  /** Takes ownership of `pcm`; `sentAtMs` as in `Frame`. */
  pushFrame(pcm: Float32Array, startSample: number, sentAtMs: number): void;
  configure(config: EndpointerConfig): void;
  setReplyPlaying(isReplyPlaying: boolean): void;
  reset(): void;
}

export type RecognitionUpdate =
  | { type: 'transcript.partial'; transcript: Transcript }
  | { type: 'transcript.tentative'; transcript: Transcript; traits: VoiceTraits }
  | { type: 'transcript.final'; transcript: Transcript; audioMs: number; computeMs: number }
  | { type: 'voice.traits'; traits: VoiceTraits; events: SoundEvent[]; speaker: Float32Array };

/** One utterance on its way through the recognizer; `updates` ends after `finish`, or throws. */
export interface Recognition {
  /** Takes ownership of `pcm`, 16 kHz mono. */
  push(pcm: Float32Array): void;
  peek(): void;
  finish(): void;
  readonly updates: AsyncIterable<RecognitionUpdate>;
}

export interface RecognizerPort {
  recognize(signal: AbortSignal): Recognition;
}

export type ReplyUpdate =
  | { type: 'reply.delta'; text: string }
  | { type: 'tool.call'; call: ToolCall }
  | { type: 'reply.stats'; promptTokens: number; reusedTokens: number; newTokens: number; ttftMs: number; totalMs: number };

export interface LlmPort {
  prefill(messages: ChatMessage[], signal: AbortSignal): Promise<void>;
  reply(messages: ChatMessage[], sampling: Sampling, signal: AbortSignal): AsyncIterable<ReplyUpdate>;
  translate(text: string, to: SpokenLanguage, signal: AbortSignal): Promise<string>;
}

export type SynthesisRequest = { speech: SpeechText; voice: VoiceChoice };
export type SynthesisChunk = { pcm: Float32Array; sampleRateHz: number; marks: TextMark[]; computeMs: number };

export interface VocoderPort {
  synthesize(request: SynthesisRequest, signal: AbortSignal): AsyncIterable<SynthesisChunk>;
}

/** How much of a turn has left the speaker. */
export type PlayedMark = { turnId: TurnId; playedMs: number; contextTimeS: number };

export interface SpeakerPort {
  /** Takes any mono rate, the same for every chunk of a turn. */
  enqueue(turnId: TurnId, pcm: Float32Array, sampleRateHz: number): void;
  /** No more chunks for this turn. */
  end(turnId: TurnId): void;
  /** Silence at once; resolves with what was heard of the turn that was playing. */
  flush(): Promise<PlayedMark | undefined>;
  duck(): void;
  unduck(): void;
}

/** Facts from the speaker, forwarded by the app. */
export type SpeakerUpdate = PlayedMark & {
  type: 'playback.started' | 'playback.position' | 'playback.underrun' | 'playback.flushed' | 'playback.drained';
};

/** Whether the sound of these samples is likely our own voice come back. */
export type EchoJudge = (startSample: number, endSample: number) => boolean;

export interface ClockPort {
  /** Milliseconds of `performance.now`. */
  nowMs(): number;
  /** Milliseconds since the epoch. */
  dateMs(): number;
  /** When a moment of the audio clock is or was, on the clock of `nowMs`. */
  contextToPageMs(contextTimeS: number): number;
  /** How much later than that the sound of a moment is heard, as far as the browser tells. */
  outputLatencyMs(): number;
}
