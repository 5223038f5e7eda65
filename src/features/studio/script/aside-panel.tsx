import { useEffect, useRef, type ReactNode } from 'react';
import { IconButton } from '../../../ui/button';
import { CloseIcon } from '../../../ui/icons';
import { WORDS } from './words';

type AsidePanelProps = {
  title: string;
  /** Changes when it is asked for, which takes the focus here. */
  request: number | string | null;
  /** Beside the script; on a phone a sheet has its own title and its own way out. */
  isAside: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** What frames how a line or a speaker says it. */
export function AsidePanel({ title, request, isAside, onClose, children }: AsidePanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (isAside) heading.current?.focus({ preventScroll: true });
  }, [request, isAside]);
  return (
    <div className="line-panel" onKeyDown={(event) => {
      if (event.key !== 'Escape' || !isAside) return;
      event.stopPropagation();
      onClose();
    }}>
      {isAside && (
        <div className="line-panel__head">
          <h3 className="panel__title" ref={heading} tabIndex={-1}>{title}</h3>
          <IconButton label={WORDS.done} onClick={onClose}><CloseIcon /></IconButton>
        </div>
      )}
      {children}
    </div>
  );
}
