import { useEffect } from 'react';
import type { StudioCommands } from '../../stores/studio-commands';

/** Ctrl+Enter plays, with Shift from the cursor; Escape stops. Wherever the focus is, unless a dialog is open. */
export function useStudioKeys(commands: StudioCommands): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.repeat) return;
      const isPlay = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
      if (isPlay) {
        event.preventDefault();
        const caret = event.shiftKey && event.target instanceof HTMLTextAreaElement ? event.target.selectionStart : 0;
        void commands.play(caret);
      } else if (event.key === 'Escape' && !document.querySelector('dialog[open]')) commands.stop();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands]);
}
