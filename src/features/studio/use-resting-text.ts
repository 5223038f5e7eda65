import { useDeferredValue, useEffect, useState } from 'react';

/** Reading a text of this length takes longer than a key should. */
const LONG_CHARACTERS = 50_000;
/** Whoever stops typing for so long wants to see what was made of it. */
const REST_MS = 500;

/** A text as it is to be read while it is typed: a moment behind, and a long one not before the typing rests; until then ''. */
export function useRestingText(text: string): string {
  const [rested, setRested] = useState('');
  const isLong = text.length > LONG_CHARACTERS;
  useEffect(() => {
    if (!isLong) return;
    const timer = setTimeout(() => setRested(text), REST_MS);
    return () => clearTimeout(timer);
  }, [text, isLong]);
  // Of a long text before this one nothing is left.
  const known = isLong && rested.length <= LONG_CHARACTERS ? '' : rested;
  return useDeferredValue(isLong ? known : text);
}
