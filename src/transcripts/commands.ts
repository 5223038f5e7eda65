import type { ExportedFile } from '../session/commands';
import type { TranscriptDocument } from './document';
import type { EditAction } from './edit';
import type { ExportOptions, TextFormat } from './exports/formats';
import type { HearingWishes, LanguageChoice } from './jobs';

/** The loudest sample either way in equal slices of the recording; −127…127 of full scale, low and high in turn. */
export type Peaks = { peaksPerSecond: number; values: Int8Array };

/** Everything a person can do with recordings. Promises settle when the wish is carried out or refused; none rejects. */
export interface FileCommands {
  /** Of the recordings that are added from now on. */
  changeWishes(change: Partial<HearingWishes>): void;
  /** Puts recordings into the queue and begins; loads the models when they are not there yet. */
  addFiles(files: readonly File[]): Promise<void>;
  /** Reads a recording from a web address, if the site lets this page read it. */
  addUrl(url: string): Promise<void>;
  /** Records from the microphone until it is called with false; the recording goes into the queue. */
  setRecording(isRecording: boolean): Promise<void>;
  pauseFile(id: string): void;
  resumeFile(id: string): void;
  /** Stops hearing; what was found stays in the library. */
  cancelFile(id: string): void;
  /** Hears a recording again from the start in another language; edits are replaced. */
  hearAgain(id: string, language: LanguageChoice): Promise<void>;

  openDocument(id: string): Promise<void>;
  closeDocument(): void;
  /** Deletes the transcript, its recording and its row. */
  deleteDocument(id: string): Promise<void>;
  renameDocument(id: string, title: string): Promise<void>;

  /** What a document was each time somebody began to edit it, newest first. */
  listVersions(id: string): Promise<readonly TranscriptDocument[]>;
  /** Changes the open document; every edit can be undone. */
  edit(action: EditAction): void;
  undo(): void;
  redo(): void;
  /** Translates every segment of the open document that has no translation into `to` yet. */
  translateDocument(to: 'en' | 'zh'): Promise<void>;
  /** Speaks the translation, each segment from where it began, into one wav. */
  dubDocument(voiceId: string | null): Promise<ExportedFile | null>;
  /** Ends the translation or its speech that goes on; what is translated stays. */
  stopRun(): void;

  exportDocument(format: TextFormat, options: ExportOptions): Promise<ExportedFile>;
  /** Keeps SRT, VTT or JSON as a new document; answers its id, or null when it is none of them, and then a notice says why. */
  importTranscript(file: File): Promise<string | null>;

  /** The recording of the open document for an audio element; null when it is not on this device. */
  readAudio(id: string): Promise<Blob | null>;
  readPeaks(id: string): Promise<Peaks | null>;
  /** Searches all transcripts; the hits go into the store. */
  search(query: string): void;
}
