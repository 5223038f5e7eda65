import type { Drafts } from './drafts';
import type { Settings } from './settings';

export type ExportFormat = 'markdown' | 'json' | 'wav';
export type ExportedFile = { fileName: string; blob: Blob };

/** Loudness of the last few milliseconds, linear 0–1. */
export type Level = { rms: number; peak: number };

/** Everything a person can ask of the assistant. Promises settle when the wish is carried out or refused; none rejects. */
export interface Commands {
  /**
   * Call it inside the click: asks for the microphone, wakes the audio, loads the models, and listens.
   * Without a microphone the conversation starts all the same, for typing and clips.
   */
  start(options?: { withMicrophone: boolean }): Promise<void>;
  /** Loads again what failed to load (`model-store` phase `failed`, or turn phase `failed`). */
  retry(): Promise<void>;
  /** Asks for the microphone again after it was refused, missing or lost. */
  reopenMicrophone(): Promise<void>;

  pressTalk(): void;
  releaseTalk(): void;
  setMuted(isMuted: boolean): void;
  /** Silences a reply, or drops what is being heard. */
  stop(): void;
  sendText(text: string): void;
  /** Plays a recording into the assistant's ear, in the place of the microphone, at its own speed. */
  speakClip(file: Blob): Promise<void>;
  /** Speaks an assistant entry again; nothing is added to the conversation. */
  replay(entryId: string): Promise<void>;
  /** Speaks a short sentence in a voice, for choosing one. */
  previewVoice(voiceId: string): Promise<void>;

  newConversation(): Promise<void>;
  openConversation(id: string): Promise<void>;
  deleteConversation(id: string): Promise<void>;
  /** `wav` is both sides as they sounded, for what was said since the page was opened. */
  exportConversation(format: ExportFormat): Promise<ExportedFile>;
  exportDiagnostics(): ExportedFile;

  /** Keeps what is being written and was not sent. */
  changeDrafts(change: Partial<Drafts>): void;

  changeSettings(change: Partial<Settings>): void;
  chooseMicrophone(deviceId: string | null): Promise<void>;
  chooseOutput(deviceId: string | null): Promise<void>;

  dismissNotice(id: string): void;
  /** Stops a timer, running or ringing. */
  cancelTimer(id: string): void;
  deleteNote(id: string): Promise<void>;
  /** Makes this tab the one the assistant lives in. */
  takeOver(): Promise<void>;
  /** Deletes stored weights other than those in use; answers how many bytes that freed. */
  freeStorage(): Promise<number>;

  /** For meters, to be read in an animation frame; they never enter a store. */
  readMicrophoneLevel(): Level;
  readSpeakerLevel(): Level;
}
