import { useEffect, useRef, type ReactNode } from 'react';

type PopoverProps = {
  label: string;
  /** What it hangs from; it is placed once, when it opens. */
  anchor: HTMLElement;
  className?: string;
  onClose: () => void;
  children: ReactNode;
};

const GAP_PX = 6;

/** A native popover: in the top layer, so that nothing clips it; a click elsewhere and Escape close it. */
export function Popover({ label, anchor, className = '', onClose, children }: PopoverProps) {
  const panel = useRef<HTMLDivElement>(null);
  const latest = useRef(onClose);
  useEffect(() => {
    latest.current = onClose;
  });
  useEffect(() => {
    const element = panel.current;
    if (!element) return;
    element.showPopover();
    place(element, anchor.getBoundingClientRect());
    element.querySelector<HTMLElement>('input, button')?.focus();
    const listening = new AbortController();
    element.addEventListener('toggle', (event) => {
      if (!(event instanceof ToggleEvent) || event.newState !== 'closed') return;
      if (element.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
      latest.current();
    }, { signal: listening.signal });
    return () => listening.abort();
  }, [anchor]);
  return (
    <div ref={panel} popover="auto" className={`popover ${className}`} role="dialog" aria-label={label} onKeyDown={(event) => {
      // Escape closes this and nothing else.
      if (event.key === 'Escape') event.stopPropagation();
    }}>
      {children}
    </div>
  );
}

/** Below its anchor, or above it where there is more room; never over the edge of the page. */
function place(element: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { offsetWidth, offsetHeight } = element;
  const isAbove = bottom + GAP_PX + offsetHeight > window.innerHeight && top > window.innerHeight - bottom;
  const y = isAbove ? top - GAP_PX - offsetHeight : bottom + GAP_PX;
  element.style.left = `${Math.max(GAP_PX, Math.min(left, window.innerWidth - offsetWidth - GAP_PX))}px`;
  element.style.top = `${Math.max(GAP_PX, Math.min(y, window.innerHeight - offsetHeight - GAP_PX))}px`;
}
