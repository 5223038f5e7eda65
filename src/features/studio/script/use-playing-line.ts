import { useScriptCommands, useScriptStore } from '../../../stores/app-context';
import { selectPlayingLineId } from '../../../stores/script-store';
import type { RowWindow } from '../../../ui/row-window';
import { useHeardRow } from '../../../ui/use-heard-row';
import { LINE_ELEMENTS } from './line-elements';
import { findPlace } from './outline';

/** Lights the line and the word that are heard and keeps them in sight. */
export function usePlayingLine(rows: RowWindow, unfold: (chapterId: string) => void): void {
  const commands = useScriptCommands();
  const store = useScriptStore();
  useHeardRow('studio-heard', LINE_ELEMENTS, {
    read() {
      const lineId = selectPlayingLineId(store.getState());
      const place = lineId === null ? null : commands.readPlace();
      const word = place?.lineId === lineId ? (place?.word ?? null) : null;
      return { key: `${lineId ?? ''} ${word?.start ?? -1} ${word?.end ?? -1}`, rowId: lineId, word: () => word };
    },
    isFollowed: () => true,
    draw(lineId) {
      const { open } = store.getState();
      const target = open === null ? null : findPlace(open.script, lineId);
      if (target === null) return;
      unfold(target.chapter.id);
      rows.drawRow(target.row);
    },
  });
}
