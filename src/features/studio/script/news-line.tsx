import { useEffect } from 'react';
import { Button, IconButton } from '../../../ui/button';
import { CloseIcon } from '../../../ui/icons';
import type { News } from './use-news';
import { WORDS } from './words';

/** So long a way back is offered; the undo of the whole script is there after it. */
const SHOWN_MS = 10_000;

/** Says what happened to screen readers; where something went that may be wanted back, it is seen, too. */
export function NewsLine({ news, onClear }: { news: News | null; onClear: () => void }) {
  const hasUndo = news !== null && news.undo !== null;
  const id = news?.id;
  useEffect(() => {
    if (!hasUndo) return;
    const timer = setTimeout(onClear, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [hasUndo, id, onClear]);
  const takeBack = () => {
    news?.undo?.();
    onClear();
  };
  return (
    <>
      <p className="visually-hidden" role="status" aria-label={WORDS.news}><span key={id}>{news?.text}</span></p>
      {hasUndo && (
        <div className="script-news">
          <span aria-hidden="true">{news.text}</span>
          <Button size="small" onClick={takeBack}>{WORDS.undoShort}</Button>
          <IconButton size="small" label={WORDS.dismiss} onClick={onClear}><CloseIcon size={18} /></IconButton>
        </div>
      )}
    </>
  );
}
