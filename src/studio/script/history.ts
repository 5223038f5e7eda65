import { pushHistory, type History } from '../../lib/history';
import { applyScriptEdit, type ScriptEdit } from './edit';
import type { Script } from './script';

/** A script with what can be taken back. `startHistory`, `stepBack` and `stepForward` of `src/lib/history.ts` do the rest. */
export type ScriptHistory = History<Script>;

/** Applies an edit; the same object when it changes nothing. Typing into one line, and dragging one control, is one step. */
export function editScript(history: ScriptHistory, edit: ScriptEdit, nowMs: number): ScriptHistory {
  return pushHistory(history, applyScriptEdit(history.present, edit), fieldOf(edit), nowMs);
}

function fieldOf(edit: ScriptEdit): string | null {
  switch (edit.type) {
    case 'title.set':
      return edit.type;
    case 'source.set':
      return `${edit.type} ${edit.lineId}`;
    case 'line.set':
      return `${edit.type} ${Object.keys(edit.changes).join()} ${edit.lineIds.join()}`;
    case 'chapter.title':
      return `${edit.type} ${edit.chapterId}`;
    case 'speaker.way':
      return `${edit.type} ${Object.keys(edit.way).join()} ${edit.name ?? ''}`;
    case 'speaker.voice':
      return `${edit.type} ${edit.name}`;
    default:
      return null;
  }
}
