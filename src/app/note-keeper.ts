import { createId } from '../lib/create-id';
import type { Note } from '../session/notices';
import { deleteNote, listNotes, writeNote } from '../storage/notes';
import type { ToolStore } from '../stores/tool-store';

/** Keeps notes on this device. */
export class NoteKeeper {
  constructor(private readonly store: ToolStore) {}

  async restore(): Promise<void> {
    this.store.setState({ notes: await listNotes() });
  }

  list(): readonly Note[] {
    return this.store.getState().notes;
  }

  async add(text: string): Promise<Note> {
    const note: Note = { id: createId('note'), text, createdAtMs: Date.now() };
    await writeNote(note);
    this.store.setState({ notes: [...this.list(), note] });
    return note;
  }

  async remove(ids: string[]): Promise<void> {
    for (const id of ids) await deleteNote(id);
    this.store.setState({ notes: this.list().filter((note) => !ids.includes(note.id)) });
  }
}
