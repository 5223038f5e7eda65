import { useEffect } from 'react';
import type { StudioCommands } from '../../stores/studio-commands';

/** Fields take back what was typed in them by themselves. */
const TYPING = 'input:not([type=radio], [type=range], [type=checkbox]), textarea, select, [contenteditable]';

/** Ctrl+Enter plays, with Shift from the cursor; Escape stops; Ctrl+Z takes back what was set. Wherever the focus is, unless a dialog is open. */
export function useStudioKeys(commands: StudioCommands): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const isPlay = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (isPlay) {
        event.preventDefault();
        const caret = event.shiftKey && event.target instanceof HTMLTextAreaElement ? event.target.selectionStart : 0;
        void commands.play(caret);
      } else if (stepOf(event) !== null) {
        event.preventDefault();
        if (stepOf(event) === 'undo') commands.undo();
        else commands.redo();
      } else if (event.key === 'Escape' && !document.querySelector('dialog[open]')) commands.stop();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}

function stepOf(event: KeyboardEvent): 'undo' | 'redo' | null {
  const isTyping = event.target instanceof Element && event.target.closest(TYPING) !== null;
  if (!(event.ctrlKey || event.metaKey) || isTyping || document.querySelector('dialog[open]') !== null) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' ? 'redo' : null;
}
