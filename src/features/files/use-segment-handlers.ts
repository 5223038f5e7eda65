import { useMemo, useState } from 'react';
import type { Segment } from '../../transcripts/document';
import { splitWords } from '../../transcripts/join-words';
import { useFileCommands, useFilesStore } from '../../stores/app-context';
import type { Player } from './player';
import { RowFocus } from '../../ui/row-focus';
import type { RowWindow } from '../../ui/row-window';
import { segmentLine } from './segment-line';
import type { EditPlace, PanelKind, SegmentHandlers } from './segment-handlers';
import { segmentElementId, segmentTextElement } from './segment-elements';

export type OpenPanel = { kind: PanelKind; segmentId: string; anchor: HTMLElement };

/** What is active, being edited or opened in the transcript, and the handlers that change it; the handlers stay the same. */
export function useSegmentHandlers(player: Player, rows: RowWindow, landingId: string | null) {
  const commands = useFileCommands();
  const store = useFilesStore();
  const [activeId, setActiveId] = useState(landingId);
  const [editing, setEditing] = useState<EditPlace | null>(null);
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const handlers = useMemo((): SegmentHandlers => {
    const focus = new RowFocus(focusRow);
    const segments = () => store.getState().open?.segments ?? [];
    const edit = (place: EditPlace) => {
      setActiveId(place.segmentId);
      setEditing(place);
    };
    const commit = ({ segmentId, field }: EditPlace, text: string) => {
      const segment = segments().find(({ id }) => id === segmentId);
      const to = segment?.translation?.to;
      if (field === 'text') commands.edit({ type: 'text.set', segmentId, text });
      else if (to !== undefined) commands.edit({ type: 'translation.set', segmentId, to, text });
    };
    return {
      activate: (segmentId) => { focus.settle(segmentId); setActiveId(segmentId); },
      show(segmentId) {
        setActiveId(segmentId);
        rows.drawRow(segments().findIndex(({ id }) => id === segmentId));
        focus.show(segmentId);
      },
      playFrom: (ms) => player.playFrom(ms),
      edit,
      commit,
      leave(segmentId) {
        setEditing((now) => (now?.segmentId === segmentId ? null : now));
        requestAnimationFrame(() => focusLeftRow(segmentId));
      },
      split(segmentId, text, caret) {
        commit(place(segmentId, 0), text);
        const index = segments().findIndex(({ id }) => id === segmentId);
        commands.edit({ type: 'segment.split', segmentId, wordIndex: splitWords(text.slice(0, caret)).length });
        const next = segments()[index + 1];
        if (next !== undefined) edit(place(next.id, 0));
      },
      mergeBack(segmentId, text) {
        const index = segments().findIndex(({ id }) => id === segmentId);
        const before = segments()[index - 1];
        if (before === undefined) return;
        commit(place(segmentId, 0), text);
        const seam = lengthOf(before);
        commands.edit({ type: 'segment.merge', segmentId: before.id, nextSegmentId: segmentId });
        edit(place(before.id, seam));
      },
      undo: () => commands.undo(),
      redo: () => commands.redo(),
      openPanel(kind, segmentId, anchor) {
        setActiveId(segmentId);
        setPanel({ kind, segmentId, anchor });
      },
    };
  }, [commands, player, rows, store]);
  return { activeId, editing, panel, closePanel: () => setPanel(null), handlers };
}

/** Drawn again by now; only a key leaves the focus nowhere, a click has put it somewhere already. */
function focusLeftRow(segmentId: string): void {
  if (document.activeElement === document.body) segmentTextElement(segmentId)?.focus({ preventScroll: true });
}

function focusRow(segmentId: string): boolean {
  document.getElementById(segmentElementId(segmentId))?.scrollIntoView({ block: 'nearest' });
  const text = segmentTextElement(segmentId);
  text?.focus({ preventScroll: true });
  return text !== null;
}

const place = (segmentId: string, caret: number): EditPlace => ({ segmentId, field: 'text', caret });
const lengthOf = (segment: Segment) => segmentLine(segment).text.length;
