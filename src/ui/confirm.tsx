import { useEffect, useId, useRef } from 'react';
import { Button } from './button';

type ConfirmProps = { title: string; sentence: string; confirmLabel: string; cancelLabel: string; onConfirm: () => void; onClose: () => void };

/** Asks before something is done that cannot be undone; the safe answer comes first and has the focus. */
export function Confirm({ title, sentence, confirmLabel, cancelLabel, onConfirm, onClose }: ConfirmProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const confirm = () => {
    dialog.current?.close();
    onConfirm();
  };
  return (
    <dialog ref={dialog} className="confirm" aria-labelledby={titleId} onClose={onClose}>
      <h2 className="confirm__title" id={titleId}>{title}</h2>
      <p className="soft">{sentence}</p>
      <div className="confirm__actions">
        <Button onClick={() => dialog.current?.close()}>{cancelLabel}</Button>
        <Button variant="danger" onClick={confirm}>{confirmLabel}</Button>
      </div>
    </dialog>
  );
}
