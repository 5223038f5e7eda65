import { useEffect, useRef } from 'react';

export type Shortcuts = { /** False leaves Space to the browser. */ canTalk: boolean; onTalkDown: () => void; onTalkUp: () => void; onStop: () => void; onToggleMute: () => void };

const TYPING = 'input, textarea, select, [contenteditable]';
/** Where Space does something of its own; on a radio button that is chosen already it does not. */
const PRESSABLE = 'input:not([type=radio]:checked), textarea, select, [contenteditable], button, a, summary, [role=menuitem]';

const isWithin = (target: EventTarget | null, selector: string) => target instanceof Element && target.closest(selector) !== null;

/** Space held talks, Escape stops, M mutes; never while a dialog is open or the key means something else where it was pressed. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const latest = useRef(shortcuts);
  useEffect(() => {
    latest.current = shortcuts;
  });
  useEffect(() => {
    let isTalking = false;
    const endTalk = () => {
      if (!isTalking) return;
      isTalking = false;
      latest.current.onTalkUp();
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
      if (document.querySelector('dialog[open]')) return;
      if (event.key === 'Escape') latest.current.onStop();
      else if (event.key.toLowerCase() === 'm' && !isWithin(event.target, TYPING)) latest.current.onToggleMute();
      else if (event.code === 'Space' && latest.current.canTalk && !isWithin(event.target, PRESSABLE)) {
        event.preventDefault();
        isTalking = true;
        latest.current.onTalkDown();
      }
    };
    const onKeyUp = (event: KeyboardEvent) => {
      if (event.code === 'Space') endTalk();
    };
    const listening = new AbortController();
    const { signal } = listening;
    window.addEventListener('keydown', onKeyDown, { signal });
    window.addEventListener('keyup', onKeyUp, { signal });
    // A key that is let go in another window never comes up here.
    window.addEventListener('blur', endTalk, { signal });
    return () => {
      listening.abort();
      endTalk();
    };
  }, []);
}
