import { useEffect, useRef } from 'react';
import { useScriptCommands, useScriptStore } from '../../../stores/app-context';
import type { LineHandlers } from './line-handlers';

const TYPING = 'input:not([type=radio], [type=range], [type=checkbox]), textarea, select, [contenteditable]';
/** Where Space does something of its own; on the words of a line it plays. */
const BUSY = `${TYPING}, input, button, a, summary, [role=menuitem]`;

type ScriptKeys = { handlers: LineHandlers; activeId: string | null; onFind: () => void };

/** The keys of a script, wherever the focus is that has no use for them itself. */
export function useScriptKeys(keys: ScriptKeys): void {
  const commands = useScriptCommands();
  const store = useScriptStore();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const isPlaying = () => store.getState().playing.phase !== 'silent';
    const toggle = () => {
      if (isPlaying()) commands.stop();
      else void commands.play(latest.current.activeId);
    };
    const actOf = (event: KeyboardEvent): (() => void) | null => {
      const { handlers, onFind, activeId } = latest.current;
      const key = event.key.toLowerCase();
      if (event.ctrlKey || event.metaKey) {
        if (key === 'f') return onFind;
        if (key === 'enter') return () => void commands.play(activeId);
        if (isWithin(event.target, TYPING)) return null;
        if (key === 'z') return event.shiftKey ? handlers.redo : handlers.undo;
        return key === 'y' ? handlers.redo : null;
      }
      if (key === 'escape') return isPlaying() ? () => commands.stop() : null;
      return event.code === 'Space' && !isWithin(event.target, BUSY) ? toggle : null;
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open], [popover]:popover-open')) return;
      const act = actOf(event);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [commands, store]);
}

const isWithin = (target: EventTarget | null, selector: string) => target instanceof Element && target.closest(selector) !== null;
