import type { ExportedFile } from '../session/commands';
import type { ControlChanges } from '../studio/controls';
import type { SpokenLine } from '../studio/script/script';
import type { SpeechControls, VoiceChoice } from '../protocol/speech';

/** What is heard now, in the text as it was typed; `atMs` from the start of what was made, null where that is not known. */
export type StudioPlace = { word: { start: number; end: number } | null; atMs: number | null };

/** A word of the sound and where it stands in the text as it was typed. */
export type StudioWord = { text: string; start: number; end: number; textStart: number; textEnd: number; startMs: number; endMs: number };

/** What was made, put together; contours have a value a frame, f0 is 0 where there is no voice. */
export type StudioSound = {
  pcm: Float32Array;
  sampleRateHz: number;
  words: readonly StudioWord[];
  frameRateHz: number;
  f0Hz: Float32Array;
  levelDb: Float32Array;
};

/** Levels 0–255, (columns, bins) from low to high. */
export type Spectrum = { columnCount: number; binCount: number; levels: Uint8Array };

/** A sound to be looked at. */
export type PicturedSound = { sound: StudioSound; readSpectrogram(columnCount: number): Spectrum | null };

export type SoundFormat = 'wav' | 'mp3' | 'ogg' | 'srt';
export type SoundExport = { format: SoundFormat; /** Brought to −16 LUFS. */ isNormalised: boolean };

/** Everything a person can do in Studio. Promises settle when the wish is carried out or refused; none rejects. */
export interface StudioCommands {
  changeText(source: string): void;
  changeLine(change: Partial<Omit<SpokenLine, 'id' | 'source'>>): void;
  changeControls(change: ControlChanges): void;
  changeVoice(change: Partial<VoiceChoice>): void;
  setMetronome(hasMetronome: boolean): void;
  resetAll(): void;
  /** Takes back what was typed or set last in this text. */
  undo(): void;
  redo(): void;
  /** Says the text from a place of what was typed on; call it inside the click, which wakes the audio. */
  play(fromSource?: number): Promise<void>;
  stop(): void;
  dismissFault(): void;
  /** Null when it failed, and then the store says why. */
  exportSound(wish: SoundExport): Promise<ExportedFile | null>;
  /** Whether this browser can write Ogg Opus. */
  canWriteOpus(): Promise<boolean>;

  renameText(title: string): void;
  newText(): void;
  openText(id: string): Promise<void>;
  duplicateText(): void;
  deleteText(id: string): Promise<void>;
  exportText(): ExportedFile;
  /** False when the file is no text of Studio. */
  importText(file: Blob): Promise<boolean>;
  /** Keeps controls under a name; a preset of that name is replaced. */
  savePreset(name: string, controls: SpeechControls): void;
  deletePreset(id: string): void;
  /** The ways of speaking that were given a name. */
  exportPresets(): ExportedFile;
  /** How many the file held; or what is wrong with it, in a sentence. */
  importPresets(file: File): Promise<{ fault: string } | { count: number }>;

  /** To be read in an animation frame; null while nothing is heard. */
  readPlace(): StudioPlace | null;
  /** Null before anything was made, and where it is too long to be looked at. */
  readSound(): PicturedSound | null;
}
