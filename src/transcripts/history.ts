import { mapHistoryValues, pushHistory, startHistory, stepBack, stepForward, type History } from '../lib/history';
import type { TranscriptDocument } from './document';
import { applyEdit, type EditAction } from './edit';

/** A document with what it was before and what was undone, nearest last. Plain data. */
export type EditHistory = History<TranscriptDocument>;

export function createHistory(document: TranscriptDocument): EditHistory {
  return startHistory(document);
}

/** Applies an edit and sets `updatedAtMs`; the same object when the edit changes nothing. */
export function applyToHistory(history: EditHistory, action: EditAction, nowMs: number): EditHistory {
  const changed = applyEdit(history.present, action);
  return changed === history.present ? history : pushHistory(history, { ...changed, updatedAtMs: nowMs }, fieldOf(action), nowMs);
}

export function undo(history: EditHistory, nowMs: number): EditHistory {
  return touch(history, stepBack(history), nowMs);
}

export function redo(history: EditHistory, nowMs: number): EditHistory {
  return touch(history, stepForward(history), nowMs);
}

/**
 * Changes the document in the present, the past and the future alike: for what the recogniser, the translator or another
 * name of the file add while a person edits, which undoing must not take away.
 */
export function mapHistory(history: EditHistory, change: (document: TranscriptDocument) => TranscriptDocument): EditHistory {
  return mapHistoryValues(history, change);
}

function touch(before: EditHistory, after: EditHistory, nowMs: number): EditHistory {
  return after === before ? before : { ...after, present: { ...after.present, updatedAtMs: nowMs } };
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
