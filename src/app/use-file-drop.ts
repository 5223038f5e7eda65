import { useEffect, useRef, useState } from 'react';

const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

/** Where on the page a file hangs: the first or the second half, left and right or, on a narrow page, above and below. */
export type DropHalf = 0 | 1;

const NARROW = '(max-width: 34rem)';

function halfOf({ clientX, clientY }: DragEvent): DropHalf {
  const isSecond = window.matchMedia(NARROW).matches ? clientY > window.innerHeight / 2 : clientX > window.innerWidth / 2;
  return isSecond ? 1 : 0;
}

/** Takes files dropped or pasted anywhere on the page; says over which half they hang, null when none do. */
export function useFileDrop(onFiles: (files: File[], half: DropHalf) => void): DropHalf | null {
  const [over, setOver] = useState<DropHalf | null>(null);
  const latest = useRef(onFiles);
  useEffect(() => {
    latest.current = onFiles;
  });
  useEffect(() => {
    // Every child fires its own enter and leave: the pointer is outside when they balance.
    let depth = 0;
    const whenFiles = (handle: (event: DragEvent) => void) => (event: DragEvent) => {
      if (hasFiles(event)) handle(event);
    };
    const onLeave = () => {
      depth = Math.max(0, depth - 1);
      if (depth === 0) setOver(null);
    };
    const onOver = (event: DragEvent) => {
      event.preventDefault();
      setOver(halfOf(event));
    };
    const onDrop = (event: DragEvent) => {
      // A part of the page that takes files itself has said so.
      const isTaken = event.defaultPrevented;
      event.preventDefault();
      depth = 0;
      setOver(null);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0 && !isTaken) latest.current(files, halfOf(event));
    };
    const onPaste = (event: ClipboardEvent) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files, 1);
    };
    const { signal, abort } = listeners();
    window.addEventListener('dragenter', whenFiles(() => void (depth += 1)), { signal });
    window.addEventListener('dragleave', whenFiles(onLeave), { signal });
    window.addEventListener('dragover', whenFiles(onOver), { signal });
    window.addEventListener('drop', whenFiles(onDrop), { signal });
    window.addEventListener('paste', onPaste, { signal });
    return abort;
  }, []);
  return over;
}

function listeners(): { signal: AbortSignal; abort: () => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}
