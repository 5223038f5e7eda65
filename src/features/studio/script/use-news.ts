import { useCallback, useState } from 'react';

/** Says what just happened to screen readers; with `undo` it is also seen for a while, with a way back. */
export type Say = (text: string, undo?: () => void) => void;
export type News = { /** Counts up, so that the same sentence twice is said twice. */ id: number; text: string; undo: (() => void) | null };

/** The last thing that happened to the script. */
export function useNews(): { news: News | null; say: Say; clear: () => void } {
  const [news, setNews] = useState<News | null>(null);
  const say = useCallback((text: string, undo?: () => void) => setNews((before) => ({ id: (before?.id ?? 0) + 1, text, undo: undo ?? null })), []);
  const clear = useCallback(() => setNews(null), []);
  return { news, say, clear };
}
