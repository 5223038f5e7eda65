import type { Script } from '../../../studio/script/script';
import { findPlace } from './outline';

/** Over which half of which line, or over the heading of which chapter, something is let go. */
export type DropPlace = { lineId: string; isAfter: boolean } | { chapterId: string };

/** Where a dropped line goes, as the edit `line.move` wants it; null when it stays where it is. */
export function dropTarget(script: Script, lineId: string, over: DropPlace): { chapterId: string; index: number } | null {
  const from = findPlace(script, lineId);
  if (from === null) return null;
  if ('chapterId' in over) return script.chapters.some(({ id }) => id === over.chapterId) ? { chapterId: over.chapterId, index: 0 } : null;
  const to = findPlace(script, over.lineId);
  if (to === null || over.lineId === lineId) return null;
  const isLater = to.chapter === from.chapter && to.index > from.index;
  const index = to.index + (over.isAfter ? 1 : 0) - (isLater ? 1 : 0);
  return to.chapter === from.chapter && index === from.index ? null : { chapterId: to.chapter.id, index };
}
