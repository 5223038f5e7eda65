import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Note, Timer } from '../session/notices';

/** What the tools keep: written by the timer scheduler and the note keeper. */
export type ToolStoreState = { timers: readonly Timer[]; notes: readonly Note[] };

export type ToolStore = StoreApi<ToolStoreState>;

export function createToolStore(): ToolStore {
  return createStore<ToolStoreState>(() => ({ timers: [], notes: [] }));
}

export const selectTimers = (state: ToolStoreState): readonly Timer[] => state.timers;
export const selectNotes = (state: ToolStoreState): readonly Note[] => state.notes;
