import { useEffect, useRef } from 'react';
import { useFilesStore } from '../../stores/app-context';
import type { Player } from './player';
import type { SegmentHandlers } from './segment-handlers';
import { segmentAt, wordAt } from './word-offsets';

const STEP_MS = 5000;
const TYPING = 'input:not([type=radio]), textarea, select, [contenteditable]';
/** Where Space and the arrows do something of their own. */
const BUSY = `${TYPING}, input, button, a, summary, [role=menuitem], [role=slider]`;

type DocumentKeys = { player: Player; handlers: SegmentHandlers; activeId: string | null; onFind: () => void };

/** The keys of a transcript, wherever the focus is that has no use for them itself. */
export function useDocumentKeys(keys: DocumentKeys): void {
  const store = useFilesStore();
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey || document.querySelector('dialog[open], [popover]:popover-open')) return;
      const act = isCommand(event) ? commandOf(event, latest.current) : stepOf(event, latest.current, store.getState().open?.segments ?? []);
      if (act === null) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [store]);
}

const isCommand = (event: KeyboardEvent) => event.ctrlKey || event.metaKey;
const isWithin = (target: EventTarget | null, selector: string) => target instanceof Element && target.closest(selector) !== null;

function commandOf(event: KeyboardEvent, { player, handlers, onFind }: DocumentKeys): (() => void) | null {
  const key = event.key.toLowerCase();
  if (key === 'f') return onFind;
  // In a field being written Ctrl and Space play, because Space alone is a character.
  if (event.code === 'Space') return () => player.toggle();
  if (isWithin(event.target, TYPING)) return null;
  if (key === 'z') return event.shiftKey ? handlers.redo : handlers.undo;
  return key === 'y' ? handlers.redo : null;
}

type Segments = NonNullable<ReturnType<ReturnType<typeof useFilesStore>['getState']>['open']>['segments'];

function stepOf(event: KeyboardEvent, { player, handlers, activeId }: DocumentKeys, segments: Segments): (() => void) | null {
  if (isWithin(event.target, BUSY)) return null;
  const { positionMs } = player;
  if (event.code === 'Space') return () => player.toggle();
  if (event.key === 'ArrowLeft') return () => player.seek(event.shiftKey ? positionMs - STEP_MS : wordStart(segments, positionMs, -1));
  if (event.key === 'ArrowRight') return () => player.seek(event.shiftKey ? positionMs + STEP_MS : wordStart(segments, positionMs, 1));
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return null;
  const index = segments.findIndex(({ id }) => id === activeId);
  const next = segments[index < 0 ? 0 : index + step];
  return next === undefined ? null : () => handlers.show(next.id);
}

/** Where the word before or after the one at a moment begins. */
function wordStart(segments: Segments, ms: number, step: 1 | -1): number {
  const index = segmentAt(segments, ms);
  const segment = segments[index];
  const here = segment === undefined ? -1 : wordAt(segment, ms);
  const near = segment?.words[here + step];
  if (near !== undefined) return near.startMs;
  const words = segments[index + step]?.words ?? [];
  return (step > 0 ? words[0] : words.at(-1))?.startMs ?? (step > 0 ? ms : 0);
}
