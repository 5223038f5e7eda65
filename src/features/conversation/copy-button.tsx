import { useEffect, useState } from 'react';
import { IconButton } from '../../ui/button';
import { CheckIcon, CopyIcon } from '../../ui/icons';
import { WORDS } from './words';

const CONFIRMATION_MS = 1600;

export function CopyButton({ text }: { text: string }) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // The clipboard was refused: the text stays selectable, and nothing claims that it was copied.
      setIsCopied(false);
    }
  };
  return <IconButton label={isCopied ? WORDS.copied : WORDS.copy} size="small" onClick={() => void copy()}>{isCopied ? <CheckIcon size={18} /> : <CopyIcon size={18} />}</IconButton>;
}
