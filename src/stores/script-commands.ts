import type { VoiceChoice } from '../protocol/speech';
import type { ExportedFile } from '../session/commands';
import type { MusicChoice } from '../studio/project';
import type { PicturedSound } from './studio-commands';
import type { ScriptEdit } from '../studio/script/edit';

/**
 * `mp3` has chapters in its tag and `ogg`, which is Opus, in its comments; `zip` has a WAV file for each line; `chapters` is the list that podcast players read,
 * `chapters-json` the same as Podcasting 2.0 has it; `project` is the script with its settings, without sound.
 */
export type ScriptFormat = 'wav' | 'mp3' | 'ogg' | 'zip' | 'srt' | 'vtt' | 'chapters' | 'chapters-json' | 'project';

/** What is heard now: milliseconds from the start of the line's sound, and the word in its source, where one is heard. */
export type ScriptPlace = { lineId: string; atMs: number; word: { start: number; end: number } | null };

/** Everything a person can do with scripts. Promises settle when the wish is carried out or refused; none rejects, and the store says why. */
export interface ScriptCommands {
  /** Makes a project of what was typed or pasted (`Alice: …`, `# Chapter`) and opens it. */
  createFromText(text: string): Promise<void>;
  /** Begins a project that is to be written line by line. */
  createEmpty(): Promise<void>;
  /** Makes a project of a .txt, .md, .epub or project .json and opens it; false when it cannot be read. */
  createFromFile(file: File): Promise<boolean>;
  openProject(id: string): Promise<void>;
  closeProject(): Promise<void>;
  /** The open project is renamed by the edit `title.set`, which can be undone. */
  renameProject(id: string, title: string): Promise<void>;
  /** A copy beside it, without its sound, which is made again. */
  duplicateProject(id: string): Promise<void>;
  /** With its sound and its music. */
  deleteProject(id: string): Promise<void>;

  edit(edit: ScriptEdit): void;
  undo(): void;
  redo(): void;
  /** Who says the lines that neither have a voice nor a speaker with one. */
  changeVoice(change: Partial<VoiceChoice>): void;
  setMetronome(hasMetronome: boolean): void;

  /** Renders what is missing, in order, and what is changed meanwhile; goes on by itself after a reload. */
  renderAll(): Promise<void>;
  /** Nothing is lost: it ends after the line in work. */
  pause(): void;
  resume(): void;
  /** Renders one line now, before all others, also when its sound is there. */
  renderLine(lineId: string): Promise<void>;

  /** Says the script from a line on, rendering what is missing on the way; null is the first. Call it inside the click, which wakes the audio. */
  play(lineId: string | null): Promise<void>;
  stop(): void;
  /** To be read in an animation frame; null while nothing is heard. */
  readPlace(): ScriptPlace | null;

  /** The kept sound of a line to be looked at; null while it has none, and where it is too long for that. */
  readLineSound(lineId: string): Promise<PicturedSound | null>;

  setMusic(file: File): Promise<void>;
  changeMusic(change: Partial<Omit<MusicChoice, 'fileName'>>): void;
  removeMusic(): Promise<void>;
  /** LUFS of what is exported; null leaves it as loud as it came. */
  setLoudness(loudnessLufs: number | null): void;

  /** Renders what is missing first; lines that failed are left out. Null when it failed or was stopped. */
  exportScript(format: ScriptFormat): Promise<ExportedFile | null>;
  cancelExport(): void;
  /** Whether this browser can write Ogg Opus. */
  canWriteOpus(): Promise<boolean>;

  dismissFault(): void;
}
