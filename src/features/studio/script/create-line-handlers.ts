import { createId } from '../../../lib/create-id';
import type { ScriptCommands } from '../../../stores/script-commands';
import type { ScriptStore } from '../../../stores/script-store';
import { RowFocus } from '../../../ui/row-focus';
import type { RowWindow } from '../../../ui/row-window';
import { dragLine } from './drag-line';
import { createOrdering, createWriting } from './line-edits';
import { focusLine, lineElement, lineTextElement } from './line-elements';
import type { EditPlace, LineHandlers, LinePanelKind } from './line-handlers';
import { findPlace, neighbour } from './outline';
import type { Say } from './use-news';
import { WORDS } from './words';

/** The line whose controls are shown; `request` counts how often they were asked for, which takes the focus there. */
export type TunedLine = { lineId: string; request: number };
export type OpenPanel = { kind: LinePanelKind; lineId: string; anchor: HTMLElement };

/** Where what a row asks for is carried out; the setters are those of React. */
export type LineContext = {
  commands: ScriptCommands;
  store: ScriptStore;
  rows: RowWindow;
  say: Say;
  setActiveId(lineId: string): void;
  setEditing(next: EditPlace | null | ((now: EditPlace | null) => EditPlace | null)): void;
  setPanel(panel: OpenPanel): void;
  setTuned(next: (now: TunedLine | null) => TunedLine): void;
};

export function createLineHandlers({ commands, store, rows, say, setActiveId, setEditing, setPanel, setTuned }: LineContext): LineHandlers {
  const focus = new RowFocus(focusLine);
  let lastCaret: EditPlace | null = null;
  const script = () => store.getState().open?.script ?? null;
  const reach = (lineId: string) => {
    setActiveId(lineId);
    const now = script();
    if (now !== null) rows.drawRow(findPlace(now, lineId)?.row ?? -1);
  };
  const edit = (place: EditPlace) => {
    reach(place.lineId);
    setEditing(place);
  };
  const show = (lineId: string) => {
    reach(lineId);
    focus.show(lineId);
  };
  // After an edit, once React has drawn it: a line that goes into another chapter is a new row there, and the old one takes the focus with it.
  const showEdited = (lineId: string) => queueMicrotask(() => show(lineId));
  const parts = { script, apply: commands.edit, newLineId: () => createId('line'), edit, show: showEdited, say, undo: commands.undo };
  const writing = createWriting(parts);
  const { drop, ...ordering } = createOrdering(parts);
  return {
    ...writing, ...ordering, activate: (lineId) => { focus.settle(lineId); setActiveId(lineId); }, show, edit,
    leave(lineId) {
      lastCaret = caretOf(lineId);
      writing.settle(lineId);
      setEditing((now) => (now?.lineId === lineId ? null : now));
      // Drawn again by then; only a key leaves the focus nowhere, a click has put it somewhere already.
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) lineTextElement(lineId)?.focus({ preventScroll: true });
      });
    },
    split(lineId) {
      const caret = lastCaret?.lineId === lineId ? lastCaret.caret : -1;
      if (caret >= 0 && writing.cut(lineId, caret)) return;
      say(WORDS.cannotSplit);
      edit({ lineId, caret });
    },
    step(lineId, step, isEditing) {
      const now = script();
      const next = now === null ? null : neighbour(now, lineId, step);
      if (next === null) return;
      if (isEditing) edit({ lineId: next.id, caret: step > 0 ? 0 : -1 });
      else show(next.id);
    },
    drag: (lineId, event) => dragLine(event, lineId, script, (chapterId, index) => drop(lineId, chapterId, index)),
    ...panelHandlers({ commands, store, say, setActiveId, setPanel, setTuned }),
  };
}

type Panels = Pick<LineHandlers, 'play' | 'render' | 'openPanel' | 'tune' | 'undo' | 'redo'>;

function panelHandlers({ commands, store, say, setActiveId, setPanel, setTuned }: Omit<LineContext, 'rows' | 'setEditing'>): Panels {
  return {
    play(lineId) {
      setActiveId(lineId);
      void commands.play(lineId);
    },
    render: (lineId) => void commands.renderLine(lineId),
    openPanel(kind, lineId, anchor) {
      setActiveId(lineId);
      setPanel({ kind, lineId, anchor });
    },
    tune(lineId) {
      setActiveId(lineId);
      setTuned((now) => ({ lineId, request: (now?.request ?? 0) + 1 }));
    },
    undo() {
      if (store.getState().canUndo) say(WORDS.undone);
      commands.undo();
    },
    redo() {
      if (store.getState().canRedo) say(WORDS.redone);
      commands.redo();
    },
  };
}

/** Where the caret of a line's field is. */
function caretOf(lineId: string): EditPlace | null {
  const field = lineElement(lineId)?.querySelector('textarea') ?? null;
  return field === null ? null : { lineId, caret: field.selectionStart };
}
