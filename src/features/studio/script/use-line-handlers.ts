import { useMemo, useState } from 'react';
import { useScriptCommands, useScriptStore } from '../../../stores/app-context';
import type { RowWindow } from '../../../ui/row-window';
import { createLineHandlers, type OpenPanel, type TunedLine } from './create-line-handlers';
import { focusTuneButton } from './line-elements';
import type { EditPlace } from './line-handlers';
import type { Say } from './use-news';

/** What is active, being written or opened in the script, and the handlers that change it; the handlers stay the same. */
export function useLineHandlers(rows: RowWindow, say: Say) {
  const commands = useScriptCommands();
  const store = useScriptStore();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [editing, setEditing] = useState<EditPlace | null>(null);
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const [tuned, setTuned] = useState<TunedLine | null>(null);
  const handlers = useMemo(() => createLineHandlers({ commands, store, rows, say, setActiveId, setEditing, setPanel, setTuned }), [commands, rows, say, store]);
  const closeTuning = () => {
    setTuned(null);
    const lineId = activeId ?? tuned?.lineId;
    // Where it was opened; a sheet gives the focus back by itself.
    requestAnimationFrame(() => {
      if (lineId !== undefined && document.activeElement === document.body) focusTuneButton(lineId);
    });
  };
  return { activeId, editing, panel, closePanel: () => setPanel(null), tuned, closeTuning, handlers };
}
