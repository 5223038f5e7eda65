import type { Dialect, EmotionMix, MelodyNote, Provenance, SpeechLanguage, Style, VoiceShape } from './speech';
import type { Language, SoundEvent, VoiceTraits, Word } from './tokenizer';

/**
 * `window.sotto`: what a test or a headless runner may ask of the page. Each call takes the code path a person takes.
 *
 * Implemented by `src/app/test-interface.ts`; used by `e2e/`. Audio goes in as the bytes of a file that the
 * browser can decode, and comes out as the bytes of a 16-bit wav.
 */
export interface TestInterface {
  /** Loads the pack and the workers (no microphone); resolves when a person could begin. */
  ready(): Promise<ReadyReport>;
  transcribe(file: Blob): Promise<TranscribeReport>;
  synthesize(request: SynthesizeCall): Promise<SynthesizeReport>;
  /** Sends a typed message and waits until the reply has been written and played. */
  type(text: string): Promise<TurnReport>;
  /**
   * Plays each file into the microphone in real time, as one conversation: the next begins when the reply to the
   * one before has been heard, or `interruptAfterMs` after it became audible.
   */
  talk(files: TalkClip[]): Promise<TalkReport>;
  /** Waits until the newest recording of this name in Files was heard, and translated if that was wished, or has failed. */
  followFile(fileName: string): Promise<FileReport>;
  /** A transcript as the export menu writes it, with both languages where there are two. */
  exportTranscript(documentId: string, format: string): Promise<{ fileName: string; bytes: ArrayBuffer }>;
  /** Everything the stores hold now, as the diagnostics export writes it, with the turn and its conversation. */
  snapshot(): Promise<string>;
}

export type ReadyReport = { provider: 'webgpu' | 'wasm'; reason: string; threadCount: number; readyMs: number };

export type TranscribeReport = {
  text: string;
  language: Language;
  languageConfidence: number;
  words: Word[];
  traits: VoiceTraits;
  events: SoundEvent[];
  audioSeconds: number;
  computeMs: number;
};

/** What is left out is neutral; units are those of `SpeechControls`. `voice` left out is the one that Talk would take. */
export type SynthesizeCall = {
  text: string;
  /** Whether tags, pauses and SSML in the text are markup, as in the Studio. */
  hasMarkup?: boolean;
  language: SpeechLanguage;
  dialect?: Dialect;
  voice?: string;
  /** The id of a built-in preset of the Studio; what else is given is stronger. */
  preset?: string;
  emotions?: Partial<EmotionMix>;
  style?: Style;
  rate?: number;
  pitch?: number;
  range?: number;
  energy?: number;
  breathiness?: number;
  pause?: number;
  shape?: Partial<VoiceShape>;
  melody?: MelodyNote[];
  beatsPerMinute?: number;
};

/** A word that was said, as it stands in the text without its markup, and where it is heard in the sound. */
export type SpokenWord = { text: string; startSeconds: number; endSeconds: number };

export type SynthesizeReport = { wav: ArrayBuffer; seconds: number; ttfaMs: number; computeMs: number; words: SpokenWord[]; provenance: Provenance };

export type TalkClip = { file: Blob; interruptAfterMs?: number };

/** Times are in milliseconds from the first sample of the turn's clip; null when the stage was not reached. */
export type TurnReport = {
  transcript: string;
  language: Language;
  toolCalls: { name: string; arguments: string; result: string }[];
  reply: string;
  /** What was heard of the reply, as a wav at the rate it was played; empty when nothing was. */
  replyWav: ArrayBuffer;
  speechEndMs: number | null;
  endpointMs: number | null;
  transcriptMs: number | null;
  firstTokenMs: number | null;
  firstAudioMs: number | null;
  /** Milliseconds from confirmed speech to silence of the reply it interrupted; null when it interrupted none. */
  bargeInMs: number | null;
  bargedIn: boolean;
};

export type TalkReport = { turns: TurnReport[]; underruns: number };

/**
 * `computeSeconds` is from the first sample that was asked for to the last that was heard; `peakHeapBytes` is the largest
 * of the samples that the browser gave (`performance.measureUserAgentSpecificMemory`: the page and its workers), 0 when it
 * gave none. `error` is the code of the fault.
 */
export type FileReport = {
  documentId: string;
  audioSeconds: number;
  computeSeconds: number;
  peakHeapBytes: number;
  segments: number;
  speakers: number;
  error: string | null;
};
