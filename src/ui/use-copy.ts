import { useEffect, useState } from 'react';

const CONFIRMATION_MS = 1600;

/** Copies text; `isCopied` is true for a moment after it worked, and only then. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => Promise<void> } {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), CONFIRMATION_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      setIsCopied(true);
    } catch {
      // The clipboard was refused: the text stays selectable, and nothing claims that it was copied.
      setIsCopied(false);
    }
  };
  return { isCopied, copy };
}
