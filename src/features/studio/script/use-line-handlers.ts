import { useMemo, useState } from 'react';
import { useScriptCommands, useScriptStore } from '../../../stores/app-context';
import type { RowWindow } from '../../../ui/row-window';
import { createLineHandlers, type OpenPanel } from './create-line-handlers';
import type { EditPlace } from './line-handlers';
import type { Say } from './use-news';

/** What is active, being written or opened in the script, and the handlers that change it; the handlers stay the same. */
export function useLineHandlers(rows: RowWindow, say: Say) {
  const commands = useScriptCommands();
  const store = useScriptStore();
  const [activeId, setActiveId] = useState<string | null>(null);
  const [editing, setEditing] = useState<EditPlace | null>(null);
  const [panel, setPanel] = useState<OpenPanel | null>(null);
  const [tunedId, setTunedId] = useState<string | null>(null);
  const handlers = useMemo(() => createLineHandlers({ commands, store, rows, say, setActiveId, setEditing, setPanel, setTunedId }), [commands, rows, say, store]);
  return { activeId, editing, panel, closePanel: () => setPanel(null), tunedId, closeTuning: () => setTunedId(null), handlers };
}
