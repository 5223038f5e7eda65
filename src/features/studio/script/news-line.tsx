import { useEffect, useState } from 'react';
import type { Script } from '../../../studio/script/script';
import { Button, IconButton } from '../../../ui/button';
import { CloseIcon } from '../../../ui/icons';
import type { News } from './use-news';
import { WORDS } from './words';

/** So long a way back is offered; the undo of the whole script is there after it. */
const SHOWN_MS = 10_000;

type NewsLineProps = { news: News | null; script: Script; onClear: () => void };

/** Says what happened to screen readers; where something went that may be wanted back, it is seen, too. */
export function NewsLine({ news, script, onClear }: NewsLineProps) {
  return (
    <>
      <p className="visually-hidden" role="status" aria-label={WORDS.news}><span key={news?.id}>{news?.text}</span></p>
      {news !== null && news.undo !== null && <WayBack key={news.id} text={news.text} undo={news.undo} script={script} onClear={onClear} />}
    </>
  );
}

function WayBack({ text, undo, script, onClear }: { text: string; undo: () => void; script: Script; onClear: () => void }) {
  const [offeredFor] = useState(script);
  useEffect(() => {
    const timer = setTimeout(onClear, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [onClear]);
  // Something else was changed since, and that is what undo would take back.
  if (script !== offeredFor) return null;
  const takeBack = () => {
    undo();
    onClear();
  };
  return (
    <div className="script-news">
      <span aria-hidden="true">{text}</span>
      <Button size="small" onClick={takeBack}>{WORDS.undoShort}</Button>
      <IconButton size="small" label={WORDS.dismiss} onClick={onClear}><CloseIcon size={18} /></IconButton>
    </div>
  );
}
