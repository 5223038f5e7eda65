import { useEffect, useRef } from 'react';

const TYPING = 'input, textarea, [contenteditable]';

/** Takes a web address that is pasted where no text is being written. */
export function usePastedAddress(onAddress: (address: string) => void): void {
  const latest = useRef(onAddress);
  useEffect(() => {
    latest.current = onAddress;
  });
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain').trim() ?? '';
      const isInField = event.target instanceof Element && event.target.closest(TYPING) !== null;
      if (!isInField && /^https?:\/\/\S+$/.test(text) && URL.canParse(text)) latest.current(text);
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, []);
}
