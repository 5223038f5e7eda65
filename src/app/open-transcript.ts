import { Pace } from '../lib/pace';
import type { EditAction } from '../transcripts/edit';
import type { TranscriptDocument } from '../transcripts/document';
import { applyToHistory, createHistory, mapHistory, redo, undo, type EditHistory } from '../transcripts/history';

/** The first edit is stored at once, those that follow this often, and the last whenever the transcript is left. */
const SAVE_DELAY_MS = 400;

type OpenTranscriptPorts = {
  show(state: { open: TranscriptDocument; canUndo: boolean; canRedo: boolean }): void;
  /** Stores what `read` answers when its turn comes. */
  save(id: string, read: () => TranscriptDocument): Promise<void>;
  /** Keeps what the document is before it is edited; false when that is to be asked again at the next edit. */
  keepVersion(document: TranscriptDocument): boolean;
};

/** The transcript on the screen: its edits, what can be taken back, and when it is stored. */
export class OpenTranscript {
  #history: EditHistory;
  #stored: TranscriptDocument;
  readonly #pace = new Pace(() => void this.flush(), SAVE_DELAY_MS);
  #isClosed = false;
  #isVersionKept = false;

  constructor(
    document: TranscriptDocument,
    private readonly ports: OpenTranscriptPorts,
  ) {
    this.#history = createHistory(document);
    this.#stored = document;
    this.#show();
  }

  get id(): string {
    return this.#history.present.id;
  }

  get document(): TranscriptDocument {
    return this.#history.present;
  }

  edit(action: EditAction): void {
    this.#isVersionKept ||= this.ports.keepVersion(this.document);
    this.#take(applyToHistory(this.#history, action, Date.now()));
  }

  undo(): void {
    this.#take(undo(this.#history, Date.now()));
  }

  redo(): void {
    this.#take(redo(this.#history, Date.now()));
  }

  /** What others add, such as the recogniser: it cannot be undone, and who added it stores it. */
  grow(change: (document: TranscriptDocument) => TranscriptDocument): void {
    this.#history = mapHistory(this.#history, change);
    this.#show();
  }

  /** The recording is heard anew: there is nothing to go back to. */
  replace(document: TranscriptDocument): void {
    this.#pace.cancel();
    this.#history = createHistory(document);
    this.#stored = document;
    this.#show();
  }

  /** The document, when it has edits that are not known to be stored. */
  get unstored(): TranscriptDocument | null {
    return this.#stored === this.document ? null : this.document;
  }

  /** Stores what was not stored yet. */
  async flush(): Promise<void> {
    this.#pace.cancel();
    if (this.unstored === null) return;
    await this.ports.save(this.id, () => {
      this.#stored = this.document;
      return this.document;
    });
  }

  /** Is shown no more; still grows until its last edits are stored. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.flush();
  }

  #take(history: EditHistory): void {
    if (history === this.#history) return;
    this.#history = history;
    this.#show();
    this.#pace.request();
  }

  #show(): void {
    if (this.#isClosed) return;
    const { present, past, future } = this.#history;
    this.ports.show({ open: present, canUndo: past.length > 0, canRedo: future.length > 0 });
  }
}
