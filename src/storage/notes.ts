import * as v from 'valibot';
import { RecordStore } from './records';

const NOTE = v.object({ id: v.string(), text: v.string(), createdAtMs: v.number() });

export type StoredNote = v.InferOutput<typeof NOTE>;

const store = new RecordStore('notes', NOTE);

export const writeNote = (note: StoredNote): Promise<void> => store.write(note);
export const deleteNote = (id: string): Promise<void> => store.delete(id);

/** Oldest first, as they were taken. */
export async function listNotes(): Promise<StoredNote[]> {
  return (await store.list()).sort((a, b) => a.createdAtMs - b.createdAtMs);
}
