import { useEffect, useId, useRef, type DragEvent, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { IconButton } from './button';
import { CloseIcon } from './icons';

type SheetProps = { title: string; isOpen: boolean; isWide?: boolean; closeLabel?: string; onClose: () => void; /** Of something that is let go over it or around it. */ onDrop?: (event: DragEvent) => void; children: ReactNode };

/**
 * A native modal dialog: the browser keeps the focus inside, closes it on Escape and gives the focus back. It hangs on the body: within
 * something that goes away when the window becomes narrow nobody would see it, and the page behind it would stay out of reach.
 */
export function Sheet({ title, isOpen, isWide = false, closeLabel = 'Close', onClose, onDrop, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === isOpen) return;
    if (isOpen) element.showModal();
    else element.close();
  }, [isOpen]);
  return createPortal(
    <dialog
      ref={dialog}
      className={isWide ? 'sheet sheet--wide' : 'sheet'}
      aria-labelledby={titleId}
      onDrop={onDrop}
      // React lets the event of a question inside bubble up to here.
      onClose={(event) => { if (event.target === dialog.current) onClose(); }}
      // The dialog's own box is fully covered by its parts, so a click that lands on it is on the backdrop.
      onClick={(event) => { if (event.target === dialog.current) onClose(); }}
    >
      <header className="sheet__head">
        <h2 className="sheet__title" id={titleId}>{title}</h2>
        <IconButton label={closeLabel} onClick={onClose}><CloseIcon /></IconButton>
      </header>
      <div className="sheet__body">{isOpen && children}</div>
    </dialog>,
    document.body,
  );
}
