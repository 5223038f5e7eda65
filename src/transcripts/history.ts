import type { TranscriptDocument } from './document';
import { applyEdit, type EditAction } from './edit';

/** How many steps can be taken back. Documents share what did not change, so a step costs about one segment. */
const MAX_STEPS = 300;
/** Typing in one segment is one step until the person pauses this long. */
const TYPING_PAUSE_MS = 1500;

/** A document with what it was before and what was undone, nearest last. Plain data. */
export type EditHistory = {
  past: readonly TranscriptDocument[];
  present: TranscriptDocument;
  future: readonly TranscriptDocument[];
  /** What is being typed into, so that keystrokes gather into one step. */
  typing: { field: string; atMs: number } | null;
};

export function createHistory(document: TranscriptDocument): EditHistory {
  return { past: [], present: document, future: [], typing: null };
}

/** Applies an edit and sets `updatedAtMs`; the same object when the edit changes nothing. */
export function applyToHistory(history: EditHistory, action: EditAction, nowMs: number): EditHistory {
  const changed = applyEdit(history.present, action);
  if (changed === history.present) return history;
  const field = fieldOf(action);
  const isTyping = field !== null && history.typing?.field === field && nowMs - history.typing.atMs < TYPING_PAUSE_MS && history.future.length === 0;
  return {
    past: isTyping ? history.past : [...history.past, history.present].slice(-MAX_STEPS),
    present: { ...changed, updatedAtMs: nowMs },
    future: [],
    typing: field === null ? null : { field, atMs: nowMs },
  };
}

export function undo(history: EditHistory, nowMs: number): EditHistory {
  const document = history.past.at(-1);
  if (document === undefined) return history;
  return { past: history.past.slice(0, -1), present: { ...document, updatedAtMs: nowMs }, future: [...history.future, history.present], typing: null };
}

export function redo(history: EditHistory, nowMs: number): EditHistory {
  const document = history.future.at(-1);
  if (document === undefined) return history;
  return { past: [...history.past, history.present], present: { ...document, updatedAtMs: nowMs }, future: history.future.slice(0, -1), typing: null };
}

/**
 * Changes the document in the present, the past and the future alike: for what the recogniser, the translator or another
 * name of the file add while a person edits, which undoing must not take away.
 */
export function mapHistory(history: EditHistory, change: (document: TranscriptDocument) => TranscriptDocument): EditHistory {
  return { ...history, past: history.past.map(change), present: change(history.present), future: history.future.map(change) };
}

function fieldOf(action: EditAction): string | null {
  switch (action.type) {
    case 'text.set':
    case 'translation.set':
      return `${action.type} ${action.segmentId}`;
    case 'speaker.rename':
      return `${action.type} ${action.speakerId}`;
    default:
      return null;
  }
}
